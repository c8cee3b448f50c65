//! Listening: `LISTEN` on a connection of its own, which is taken up again when it is lost.

use std::time::Duration;

use futures_util::stream::{self, BoxStream, StreamExt as _};
use requires_scope::Change;
use sqlx::postgres::{PgListener, PgPoolOptions};
use sqlx::{PgPool, Row as _};
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use crate::connection::fetch_optional;
use crate::database::PATIENCE;
use crate::error::Cause;
use crate::records::read_notification;

/// How long silence may last before the server is asked whether it is still there.
const SILENCE: Duration = Duration::from_secs(15);

/// How soon a lost connection is tried again.
const PAUSE: Duration = Duration::from_millis(250);

/// Where the table is, and where its changes are told.
const TABLE: &str =
    "SELECT relnamespace::regnamespace::text || '.' || relname AS name, 'requires_scope_' || oid AS channel
     FROM pg_class WHERE oid = 'requires_scope_record'::regclass";

/// Where the changes of a table are told now, if there is one.
const CHANNEL: &str = "SELECT 'requires_scope_' || to_regclass($1)::oid";

/// Listens for as long as the store lives.
pub(crate) fn listen(pool: PgPool, mut store: watch::Receiver<()>) -> BoxStream<'static, Change> {
    let listener = Listener { pool, connection: None };
    stream::unfold(listener, |mut listener| async move { Some((listener.hear().await, listener)) })
        .take_until(async move { drop(store.changed().await) })
        .boxed()
}

struct Listener {
    pool: PgPool,
    connection: Option<Listening>,
}

impl Listener {
    /// The next change. Whenever the connection is new it may be any, and the first item is always that.
    async fn hear(&mut self) -> Change {
        loop {
            let Some(connection) = &mut self.connection else {
                match timeout(PATIENCE, Listening::begin(&self.pool)).await {
                    Ok(Ok(connection)) => {
                        self.connection = Some(connection);
                        return Change::Missed;
                    }
                    Ok(Err(_)) | Err(_) => sleep(PAUSE).await,
                }
                continue;
            };
            match connection.next().await {
                Ok(Some(change)) => return change,
                Ok(None) => {}
                Err(Lost) => self.connection = None,
            }
        }
    }
}

/// What was told since is lost with the connection.
struct Lost;

impl From<sqlx::Error> for Lost {
    fn from(_: sqlx::Error) -> Lost {
        Lost
    }
}

impl From<Cause> for Lost {
    fn from(_: Cause) -> Lost {
        Lost
    }
}

/// A connection that listens. Its drop needs the runtime, whoever drops it.
struct Listening {
    listener: Option<PgListener>,
    /// The table's name, which is the same when it is dropped and made anew.
    table: String,
    /// The channel, which is then another.
    channel: String,
    runtime: Handle,
}

impl Listening {
    async fn begin(pool: &PgPool) -> Result<Listening, Lost> {
        // The pool knows where the tables are, and may have no more than one connection: that is not taken from it.
        let row = fetch_optional(pool, sqlx::query(TABLE)).await?.ok_or(Lost)?;
        let (table, channel): (_, String) = (row.try_get("name")?, row.try_get("channel")?);
        let options = (*pool.connect_options()).clone();
        let own = PgPoolOptions::new().max_connections(1).connect_with(options).await?;
        let mut listener = PgListener::connect_with(&own).await?;
        listener.eager_reconnect(false);
        listener.listen(&channel).await?;
        Ok(Listening { listener: Some(listener), table, channel, runtime: Handle::current() })
    }

    /// The next change, or `None` when there was none for a while.
    async fn next(&mut self) -> Result<Option<Change>, Lost> {
        let listener = self.listener.as_mut().ok_or(Lost)?;
        let Ok(heard) = timeout(SILENCE, listener.try_recv()).await else {
            let asked = sqlx::query_scalar(CHANNEL).bind(&self.table).fetch_one(listener);
            let channel: Option<String> = timeout(PATIENCE, asked).await.map_err(|_| Lost)??;
            return if channel.as_ref() == Some(&self.channel) { Ok(None) } else { Err(Lost) };
        };
        heard?.map(|notification| read_notification(notification.payload())).ok_or(Lost)
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let _runtime = self.runtime.enter();
        drop(self.listener.take());
    }
}
