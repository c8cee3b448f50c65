//! Nothing is required.

use requires_scope::{Error, requires_scope};

#[requires_scope]
pub async fn bare() -> Result<(), Error> {
    Ok(())
}

#[requires_scope()]
pub async fn parentheses() -> Result<(), Error> {
    Ok(())
}

fn main() {}
