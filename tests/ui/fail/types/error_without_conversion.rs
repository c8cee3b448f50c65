//! An error type that cannot be made from a refusal.

use requires_scope::requires_scope;

pub struct AppError;

#[requires_scope("ZohoCRM.users.READ")]
pub fn read(id: u64) -> Result<u64, AppError> {
    Ok(id)
}

fn main() {}
