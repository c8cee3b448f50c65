//! A literal without text.

use requires_scope::{Error, requires_scope};

#[requires_scope("")]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
