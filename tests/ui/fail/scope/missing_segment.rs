//! Two dots in a row.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM..contacts.READ")]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
