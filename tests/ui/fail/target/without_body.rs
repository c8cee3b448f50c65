//! A method that a trait only declares.

use requires_scope::{Error, requires_scope};

pub trait Reader {
    #[requires_scope("ZohoCRM.users.READ")]
    fn read(&self) -> Result<(), Error>;
}

fn main() {}
