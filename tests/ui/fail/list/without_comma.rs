//! No comma between two scopes.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.users.READ" "ZohoCRM.org.READ")]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
