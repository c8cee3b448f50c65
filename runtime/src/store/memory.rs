//! A store that is gone with its process: for tests, and for tools that ask anew at each start.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use futures_util::future::BoxFuture;
use futures_util::stream::{self, BoxStream, StreamExt as _};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::broadcast::{Sender, channel};

use super::{Change, Kind, Record, Store, StoreError, Version};
use crate::clock::{Clock, SystemClock};

/// A listener that is so many changes late has missed some.
const KEPT_CHANGES: usize = 1024;

/// So many expired records are forgotten at the most by each that is saved.
const FORGOTTEN: usize = 4;

/// Keeps records in this process.
///
/// # Examples
///
/// ```
/// use requires_scope::{Kind, MemoryStore, Store, Version};
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
///
/// let store = MemoryStore::new();
/// let first = store.save(Kind::Grant, "zylker/marketer", b"first".to_vec(), Version::ABSENT, None).await?;
///
/// let late = store.save(Kind::Grant, "zylker/marketer", b"late".to_vec(), Version::ABSENT, None).await;
/// assert!(late.is_err_and(|error| error.is_conflict()));
///
/// store.remove(Kind::Grant, "zylker/marketer", first).await?;
/// assert!(store.load(Kind::Grant, "zylker/marketer").await?.is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct MemoryStore {
    records: Mutex<Records>,
    changes: Sender<Change>,
    clock: Arc<dyn Clock>,
}

struct Records {
    kept: HashMap<Name, Kept>,
    /// Those that expire, the first of them first.
    expiring: BTreeMap<(SystemTime, Version), Name>,
    /// The version of the latest write of any record, so that no record ever meets an old one again.
    latest: Version,
}

type Name = (Kind, String);

struct Kept {
    record: Record,
    expires_at: Option<SystemTime>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> MemoryStore {
        MemoryStore::with_clock(Arc::new(SystemClock))
    }

    /// An empty store whose records expire by `clock`.
    pub fn with_clock(clock: Arc<dyn Clock>) -> MemoryStore {
        let records = Records { kept: HashMap::new(), expiring: BTreeMap::new(), latest: Version::ABSENT };
        MemoryStore { records: Mutex::new(records), changes: channel(KEPT_CHANGES).0, clock }
    }

    fn records(&self) -> MutexGuard<'_, Records> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, kind: Kind, key: &str) {
        // It fails if nobody listens.
        drop(self.changes.send(Change::Of { kind, key: key.to_owned() }));
    }

    fn is_alive(&self, kept: &Kept) -> bool {
        kept.expires_at.is_none_or(|at| self.clock.now() < at)
    }
}

impl Records {
    fn insert(&mut self, name: Name, bytes: Vec<u8>, expires_at: Option<SystemTime>) -> Version {
        let version = self.latest.next();
        self.latest = version;
        self.remove(&name);
        if let Some(at) = expires_at {
            self.expiring.insert((at, version), name.clone());
        }
        self.kept.insert(name, Kept { record: Record { version, bytes }, expires_at });
        version
    }

    fn remove(&mut self, name: &Name) {
        let removed = self.kept.remove(name);
        if let Some(Kept { record, expires_at: Some(at) }) = removed {
            self.expiring.remove(&(at, record.version));
        }
    }

    /// Forgets some of what has expired: more than one record can have come since.
    fn forget_expired(&mut self, now: SystemTime) {
        for _ in 0..FORGOTTEN {
            match self.expiring.first_entry() {
                Some(first) if first.key().0 <= now => self.kept.remove(&first.remove()),
                Some(_) | None => return,
            };
        }
    }
}

impl Default for MemoryStore {
    fn default() -> MemoryStore {
        MemoryStore::new()
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryStore").finish_non_exhaustive()
    }
}

impl Store for MemoryStore {
    fn load<'a>(&'a self, kind: Kind, key: &'a str) -> BoxFuture<'a, Result<Option<Record>, StoreError>> {
        Box::pin(async move {
            let records = self.records();
            let kept = records.kept.get(&(kind, key.to_owned())).filter(|kept| self.is_alive(kept));
            Ok(kept.map(|kept| kept.record.clone()))
        })
    }

