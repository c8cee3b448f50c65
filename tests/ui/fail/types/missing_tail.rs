//! A mistake of the body's own is told as if there were no attribute.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.users.READ")]
pub fn read(id: u64) -> Result<u64, Error> {
    drop(id);
}

fn main() {}
