//! All mistakes of one attribute are told together.

use requires_scope::requires_scope;

#[requires_scope("ZohoCRM.user.READ", any("ZohoCRM.orgs.READ", all()), grants = 1)]
pub const fn read() {}

fn main() {}
