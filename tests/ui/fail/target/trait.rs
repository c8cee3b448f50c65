//! The attribute above a `trait`.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.users.READ")]
pub trait Reader {
    fn read(&self) -> Result<(), Error>;
}

fn main() {}
