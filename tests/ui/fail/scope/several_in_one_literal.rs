//! The list as Zoho's requests want it.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.modules.contacts.READ,ZohoCRM.modules.leads.READ")]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
