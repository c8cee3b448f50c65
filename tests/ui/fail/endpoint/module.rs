//! Operations of which it cannot be told which module they are about.

use requires_scope::{Error, requires_scope};

#[requires_scope(endpoint = "GET /crm/v8/{module}", endpoint = "POST /crm/v8/coql", endpoint = "getRecords")]
pub async fn read(modul: &str) -> Result<&str, Error> {
    Ok(modul)
}

fn main() {}
