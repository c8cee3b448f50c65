//! An argument that is no text.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.modules.{module}.READ")]
pub async fn read(module: u64) -> Result<u64, Error> {
    Ok(module)
}

fn main() {}
