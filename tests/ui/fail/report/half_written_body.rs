//! A body that does not parse yields its own error and no other.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.users.READ")]
pub async fn read() -> Result<u64, Error> {
    let id = ;
    Ok(id)
}

pub async fn read_twice() -> Result<(), Error> {
    read().await?;
    read().await?;
    Ok(())
}

fn main() {}
