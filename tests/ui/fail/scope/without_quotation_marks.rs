//! The text of a scope as if it were a path.

use requires_scope::{Error, requires_scope};

#[requires_scope(ZohoCRM.modules.contacts.READ)]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
