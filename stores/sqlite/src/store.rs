//! The store: each step on a thread that may block, one write at a time.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use requires_scope::{Change, Clock, Kind, Record, Store, StoreError, Version};
use rusqlite::Connection;
use tokio::sync::{Mutex, watch};
use tokio::task::spawn_blocking;

use crate::changes;
use crate::error::Cause;
use crate::file::{Connections, SqliteFile};
use crate::records::{self, Moment, Name};

/// Keeps records in one SQLite file, which several processes may share.
///
/// A step that has begun is finished even if nobody waits for it any more. Needs a tokio runtime.
pub struct SqliteStore {
    path: PathBuf,
    reader: Arc<Mutex<Connection>>,
    writer: Arc<Mutex<Connection>>,
    clock: Arc<dyn Clock>,
    /// Whoever listens sees by it that the store is gone.
    alive: watch::Sender<()>,
}

impl SqliteStore {
    /// Opens the file, or makes it.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened or made, belongs to another program, was written by a newer version of this
    /// crate or, on unix, is open to others than its owner.
    ///
    /// # Security
    ///
    /// On unix the file and its logs are made for their owner alone, and are refused if their mode says otherwise.
    /// Elsewhere who can read the file is up to the folder that it is in.
    pub async fn open(path: impl AsRef<Path>) -> Result<SqliteFile, StoreError> {
        SqliteFile::open(path.as_ref()).await
    }

    pub(crate) fn new(path: PathBuf, connections: Connections, clock: Arc<dyn Clock>) -> SqliteStore {
        let Connections { reader, writer } = connections;
        SqliteStore {
            path,
            reader: Arc::new(Mutex::new(reader)),
            writer: Arc::new(Mutex::new(writer)),
            clock,
            alive: watch::Sender::new(()),
        }
    }

    /// Tasks queue for the connection without a thread; only the one whose turn it is takes one.
    async fn work<T: Send + 'static>(
        &self,
        attempted: &'static str,
        connection: &Arc<Mutex<Connection>>,
        step: impl FnOnce(&mut Connection, Moment) -> Result<T, rusqlite::Error> + Send + 'static,
    ) -> Result<T, StoreError> {
        let mut connection = Arc::clone(connection).lock_owned().await;
        let now = to_moment(self.clock.now());
        let done = spawn_blocking(move || step(&mut connection, now).map_err(Cause::from)).await;
        done.unwrap_or(Err(Cause::Interrupted)).map_err(|cause| cause.into_store_error(attempted, &self.path))
    }
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteStore").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Store for SqliteStore {
    fn load<'a>(&'a self, kind: Kind, key: &'a str) -> BoxFuture<'a, Result<Option<Record>, StoreError>> {
        let name = to_name(kind, key);
        Box::pin(
            self.work("read", &self.reader, move |connection, now| records::load(connection, &name, now)),
        )
    }

    fn save<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        bytes: Vec<u8>,
        expected: Version,
        expires_at: Option<SystemTime>,
    ) -> BoxFuture<'a, Result<Version, StoreError>> {
        let name = to_name(kind, key);
        let expires_at = expires_at.map(to_moment);
        Box::pin(async move {
            let saved = self.work("write to", &self.writer, move |connection, now| {
                records::save(connection, &name, &bytes, expected, expires_at, now)
            });
            saved.await?.ok_or_else(StoreError::conflict)
        })
    }

    fn remove<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        expected: Version,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        let name = to_name(kind, key);
        Box::pin(async move {
            let removed = self.work("write to", &self.writer, move |connection, now| {
                records::remove(connection, &name, expected, now)
            });
            if removed.await? { Ok(()) } else { Err(StoreError::conflict()) }
        })
    }

    fn changes(&self) -> BoxStream<'static, Change> {
        changes::listen(self.path.clone(), self.alive.subscribe())
    }
}

fn to_name(kind: Kind, key: &str) -> Name {
    Name { kind: kind.as_str(), key: key.to_owned() }
}

/// A time before 1970 is 1970, and one that no column can hold is the last that it can.
fn to_moment(time: SystemTime) -> Moment {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Moment::try_from(since.as_millis()).unwrap_or(Moment::MAX)
}
