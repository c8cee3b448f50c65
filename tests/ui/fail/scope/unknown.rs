//! A module in the singular.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.modules.contact.CREATE")]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
