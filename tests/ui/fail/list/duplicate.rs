//! One scope twice, in two spellings.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.users.READ", "ZohoCRM.org.READ", "zohocrm.USERS.read")]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
