//! A function that may run in the compiler.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.users.READ")]
pub const fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
