//! `unchecked` is for one scope.

use requires_scope::{Error, requires_scope};

#[requires_scope(unchecked(), unchecked("ZohoNew.a.READ", "ZohoNew.b.READ"), unchecked(ZohoNew), unchecked)]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
