//! A constant that is no requirement.

use requires_scope::{Error, requires_scope};

const CONTACTS: &str = "ZohoCRM.modules.contacts.READ";

#[requires_scope(CONTACTS)]
pub async fn alone() -> Result<(), Error> {
    Ok(())
}

#[requires_scope(any("ZohoCRM.users.READ", crate::CONTACTS))]
pub async fn in_a_group() -> Result<(), Error> {
    Ok(())
}

fn main() {}
