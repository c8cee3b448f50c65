//! A path in quotation marks.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.users.READ", crate = "::requires_scope")]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
