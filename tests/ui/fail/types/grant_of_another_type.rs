//! Something that is not a grant.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.users.READ", grant = caller.name)]
pub fn read(caller: &Caller) -> Result<(), Error> {
    Ok(())
}

pub struct Caller {
    name: String,
}

fn main() {}
