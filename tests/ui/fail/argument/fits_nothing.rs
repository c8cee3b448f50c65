//! Templates that no scope of the catalogue fits.

use requires_scope::{Error, requires_scope};

#[requires_scope(
    "ZohoCRM.module.{module}.READ",
    "ZohoCRM.setings.{module}.READ",
    "ZohoCRM.modules.leads.{module}.READ",
    "Acme.{module}.LAUNCH"
)]
pub async fn read(module: &str) -> Result<&str, Error> {
    Ok(module)
}

fn main() {}
