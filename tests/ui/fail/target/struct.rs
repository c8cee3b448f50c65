//! A struct requires nothing.

use requires_scope::requires_scope;

#[requires_scope("ZohoCRM.users.READ")]
pub struct Reader {
    name: String,
}

fn main() {}
