//! Groups of nothing.

use requires_scope::{Error, requires_scope};

#[requires_scope(any(), "ZohoCRM.users.READ", all())]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
