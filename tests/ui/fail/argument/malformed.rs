//! Blanks that are no whole segment, or no name.

use requires_scope::{Error, requires_scope};

#[requires_scope(
    "ZohoCRM.modules.my_{module}.READ",
    "ZohoCRM.modules.{}.READ",
    "ZohoCRM.modules.{self.module}.READ",
    "ZohoCRM.modules.{module.READ"
)]
pub async fn read(module: &str) -> Result<&str, Error> {
    Ok(module)
}

fn main() {}
