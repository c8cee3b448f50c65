//! A store from scratch: a map in a mutex.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::SystemTime as Time;

use futures_util::future::BoxFuture;
use requires_scope::{Clock, Kind, Record, Store, StoreError, Version};

type Done<'a, T> = BoxFuture<'a, Result<T, StoreError>>;

/// The records, and the latest version of them all: none ever gets an old one again.
type Records = (HashMap<(Kind, String), (Record, Option<Time>)>, u64);

#[derive(Debug)]
pub(crate) struct MapStore(Mutex<Records>, Arc<dyn Clock>);

impl MapStore {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> MapStore {
        MapStore(Mutex::default(), clock)
    }

    /// The records that have not expired; one atomic step lasts as long as they are locked.
    fn lock(&self) -> MutexGuard<'_, Records> {
        let mut records = self.0.lock().expect("no step panics");
        records.0.retain(|_, (_, end)| end.is_none_or(|end| self.1.now() < end));
        records
    }
}

impl Store for MapStore {
    fn load<'a>(&'a self, kind: Kind, key: &'a str) -> Done<'a, Option<Record>> {
        let name = (kind, key.to_owned());
        Box::pin(async move { Ok(self.lock().0.get(&name).map(|(record, _)| record.clone())) })
    }

    fn save<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        bytes: Vec<u8>,
        expected: Version,
        end: Option<Time>,
    ) -> Done<'a, Version> {
        let name = (kind, key.to_owned());
        Box::pin(async move {
            let (records, latest) = &mut *self.lock();
            if records.get(&name).map_or(Version::ABSENT, |(record, _)| record.version) != expected {
                return Err(StoreError::conflict());
            }
            *latest += 1;
            let version = Version::new(*latest);
            records.insert(name, (Record { version, bytes }, end));
            Ok(version)
        })
    }

    fn remove<'a>(&'a self, kind: Kind, key: &'a str, expected: Version) -> Done<'a, ()> {
        let name = (kind, key.to_owned());
        Box::pin(async move {
            let records = &mut self.lock().0;
            let found = records.get(&name).filter(|(record, _)| record.version == expected);
            found.map(drop).ok_or_else(StoreError::conflict)?;
            records.remove(&name);
            Ok(())
        })
    }
}
