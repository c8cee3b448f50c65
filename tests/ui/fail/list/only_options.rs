//! Options, and nothing is required.

use requires_scope::{Error, requires_scope};

#[requires_scope(grant = grant)]
pub async fn read(grant: &requires_scope::Grant) -> Result<(), Error> {
    grant.key();
    Ok(())
}

fn main() {}
