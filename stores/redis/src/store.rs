//! The store: each step is one command, on a connection that all tasks share.

use std::fmt;
use std::time::SystemTime;

use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use redis::ConnectionInfo;
use requires_scope::{Change, ExpiryClock, Kind, Record, Store, StoreError, Version};
use tokio::sync::watch;

use crate::changes;
use crate::connection::Connection;
use crate::database::RedisDatabase;
use crate::error::{Cause, Place};
use crate::records::{Name, Records};

/// Keeps records in Redis, which many machines may share.
///
/// Needs a tokio runtime.
pub struct RedisStore {
    connection: Connection,
    info: ConnectionInfo,
    records: Records,
    clock: ExpiryClock,
    /// Whoever listens sees by it that the store is gone.
    alive: watch::Sender<()>,
}

impl RedisStore {
    /// Connects to a server, such as `redis://:password@host:6379/0`, or `rediss://…` by TLS.
    ///
    /// # Errors
    ///
    /// When the URL cannot be read, the server does not answer, or it would evict records when its memory is full.
    ///
    /// # Security
    ///
    /// With `redis://` whoever stands between this machine and the server reads the password and can pass for the
    /// server. No error says what the password is.
    pub async fn connect(url: &str) -> Result<RedisDatabase, StoreError> {
        RedisDatabase::connect(url).await
    }

    pub(crate) fn new(database: RedisDatabase) -> RedisStore {
        let RedisDatabase { connection, info, prefix, clock } = database;
        let records = Records::new(&prefix, info.redis_settings().db());
        RedisStore { connection, info, records, clock, alive: watch::Sender::new(()) }
    }

    fn failed(&self, attempted: &'static str) -> impl Fn(Cause) -> StoreError {
        move |cause| cause.into_store_error(attempted, &Place::from(&self.info))
    }
}

impl fmt::Debug for RedisStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisStore")
            .field("place", &Place::from(&self.info).to_string())
            .finish_non_exhaustive()
    }
}

impl Store for RedisStore {
    fn load<'a>(&'a self, kind: Kind, key: &'a str) -> BoxFuture<'a, Result<Option<Record>, StoreError>> {
        Box::pin(async move {
            let (name, now) = (Name { kind, key }, self.clock.now());
            let loaded = self.connection.run(|connection| self.records.load(connection, name, now));
            loaded.await.map_err(self.failed("read from"))
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
            let time_left = expires_at.map(|time| self.clock.time_left(time));
            let (name, now) = (Name { kind, key }, self.clock.now());
            let saved = self
                .connection
                .run(|connection| self.records.save(connection, name, &bytes, expected, time_left, now));
            saved.await.map_err(self.failed("write to"))?.ok_or_else(StoreError::conflict)
        })
    }

    fn remove<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        expected: Version,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move {
            let (name, now) = (Name { kind, key }, self.clock.now());
            let removed =
                self.connection.run(|connection| self.records.remove(connection, name, expected, now));
            if removed.await.map_err(self.failed("write to"))? { Ok(()) } else { Err(StoreError::conflict()) }
        })
    }

    fn changes(&self) -> BoxStream<'static, Change> {
        changes::listen(self.info.clone(), self.records.channel().to_owned(), self.alive.subscribe())
    }
}
