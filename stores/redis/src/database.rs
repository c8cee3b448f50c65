//! Connecting, to a server that does not forget.

use std::sync::Arc;
use std::time::Duration;

use redis::{ConnectionInfo, IntoConnectionInfo as _, RedisError};
use requires_scope::{Clock, ExpiryClock, KeyRing, Sealed, StoreError};
use tokio::time::timeout;

use crate::connection::{self, Connection};
use crate::error::{Cause, Place};
use crate::store::RedisStore;

/// How long a call waits for its answer.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// A server, whose owner has yet to say whether refresh tokens may stand in it in clear.
///
/// # Examples
///
/// ```no_run
/// use requires_scope::KeyRing;
/// use requires_scope_redis::RedisStore;
///
/// # async fn start() -> Result<(), Box<dyn std::error::Error>> {
/// let database = RedisStore::connect("redis://localhost").await?.with_prefix("zylker");
/// let store = database.sealed(KeyRing::from_env("ZYLKER_KEYS")?);
/// # Ok(())
/// # }
/// ```
#[must_use = "a database is no store yet: call `.sealed(keys)` or `.in_the_clear()`"]
pub struct RedisDatabase {
    pub(crate) connection: Connection,
    pub(crate) info: ConnectionInfo,
    pub(crate) prefix: String,
    pub(crate) clock: ExpiryClock,
}

impl RedisDatabase {
    pub(crate) async fn connect(url: &str) -> Result<RedisDatabase, StoreError> {
        let info = url.into_connection_info();
        let info = info
            .map_err(|error| Cause::from(error).into_store_error("read the address of", &Place::Unknown))?
            .set_tcp_settings(connection::tcp_settings());
        let connection = match timeout(2 * PATIENCE, connect(info.clone())).await {
            Ok(connected) => connected,
            Err(_) => Err(Cause::Silence),
        };
        let connection =
            connection.map_err(|cause| cause.into_store_error("connect to", &Place::from(&info)))?;
        let prefix = "requires_scope".to_owned();
        Ok(RedisDatabase { connection, info, prefix, clock: ExpiryClock::OfServer })
    }

    /// A store whose records are sealed: without the keys the server is of no use.
    pub fn sealed(self, keys: KeyRing) -> Sealed<RedisStore> {
        Sealed::new(self.in_the_clear(), keys)
    }

    /// A store whose records can be read by whoever can read the database.
    ///
    /// # Security
    ///
    /// Refresh tokens stand in the server and in its files as they are: everyone who gets hold of them, or of a
    /// backup, can act for every user until the tokens are revoked.
    pub fn in_the_clear(self) -> RedisStore {
        RedisStore::new(self)
    }

    /// All keys begin with `prefix` and a colon, instead of `requires_scope:`. Stores with different prefixes know
    /// nothing of each other.
    pub fn with_prefix(self, prefix: impl Into<String>) -> RedisDatabase {
        RedisDatabase { prefix: prefix.into(), ..self }
    }

    /// Records expire by `clock` instead of the server's: for tests. The server then keeps what has expired.
    pub fn with_clock(self, clock: Arc<dyn Clock>) -> RedisDatabase {
        RedisDatabase { clock: ExpiryClock::Given(clock), ..self }
    }
}

impl std::fmt::Debug for RedisDatabase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RedisDatabase")
            .field("place", &Place::from(&self.info).to_string())
            .field("prefix", &self.prefix)
            .finish_non_exhaustive()
    }
}

async fn connect(info: ConnectionInfo) -> Result<Connection, Cause> {
    let connection = Connection::open(info).await?;
    check_memory(&connection).await?;
    Ok(connection)
}

/// A server that evicts records loses tokens, and forgets who holds a lease.
async fn check_memory(connection: &Connection) -> Result<(), Cause> {
    let report = connection.run(|mut connection| async move {
        let report: Result<String, RedisError> =
            redis::cmd("INFO").arg("memory").query_async(&mut connection).await;
        report
    });
    let report = report.await?;
    let entry = |name: &str| report.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    match (entry("maxmemory"), entry("maxmemory_policy")) {
        (None | Some("0"), _) | (_, None | Some("noeviction")) => Ok(()),
        (_, Some(policy)) => Err(Cause::Forgetful(policy.to_owned())),
    }
}
