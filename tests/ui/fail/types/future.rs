//! A function that does something before it returns a future: the guard in the future would come too late.

use std::future::Future;

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.users.READ")]
pub fn read(id: u64) -> impl Future<Output = Result<u64, Error>> {
    let next = id + 1;
    async move { Ok(next) }
}

fn main() {}
