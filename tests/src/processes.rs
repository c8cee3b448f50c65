//! Driving `store_process` from a test, and what both of them must agree on.

use std::io::{self, BufRead as _, BufReader, Lines, Write as _};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;

use requires_scope::{KeyRing, Secret, Store};
use requires_scope_postgres::PostgresStore;
use requires_scope_redis::RedisStore;
use requires_scope_sqlite::SqliteStore;

use crate::conformance::Outcome;

/// What the records are sealed with that processes share.
pub const KEYS: &str = "autumn:QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";

/// Another process that has opened the store and waits to be told to go on. It ends with this value.
#[derive(Debug)]
pub struct Process {
    child: Child,
    said: Lines<BufReader<ChildStdout>>,
}

impl Process {
    /// Starts `store_process`, which stands at `program`.
    ///
    /// # Errors
    ///
    /// When it does not start, or cannot open the store.
    pub fn start(program: &str, address: &str, work: &[&str]) -> io::Result<Process> {
        let mut child = Command::new(program)
            .args(work)
            .env("ZYLKER_STORE", address)
            .env("ZYLKER_KEYS", KEYS)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let said = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let mut process = Process { child, said: BufReader::new(said).lines() };
        match process.hear()?.as_deref() {
            Some("ready") => Ok(process),
            said => Err(io::Error::other(format!("instead of being ready it said {said:?}"))),
        }
    }

    /// Lets it go to work.
    ///
    /// # Errors
    ///
    /// When it is gone.
    pub fn go(&mut self) -> io::Result<()> {
        self.child.stdin.as_mut().ok_or(io::ErrorKind::BrokenPipe)?.write_all(b"go\n")
    }

    /// The next line that it says.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn hear(&mut self) -> io::Result<Option<String>> {
        self.said.next().transpose()
    }

    /// Makes it pause in the middle of whatever it does.
    ///
    /// # Errors
    ///
    /// When it cannot be made to.
    #[cfg(unix)]
    pub fn pause(&mut self) -> io::Result<()> {
        self.signal("-STOP")
    }

    /// Lets it go on after a pause, as if no time had passed.
    ///
    /// # Errors
    ///
    /// When it cannot be made to.
    #[cfg(unix)]
    pub fn wake(&mut self) -> io::Result<()> {
        self.signal("-CONT")
    }

    #[cfg(unix)]
    fn signal(&mut self, signal: &str) -> io::Result<()> {
        let sent = Command::new("kill").args([signal, &self.child.id().to_string()]).status()?;
        if sent.success() { Ok(()) } else { Err(io::Error::other(format!("kill {signal}: {sent}"))) }
    }

    /// Waits until it has done its work, and gives all that it has said.
    ///
    /// # Errors
    ///
    /// When it fails.
    pub fn finish(mut self) -> io::Result<Vec<String>> {
        let said: Vec<String> = self.said.by_ref().collect::<Result<_, _>>()?;
        if self.child.wait()?.success() { Ok(said) } else { Err(io::Error::other(said.join("; "))) }
    }

    /// Ends it in the middle of whatever it does, as `kill -9` would, and gives what it had yet said.
    ///
    /// # Errors
    ///
    /// When it cannot be ended.
    pub fn kill(mut self) -> io::Result<Vec<String>> {
        self.child.kill()?;
        self.child.wait()?;
        self.said.by_ref().collect()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It has ended already in every test that goes well.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Several pages that say throughout which one they are, so that a torn record is seen.
pub fn filled_with(number: u64) -> Vec<u8> {
    number.to_le_bytes().repeat(2000)
}

/// The number that a record is [`filled_with`].
///
/// # Errors
///
/// When the record is torn.
pub fn filling(bytes: &[u8]) -> Outcome<u64> {
    let number = u64::from_le_bytes(*bytes.first_chunk().ok_or("the record is empty")?);
    if bytes == filled_with(number) { Ok(number) } else { Err("the record is torn".into()) }
}

/// Opens the store at `address`, sealed: `postgres://…`, `redis://…?prefix=…`, or else a SQLite file.
///
/// # Errors
///
/// When it cannot be opened.
pub async fn open(address: &str, keys: &str) -> Outcome<Arc<dyn Store>> {
    let keys = KeyRing::parse(&Secret::new(keys))?;
    Ok(match address.split_once("://") {
        Some(("postgres", _)) => Arc::new(PostgresStore::connect(address).await?.sealed(keys)),
        Some(("redis", _)) => {
            let (url, prefix) = address.split_once("?prefix=").ok_or("the address names no prefix")?;
            Arc::new(RedisStore::connect(url).await?.with_prefix(prefix).sealed(keys))
        }
        _ => Arc::new(SqliteStore::open(address).await?.sealed(keys)),
    })
}
