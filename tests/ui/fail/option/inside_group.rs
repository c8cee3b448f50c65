//! An option among the scopes of a group.

use requires_scope::{Error, requires_scope};

#[requires_scope(any("ZohoCRM.users.READ", grant = grant))]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
