//! The store in memory.

use std::future::{Ready, ready};
use std::sync::Arc;

use requires_scope::{Clock, KeyRing, MemoryStore, Sealed};
use tests::conformance::Outcome;

type Opened<S> = Ready<Outcome<(S, ())>>;

mod in_the_clear {
    use super::*;

    fn open(clock: Arc<dyn Clock>) -> Opened<MemoryStore> {
        ready(Ok((MemoryStore::with_clock(clock), ())))
    }

    tests::conformance!(open);
    tests::changes!(open);
}

mod sealed {
    use super::*;

    fn open(clock: Arc<dyn Clock>) -> Opened<Sealed<MemoryStore>> {
        let keys = KeyRing::generate().map_err(Into::into);
        ready(keys.map(|keys| (Sealed::new(MemoryStore::with_clock(clock), keys), ())))
    }

    tests::conformance!(open);
    tests::changes!(open);
}
