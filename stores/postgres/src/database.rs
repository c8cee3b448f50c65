//! Connecting: to a URL or through an existing pool, with the tables made or brought up to date.

use std::io;
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use requires_scope::{Clock, ExpiryClock, KeyRing, Sealed, StoreError};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection as _, PgConnection, PgPool};
use tokio::time::timeout;

use crate::error::{Cause, Place};
use crate::schema;
use crate::store::PostgresStore;

/// How long a call waits for a connection, and so for a server that restarts, and then for the answer.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// How long an idle connection may take to say that it is still there. A new one costs less than to wait for it.
const SIGN_OF_LIFE: Duration = Duration::from_secs(1);

/// A database with its tables, whose owner has yet to say whether refresh tokens may stand in it in clear.
///
/// # Examples
///
/// ```no_run
/// use requires_scope::KeyRing;
/// use requires_scope_postgres::PostgresStore;
///
/// # async fn start() -> Result<(), Box<dyn std::error::Error>> {
/// let database = PostgresStore::connect("postgres://zylker@localhost/zylker").await?;
/// let store = database.sealed(KeyRing::from_env("ZYLKER_KEYS")?);
/// # Ok(())
/// # }
/// ```
#[must_use = "a database is no store yet: call `.sealed(keys)` or `.in_the_clear()`"]
#[derive(Debug)]
pub struct PostgresDatabase {
    pool: PgPool,
    place: Place,
    clock: ExpiryClock,
}

impl PostgresDatabase {
    pub(crate) async fn connect(url: &str) -> Result<PostgresDatabase, StoreError> {
        let mut options = PgConnectOptions::from_str(url)
            .map_err(|error| Cause::from(error).into_store_error("read the address of", &Place::Unknown))?;
        if options.get_application_name().is_none() {
            options = options.application_name("requires-scope");
        }
        let place = Place::from(&options);
        // The pool's own question to an idle connection would use up all patience where nobody answers.
        let pool = PgPoolOptions::new()
            .acquire_timeout(PATIENCE)
            .test_before_acquire(false)
            .before_acquire(|connection, _| Box::pin(is_there(connection)))
            .connect_with(options)
            .await;
        let pool = pool.map_err(|error| Cause::from(error).into_store_error("connect to", &place))?;
        PostgresDatabase::with_pool(pool).await
    }

    pub(crate) async fn with_pool(pool: PgPool) -> Result<PostgresDatabase, StoreError> {
        let place = Place::from(&*pool.connect_options());
        match schema::bring_up_to_date(&pool).await {
            Ok(()) => Ok(PostgresDatabase { pool, place, clock: ExpiryClock::OfServer }),
            Err(cause) => Err(cause.into_store_error("make the tables of", &place)),
        }
    }

    /// A store whose records are sealed: without the keys the database is of no use.
    pub fn sealed(self, keys: KeyRing) -> Sealed<PostgresStore> {
        Sealed::new(self.in_the_clear(), keys)
    }

    /// A store whose records can be read by whoever can read the database.
    ///
    /// # Security
    ///
    /// Refresh tokens stand in the database as they are: everyone who gets hold of it, or of a backup of it, can act
    /// for every user until the tokens are revoked.
    pub fn in_the_clear(self) -> PostgresStore {
        PostgresStore::new(self.pool, self.place, self.clock)
    }

    /// Records expire by `clock` instead of the server's: for tests.
    pub fn with_clock(self, clock: Arc<dyn Clock>) -> PostgresDatabase {
        PostgresDatabase { clock: ExpiryClock::Given(clock), ..self }
    }
}

async fn is_there(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    let answer = timeout(SIGN_OF_LIFE, connection.ping()).await;
    answer.map_err(io::Error::from)?.map(|()| true)
}
