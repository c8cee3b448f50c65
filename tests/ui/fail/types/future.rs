//! A function that returns a future and is not `async`.

use std::future::Future;

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.users.READ")]
pub fn read(id: u64) -> impl Future<Output = Result<u64, Error>> {
    async move { Ok(id) }
}

fn main() {}
