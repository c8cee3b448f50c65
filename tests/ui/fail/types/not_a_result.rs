//! A return type without room for an error.

use requires_scope::requires_scope;

#[requires_scope("ZohoCRM.users.READ")]
pub async fn read(id: u64) -> Option<Vec<u64>> {
    Some(vec![id])
}

fn main() {}
