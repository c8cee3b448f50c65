//! An option that does not exist.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.users.READ", grants = pick::<u8, u8>())]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
