//! One scope twice, in groups that mean one group.

use requires_scope::{Error, requires_scope};

#[requires_scope(any("ZohoCRM.users.READ", any("ZohoCRM.org.READ", "ZohoCRM.users.READ")))]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
