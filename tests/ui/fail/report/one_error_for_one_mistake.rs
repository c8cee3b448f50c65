//! The function stays in the program.

use requires_scope::{Error, requires_scope};

/// Callers of a function with a wrong attribute are not wrong.
#[requires_scope("ZohoCRM.user.READ")]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

pub async fn read_twice() -> Result<(), Error> {
    read().await?;
    read().await
}

fn main() {}
