//! The attribute above a module.

use requires_scope::requires_scope;

#[requires_scope("ZohoCRM.users.READ")]
pub mod reader {}

fn main() {}
