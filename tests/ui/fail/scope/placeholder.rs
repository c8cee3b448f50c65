//! The way Zoho's documents write a scope of any module.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.modules.{module}.READ")]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
