//! A group that does not exist.

use requires_scope::{Error, requires_scope};

#[requires_scope(one_of("ZohoCRM.users.READ", "ZohoCRM.org.READ"))]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
