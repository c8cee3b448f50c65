//! The line that names the scopes is no documentation of a function that has none.

#![deny(missing_docs)]

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.users.READ")]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

/// Documented.
#[requires_scope("ZohoCRM.users.READ")]
pub async fn documented() -> Result<(), Error> {
    Ok(())
}

#[requires_scope("ZohoCRM.users.READ")]
#[doc(alias = "hidden")]
pub async fn only_an_alias() -> Result<(), Error> {
    Ok(())
}

fn main() {}
