//! Keeps the grants, attempts and suspended calls of [requires-scope](requires_scope) in PostgreSQL, for the
//! processes of many machines.
//!
//! Refresh tokens are as good as passwords. A [`PostgresDatabase`] is therefore no store yet: whoever connects says
//! whether its records are [sealed](PostgresDatabase::sealed) or, in so many words,
//! [not](PostgresDatabase::in_the_clear).
//!
//! ```no_run
//! use requires_scope::KeyRing;
//! use requires_scope_postgres::PostgresStore;
//!
//! # async fn start() -> Result<(), Box<dyn std::error::Error>> {
//! let url = "postgres://zylker@db.zylker.example/zylker?sslmode=verify-full";
//! let store = PostgresStore::connect(url).await?.sealed(KeyRing::from_env("ZYLKER_KEYS")?);
//! # Ok(())
//! # }
//! ```
//!
//! # Tables
//!
//! Connecting makes the tables, or brings them up to date; of many instances that start at once one does it. Their
//! names begin with `requires_scope_`, and they stand in the first schema of the connection's `search_path`:
//! `?options[search_path]=zylker` in the URL chooses another. Once they are there, the role needs no more than to
//! read and write them and the sequence `requires_scope_version`.
//!
//! # What can be relied on
//!
//! * What was saved is as durable as the server's commits. With its defaults (`fsync` and `synchronous_commit` on)
//!   it is on the server's disk when the call returns. A standby that is behind when it takes over has lost the last
//!   writes, unless `synchronous_standby_names` makes commits wait for it.
//! * Records expire by the *server's* clock: the clocks of the machines need not agree.
//! * Whoever [listens](requires_scope::Store::changes) hears of writes by `LISTEN` and `NOTIFY`, at once. It takes a
//!   connection of its own per listener.
//! * When the server restarts or the connection is lost, calls wait up to five seconds for it, fail with
//!   [`StoreError::unavailable`](requires_scope::StoreError::unavailable), and work again as soon as it is back. If
//!   nobody says that a connection is lost, a call that has waited five seconds for the answer gives it up.
//!
//! # Not supported
//!
//! * Keys above 2,600 bytes, which no index of PostgreSQL holds.
//! * Isolation above `READ COMMITTED`, PostgreSQL's default, as the default of the database: a write that meets
//!   another fails as unavailable instead of as a conflict.
//! * PgBouncer in transaction mode, for listening: give it a direct connection.

mod changes;
mod connection;
mod database;
mod error;
mod records;
mod schema;
mod store;

pub use self::database::PostgresDatabase;
pub use self::store::PostgresStore;
