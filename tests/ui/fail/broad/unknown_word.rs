//! What else one might want to deny.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.users.READ", deny(wide), deny(broad), deny(broad), any(deny(broad)))]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
