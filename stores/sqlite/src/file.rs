//! Opening the file: its owner's alone, shared with other processes, and written to the disk.

use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use requires_scope::{Clock, KeyRing, Sealed, StoreError, SystemClock};
use rusqlite::{Connection, OpenFlags};
use tokio::task::spawn_blocking;

use crate::error::Cause;
use crate::schema;
use crate::store::SqliteStore;

/// How long a write waits for the writes of other processes.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open file, whose owner has yet to say whether refresh tokens may stand in it in clear.
///
/// # Examples
///
/// ```
/// use requires_scope::KeyRing;
/// use requires_scope_sqlite::SqliteStore;
///
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("zylker.db");
/// let file = SqliteStore::open(path).await?;
/// let store = file.sealed(KeyRing::generate()?);
/// # drop(store);
/// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "a file is no store yet: call `.sealed(keys)` or `.in_the_clear()`"]
#[derive(Debug)]
pub struct SqliteFile {
    path: PathBuf,
    connections: Connections,
    clock: Arc<dyn Clock>,
}

/// Reading never waits for writing.
#[derive(Debug)]
pub(crate) struct Connections {
    pub(crate) reader: Connection,
    pub(crate) writer: Connection,
}

impl SqliteFile {
    pub(crate) async fn open(path: &Path) -> Result<SqliteFile, StoreError> {
        // An absolute path outlives a change of directory, and is never one of SQLite's special names.
        let path =
            std::path::absolute(path).map_err(|error| Cause::from(error).into_store_error("open", path))?;
        let opened = spawn_blocking({
            let path = path.clone();
            move || Connections::open(&path)
        });
        match opened.await.unwrap_or(Err(Cause::Interrupted)) {
            Ok(connections) => Ok(SqliteFile { path, connections, clock: Arc::new(SystemClock) }),
            Err(cause) => Err(cause.into_store_error("open", &path)),
        }
    }

    /// A store whose records are sealed: without the keys the file is of no use.
    pub fn sealed(self, keys: KeyRing) -> Sealed<SqliteStore> {
        Sealed::new(self.in_the_clear(), keys)
    }

    /// A store whose records can be read by whoever can read the file.
    ///
    /// # Security
    ///
    /// Refresh tokens stand in the file as they are: everyone who gets hold of the file, or of a backup of it, can
    /// act for every user until the tokens are revoked.
    ///
    /// What was replaced or removed is overwritten in the file, and stays readable in its log, `-wal`, until later
    /// writes take that place or the last process has closed the file. Revoke a token that must be of no use.
    pub fn in_the_clear(self) -> SqliteStore {
        SqliteStore::new(self.path, self.connections, self.clock)
    }

    /// Records expire by `clock` instead of the machine's: for tests.
    pub fn with_clock(self, clock: Arc<dyn Clock>) -> SqliteFile {
        SqliteFile { clock, ..self }
    }
}

impl Connections {
    fn open(path: &Path) -> Result<Connections, Cause> {
        create_for_owner(path)?;
        let mut writer = connect(path)?;
        schema::check(&mut writer)?;
        check_owner_only(path)?;
        write_ahead(&writer)?;
        // A record is on the disk when its write returns, on macOS too.
        writer.pragma_update(None, "synchronous", "full")?;
        writer.pragma_update(None, "fullfsync", true)?;
        // What was removed is overwritten, for the sake of those who keep tokens in clear. It is not worth the wait for
        // all readers, at every write, to do the same to the log.
        writer.pragma_update(None, "secure_delete", true)?;
        schema::create(&mut writer)?;
        Ok(Connections { reader: connect_to_read(path)?, writer })
    }
}

pub(crate) fn connect_to_read(path: &Path) -> Result<Connection, rusqlite::Error> {
    let connection = connect(path)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// SQLite would make the file readable for everyone. The logs that it makes get the mode of the file.
fn create_for_owner(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// A file that was there before keeps its mode, and so does a log that a killed process has left.
#[cfg(unix)]
fn check_owner_only(path: &Path) -> Result<(), Cause> {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    for file in [path.to_owned(), log.into()] {
        // The name is asked: to close a file of its own would end the locks that SQLite has on it in this process.
        match fs::metadata(&file) {
            Ok(found) if found.permissions().mode() & 0o077 != 0 => return Err(Cause::OpenToOthers(file)),
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            Ok(_) | Err(_) => {}
        }
    }
    Ok(())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "only unix has modes")]
fn check_owner_only(_: &Path) -> Result<(), Cause> {
    Ok(())
}

fn connect(path: &Path) -> Result<Connection, rusqlite::Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    Ok(connection)
}

/// Turns on the write-ahead log: the one step at which SQLite itself does not wait for other processes.
fn write_ahead(connection: &Connection) -> Result<(), Cause> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let turned =
            connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get::<_, String>(0));
        match turned.map_err(Cause::from) {
            Ok(mode) if mode == "wal" => return Ok(()),
            Ok(_) => return Err(Cause::NoWriteAheadLog),
            Err(cause) if cause.is_busy() && Instant::now() < deadline => thread::sleep(PATIENCE / 1000),
            Err(cause) => return Err(cause),
        }
    }
}
