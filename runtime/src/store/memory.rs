//! A store that is gone with its process: for tests, and for tools that ask anew at each start.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
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
    kept: HashMap<(Kind, String), Kept>,
    /// The version of the latest write of any record, so that no record ever meets an old one again.
    latest: Version,
}

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
        let records = Records { kept: HashMap::new(), latest: Version::ABSENT };
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
            records.kept.retain(|_, kept| self.is_alive(kept));
            let name = (kind, key.to_owned());
            let current = records.kept.get(&name).map_or(Version::ABSENT, |kept| kept.record.version);
            if current != expected {
                return Err(StoreError::conflict());
            }
            let version = records.latest.next();
            records.latest = version;
            records.kept.insert(name, Kept { record: Record { version, bytes }, expires_at });
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
            match self.records().kept.entry((kind, key.to_owned())) {
                Entry::Occupied(kept)
                    if kept.get().record.version == expected && self.is_alive(kept.get()) =>
                {
                    kept.remove();
                    self.tell(kind, key);
                    Ok(())
                }
                Entry::Occupied(_) | Entry::Vacant(_) => Err(StoreError::conflict()),
            }
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
