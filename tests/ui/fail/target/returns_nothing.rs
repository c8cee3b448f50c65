//! A function that could not tell its caller of a refusal.

use requires_scope::requires_scope;

#[requires_scope("ZohoCRM.users.READ")]
pub async fn read(id: u64) {
    drop(id);
}

fn main() {}
