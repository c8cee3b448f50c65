//! Paths that cannot be meant, or that mean something else in the guard.

use requires_scope::{Error, Requirement, requires_scope};

const GUARD: Requirement<'static> = Requirement::scope("ZohoCRM.users.READ");

pub struct Worker;

impl Worker {
    const NEEDS: Requirement<'static> = GUARD;

    #[requires_scope(Self::NEEDS, all, GUARD, Worker::NEEDS, Worker::NEEDS)]
    pub async fn work(&self) -> Result<(), Error> {
        Ok(())
    }
}

fn main() {}
