//! The attribute above an `impl`.

use requires_scope::{Error, requires_scope};

pub struct Reader;

#[requires_scope("ZohoCRM.users.READ")]
impl Reader {
    pub fn read(&self) -> Result<(), Error> {
        Ok(())
    }
}

fn main() {}
