//! An option that is written twice.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.users.READ", grant = grant, grant = grant)]
pub async fn read(grant: &requires_scope::Grant) -> Result<(), Error> {
    grant.key();
    Ok(())
}

fn main() {}
