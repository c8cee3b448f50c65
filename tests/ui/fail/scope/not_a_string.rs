//! Literals and macros in the place of a scope.

use requires_scope::{Error, requires_scope};

#[requires_scope(7, b"ZohoCRM.users.READ", concat!("ZohoCRM.users", ".READ"))]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
