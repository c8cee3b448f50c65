//! Other things than an operation in quotation marks.

use requires_scope::{Error, requires_scope};

#[requires_scope(endpoint = getUsers, endpoint, endpoint =, endpoint = 7)]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
