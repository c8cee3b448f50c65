//! A path that depends on where it stands.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.users.READ", crate = facade::requires_scope)]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
