//! The store that the documentation of [`Store`](requires_scope::Store) shows: what a reader copies is a good one.

use std::future::{Ready, ready};
use std::sync::Arc;

use requires_scope::Clock;
use tests::conformance::Outcome;

use self::store::MapStore;

#[path = "../../runtime/src/store/from_scratch.rs"]
mod store;

fn open(clock: Arc<dyn Clock>) -> Ready<Outcome<(MapStore, ())>> {
    ready(Ok((MapStore::new(clock), ())))
}

tests::conformance!(open);
