//! A group scope and one that it covers: a warning, and here an error.

#![deny(deprecated)]

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.modules.contacts.READ", "ZohoCRM.modules.ALL")]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