    fn save<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        bytes: Vec<u8>,
        expected: Version,
        expires_at: Option<SystemTime>,
    ) -> BoxFuture<'a, Result<Version, StoreError>> {
        Box::pin(async move {
            let mut records = self.records();
            records.forget_expired(self.clock.now());
            let name = (kind, key.to_owned());
            let current = records.kept.get(&name).filter(|kept| self.is_alive(kept));
            let current = current.map_or(Version::ABSENT, |kept| kept.record.version);
            if current != expected {
                return Err(StoreError::conflict());
            }
            let version = records.insert(name, bytes, expires_at);
            self.tell(kind, key);
            Ok(version)
        })
    }

    fn remove<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        expected: Version,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move {
            let mut records = self.records();
            let name = (kind, key.to_owned());
            let current = records.kept.get(&name).filter(|kept| self.is_alive(kept));
            if current.is_none_or(|kept| kept.record.version != expected) {
                return Err(StoreError::conflict());
            }
            records.remove(&name);
            self.tell(kind, key);
            Ok(())
        })
    }

    fn changes(&self) -> BoxStream<'static, Change> {
        let told = stream::unfold(self.changes.subscribe(), |mut changes| async {
            match changes.recv().await {
                Ok(change) => Some((change, changes)),
                Err(RecvError::Lagged(_)) => Some((Change::Missed, changes)),
                Err(RecvError::Closed) => None,
            }
        });
        stream::iter([Change::Missed]).chain(told).boxed()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const MANY: usize = 100;

    #[derive(Debug)]
    struct ManualClock(Mutex<SystemTime>);

    impl Clock for ManualClock {
        fn now(&self) -> SystemTime {
            *self.0.lock().expect("nobody panics with it")
        }
    }

    /// A store, its clock, and when records of one minute expire.
    fn store() -> (MemoryStore, Arc<ManualClock>, Option<SystemTime>) {
        let clock = Arc::new(ManualClock(Mutex::new(SystemTime::UNIX_EPOCH)));
        let soon = clock.now() + Duration::from_mins(1);
        (MemoryStore::with_clock(clock.clone()), clock, Some(soon))
    }

    fn let_expire(clock: &ManualClock) {
        *clock.0.lock().expect("nobody panics with it") += Duration::from_mins(2);
    }

    #[tokio::test]
    async fn expired_records_are_forgotten_a_few_at_a_time() {
        let (store, clock, soon) = store();
        let save = async |key: String, expected, expires_at| {
            store.save(Kind::Lease, &key, Vec::new(), expected, expires_at).await.expect("nobody races")
        };
        for number in 0..MANY {
            save(format!("expires-{number}"), Version::ABSENT, soon).await;
        }
        let kept = save("kept".to_owned(), Version::ABSENT, soon).await;
        save("kept".to_owned(), kept, None).await;
        let_expire(&clock);
        assert!(store.load(Kind::Lease, "expires-0").await.expect("it answers").is_none());

        save("other".to_owned(), Version::ABSENT, None).await;
        assert_eq!(store.records().kept.len(), MANY + 2 - FORGOTTEN, "no save takes long");
        for number in 0..MANY {
            save(format!("more-{number}"), Version::ABSENT, None).await;
        }
        assert_eq!(store.records().kept.len(), MANY + 2, "nothing that has expired is left");
        assert!(store.records().expiring.is_empty());
    }

    #[tokio::test]
    async fn an_expired_record_that_was_not_forgotten_yet_is_made_anew() {
        let (store, clock, soon) = store();
        for number in 0..MANY {
            let key = format!("expires-{number}");
            store.save(Kind::Lease, &key, Vec::new(), Version::ABSENT, soon).await.expect("it is new");
        }
        let_expire(&clock);
        let last = format!("expires-{}", MANY - 1);
        let version =
            store.save(Kind::Lease, &last, Vec::new(), Version::ABSENT, None).await.expect("it is new");
        store.remove(Kind::Lease, &last, version).await.expect("it is there");
    }
}
