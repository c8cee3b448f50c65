//! Options of which only the name is there.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.users.READ", grant, crate =)]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
