//! A function for foreign callers.

use requires_scope::requires_scope;

#[requires_scope("ZohoCRM.users.READ")]
pub extern "C" fn read(id: u64) -> u64 {
    id
}

fn main() {}
