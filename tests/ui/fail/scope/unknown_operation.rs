//! An operation that Zoho has not.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.modules.contacts.EDIT")]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
