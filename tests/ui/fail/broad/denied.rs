//! Scopes that cover others, where that is denied.

use requires_scope::{Error, requires_scope};

#[requires_scope(
    "ZohoCRM.modules.contacts.ALL",
    any("ZohoCRM.modules.READ", "ZohoCRM.modules.leads.WRITE", "ZohoCRM.users.READ"),
    unchecked("ZohoCRM.settings.ALL"),
    "ZohoCRM.modules.{module}.ALL",
    deny(broad)
)]
pub async fn read(module: &str) -> Result<&str, Error> {
    Ok(module)
}

fn main() {}
