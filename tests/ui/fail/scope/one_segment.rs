//! Only a service.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM")]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
