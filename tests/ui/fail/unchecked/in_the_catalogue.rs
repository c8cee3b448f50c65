//! A scope that is in the catalogue by now: a warning, and here an error.

#![deny(deprecated)]

use requires_scope::{Error, requires_scope};

#[requires_scope(unchecked("zohocrm.users.read"))]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
