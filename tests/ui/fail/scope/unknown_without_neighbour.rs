//! Nothing like it is in the catalogue.

use requires_scope::{Error, requires_scope};

#[requires_scope("Acme.rockets.LAUNCH")]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
