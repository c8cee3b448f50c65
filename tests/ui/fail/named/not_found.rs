//! A path that leads nowhere.

use requires_scope::{Error, requires_scope};

#[requires_scope(crate::needs::CONVERT_LEAD)]
pub async fn convert() -> Result<(), Error> {
    Ok(())
}

fn main() {}
