//! The same template twice, and the same operation.

use requires_scope::{Error, requires_scope};

#[requires_scope(
    "ZohoCRM.modules.{module}.READ",
    "zohocrm.modules.{module}.read",
    endpoint = "GET /crm/v8/users",
    endpoint = "GET /crm/v8/users"
)]
pub async fn read(module: &str) -> Result<&str, Error> {
    Ok(module)
}

fn main() {}
