//! Operations that do not exist.

use requires_scope::{Error, requires_scope};

#[requires_scope(
    endpoint = "GET /crm/v8/settings/feilds",
    endpoint = "DELETE /crm/v8/users",
    endpoint = "POST /crm/v8/Contcts",
    endpoint = "BREW /crm/v8/coffee",
    endpoint = "getUser5"
)]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
