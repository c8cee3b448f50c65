//! Listening: the file is asked a few times per second whether somebody has written to it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use futures_util::stream::{self, BoxStream, StreamExt as _};
use requires_scope::{Change, Kind};
use rusqlite::{Connection, params};
use tokio::sync::watch;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

use crate::error::Cause;
use crate::file;

/// Five looks per second keep the promise of one second by far, and cost some microseconds each.
const INTERVAL: Duration = Duration::from_millis(200);

/// Listens with a connection of its own, for as long as the store lives.
pub(crate) fn listen(path: PathBuf, mut store: watch::Receiver<()>) -> BoxStream<'static, Change> {
    let listener = Listener { path, connection: None };
    stream::unfold(listener, |mut listener| async move { Some((listener.hear().await, listener)) })
        .flat_map(stream::iter)
        .take_until(async move { drop(store.changed().await) })
        .boxed()
}

struct Listener {
    path: PathBuf,
    connection: Option<Listening>,
}

/// A connection, and what it has last seen.
struct Listening {
    connection: Connection,
    /// SQLite's own count of what others have written, which is read without reading the file.
    data_version: i64,
    /// The last change that was told.
    number: i64,
}

impl Listener {
    /// The next changes. When the file could not be read they may be any, and the first item is always that.
    async fn hear(&mut self) -> Vec<Change> {
        loop {
            let listening = self.connection.take();
            let path = self.path.clone();
            let heard = spawn_blocking(move || match listening {
                None => Ok((vec![Change::Missed], Listening::begin(&path)?)),
                Some(mut listening) => listening.look().map(|changes| (changes, listening)),
            });
            if let Ok((changes, listening)) = heard.await.unwrap_or(Err(Cause::Interrupted)) {
                self.connection = Some(listening);
                if !changes.is_empty() {
                    return changes;
                }
            }
            sleep(INTERVAL).await;
        }
    }
}

impl Listening {
    fn begin(path: &Path) -> Result<Listening, Cause> {
        let connection = file::connect_to_read(path)?;
        let data_version = data_version(&connection)?;
        let number =
            connection.query_row("SELECT coalesce(max(number), 0) FROM change", [], |row| row.get(0))?;
        Ok(Listening { connection, data_version, number })
    }

    fn look(&mut self) -> Result<Vec<Change>, Cause> {
        let data_version = data_version(&self.connection)?;
        if data_version == self.data_version {
            return Ok(Vec::new());
        }
        let (numbers, changes) = self.read()?;
        self.data_version = data_version;
        let Some(last) = numbers.last() else { return Ok(Vec::new()) };
        let has_gap = numbers.first() != Some(&(self.number + 1));
        self.number = *last;
        Ok(if has_gap { vec![Change::Missed] } else { changes })
    }

    /// The changes since the last look, with their numbers.
    fn read(&self) -> Result<(Vec<i64>, Vec<Change>), Cause> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT number, kind, key FROM change WHERE number > ?1 ORDER BY number")?;
        let mut rows = statement.query(params![self.number])?;
        let (mut numbers, mut changes) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            numbers.push(row.get("number")?);
            // A kind of a newer version of this program is of no interest to this one.
            if let Some(kind) = Kind::parse(&row.get::<_, String>("kind")?) {
                let change = Change::Of { kind, key: row.get("key")? };
                if !changes.contains(&change) {
                    changes.push(change);
                }
            }
        }
        Ok((numbers, changes))
    }
}

fn data_version(connection: &Connection) -> Result<i64, Cause> {
    Ok(connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
}
