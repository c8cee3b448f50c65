//! Keeps the grants, attempts and suspended calls of [requires-scope](requires_scope) in one SQLite file.
//!
//! The file may be shared by several processes of one machine. What was saved is on the disk when the call returns;
//! a process that is killed leaves every record as it was before its write, or as it is after.
//!
//! Refresh tokens are as good as passwords. A [`SqliteFile`] is therefore no store yet: whoever opens it says
//! whether its records are [sealed](SqliteFile::sealed) or, in so many words, [not](SqliteFile::in_the_clear).
//!
//! ```no_run
//! use requires_scope::KeyRing;
//! use requires_scope_sqlite::SqliteStore;
//!
//! # async fn start() -> Result<(), Box<dyn std::error::Error>> {
//! let store = SqliteStore::open("zylker.db").await?.sealed(KeyRing::from_env("ZYLKER_KEYS")?);
//! # Ok(())
//! # }
//! ```
//!
//! Whoever [listens](requires_scope::Store::changes) to the store hears of the writes of all processes within half a
//! second. The file is looked at five times per second as long as somebody listens, and not otherwise.
//!
//! # Not supported
//!
//! Files on a network share, where SQLite cannot keep processes apart.

mod changes;
mod error;
mod file;
mod records;
mod schema;
mod store;

pub use self::file::SqliteFile;
pub use self::store::SqliteStore;
