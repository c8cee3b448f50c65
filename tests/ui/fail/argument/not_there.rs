//! Blanks that no argument fills.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.modules.{modul}.READ", "ZohoCRM.settings.{what}.READ")]
pub async fn read(module: &str, (id, _): (u64, u64)) -> Result<u64, Error> {
    Ok(id)
}

#[requires_scope("ZohoCRM.modules.{module}.READ")]
pub async fn read_all() -> Result<(), Error> {
    Ok(())
}

fn main() {}
