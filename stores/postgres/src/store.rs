//! The store: each step is one statement, on a connection of the pool.

use std::fmt;
use std::time::SystemTime;

use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use requires_scope::{Change, ExpiryClock, Kind, Record, Store, StoreError, Version};
use sqlx::PgPool;
use tokio::sync::watch;

use crate::changes;
use crate::database::PostgresDatabase;
use crate::error::{Cause, Place};
use crate::records::{self, Name};

/// Keeps records in PostgreSQL, which many machines may share.
///
/// Needs a tokio runtime.
pub struct PostgresStore {
    pool: PgPool,
    place: Place,
    clock: ExpiryClock,
    /// Whoever listens sees by it that the store is gone.
    alive: watch::Sender<()>,
}

impl PostgresStore {
    /// Connects to a database such as `postgres://user:password@host/name`, and makes the tables or brings them up
    /// to date.
    ///
    /// What else the URL may say is what [sqlx](sqlx::postgres::PgConnectOptions) reads.
    ///
    /// # Errors
    ///
    /// When the URL cannot be read, the server does not answer, the role may not make the tables, or they were made
    /// by a newer version of this crate.
    ///
    /// # Security
    ///
    /// Without `sslmode=verify-full` whoever stands between this machine and the server can pass for the server. No
    /// error says what the password is.
    pub async fn connect(url: &str) -> Result<PostgresDatabase, StoreError> {
        PostgresDatabase::connect(url).await
    }

    /// Uses the connections that the application has anyway, and makes the tables or brings them up to date.
    ///
    /// # Errors
    ///
    /// When the server does not answer, the role may not make the tables, or they were made by a newer version of
    /// this crate.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use requires_scope_postgres::PostgresStore;
    /// use sqlx::PgPool;
    ///
    /// # async fn start() -> Result<(), Box<dyn std::error::Error>> {
    /// let pool = PgPool::connect("postgres://zylker@localhost/zylker").await?;
    /// let database = PostgresStore::with_pool(pool.clone()).await?;
    /// # drop(database);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn with_pool(pool: PgPool) -> Result<PostgresDatabase, StoreError> {
        PostgresDatabase::with_pool(pool).await
    }

    pub(crate) fn new(pool: PgPool, place: Place, clock: ExpiryClock) -> PostgresStore {
        PostgresStore { pool, place, clock, alive: watch::Sender::new(()) }
    }

    fn failed(&self, attempted: &'static str) -> impl Fn(Cause) -> StoreError {
        move |cause| cause.into_store_error(attempted, &self.place)
    }
}

impl fmt::Debug for PostgresStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresStore").field("place", &self.place.to_string()).finish_non_exhaustive()
    }
}

impl Store for PostgresStore {
    fn load<'a>(&'a self, kind: Kind, key: &'a str) -> BoxFuture<'a, Result<Option<Record>, StoreError>> {
        Box::pin(async move {
            let loaded = records::load(&self.pool, Name { kind, key }, self.clock.now());
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
            let now = self.clock.now();
            let saved = records::save(&self.pool, Name { kind, key }, &bytes, expected, time_left, now);
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
            let removed = records::remove(&self.pool, Name { kind, key }, expected, self.clock.now());
            if removed.await.map_err(self.failed("write to"))? { Ok(()) } else { Err(StoreError::conflict()) }
        })
    }

    fn changes(&self) -> BoxStream<'static, Change> {
        changes::listen(self.pool.clone(), self.alive.subscribe())
    }
}
