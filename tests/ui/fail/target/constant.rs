//! The attribute above a constant.

use requires_scope::requires_scope;

#[requires_scope("ZohoCRM.users.READ")]
pub const LIMIT: u8 = 7;

fn main() {}
