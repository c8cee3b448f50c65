//! What is not checked is well-formed all the same.

use requires_scope::{Error, requires_scope};

#[requires_scope(unchecked("ZohoNewService.thing..READ"), unchecked("ZohoNew.a.READ ZohoNew.b.READ"))]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
