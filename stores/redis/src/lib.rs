//! Keeps the grants, attempts and suspended calls of [requires-scope](requires_scope) in Redis or Valkey, for the
//! processes of many machines.
//!
//! Refresh tokens are as good as passwords. A [`RedisDatabase`] is therefore no store yet: whoever connects says
//! whether its records are [sealed](RedisDatabase::sealed) or, in so many words,
//! [not](RedisDatabase::in_the_clear).
//!
//! ```no_run
//! use requires_scope::KeyRing;
//! use requires_scope_redis::RedisStore;
//!
//! # async fn start() -> Result<(), Box<dyn std::error::Error>> {
//! let database = RedisStore::connect("rediss://redis.zylker.example/0").await?;
//! let store = database.sealed(KeyRing::from_env("ZYLKER_KEYS")?);
//! # Ok(())
//! # }
//! ```
//!
//! # What can be relied on
//!
//! * Each step is one script, which the server runs without any other step in between.
//! * No version is used twice. They are drawn from one number per prefix, which never expires and is never behind
//!   the server's clock in microseconds: so even a server that has lost its last second, or all of its memory, goes
//!   on with greater ones, as long as its clock is not set back by more than it was away.
//! * Records expire by the *server's* clock: the clocks of the machines need not agree.
//! * Whoever [listens](requires_scope::Store::changes) hears of writes by publish and subscribe, at once. It takes a
//!   connection of its own per listener.
//! * When the server restarts or the connection is lost, calls fail with
//!   [`StoreError::unavailable`](requires_scope::StoreError::unavailable), and work again when it is back. If nobody
//!   says that the connection is lost, the first call that has waited five seconds gives it up.
//! * When another server takes over and the URL's host leads to it, calls follow: at once if the old one closes its
//!   connections, and otherwise after the first write that it refuses as a replica. Until then it is read from.
//!
//! # How durable it is
//!
//! Redis answers before a write is safe, unless it is told otherwise, and a lost refresh token is a user who has to
//! sign in again:
//!
//! * Without `appendonly yes` a restart loses all writes since the last snapshot. With `appendfsync everysec`, the
//!   default, a machine that fails loses about the last second; with `appendfsync always` nothing.
//! * A replica that takes over has lost what had not reached it, and this crate does not `WAIT` for replicas, which
//!   would shorten that time and not end it. Two servers that both believe to be in charge hand out a lease twice.
//! * Nothing may be evicted. [`RedisStore::connect`] refuses a server that has a limit of memory and a
//!   `maxmemory-policy` other than `noeviction`.
//!
//! Where that is not enough, keep the grants in PostgreSQL.
//!
//! # Rights
//!
//! A user that may do this and no more is enough, with the prefix `requires_scope`:
//!
//! ```text
//! ACL SETUSER zylker on >password ~requires_scope:* &requires_scope:* +info +ping +select +subscribe
//!     +evalsha +script|load +hmget +hset +get +set +del +pexpire +publish +time
//! ```
//!
//! # Not supported
//!
//! * Redis Cluster: a version and its record would be on different nodes.
//! * Redis before version 6.
//! * Redis Sentinel: nobody is asked which server is in charge. Its name, or a proxy, must say so.

mod changes;
mod connection;
mod database;
mod error;
mod records;
mod store;

pub use self::database::RedisDatabase;
pub use self::store::RedisStore;
