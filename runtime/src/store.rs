//! Where grants, attempts and suspended calls live: the trait that a store implements.
//!
//! A store keeps bytes under a kind and a key and knows nothing of what they mean. One promise carries
//! everything that is built on it: a record is replaced or removed only by someone who has seen its latest
//! version (compare-and-swap). So no change is lost, and of all who take a record exactly one gets it.

mod change;
mod error;
mod expiry;
#[cfg(feature = "sealed")]
mod key_ring;
mod memory;
#[cfg(feature = "sealed")]
mod sealed;

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use futures_util::future::BoxFuture;
use futures_util::stream::{self, BoxStream, StreamExt as _};

pub use self::change::Change;
pub use self::error::StoreError;
pub use self::expiry::ExpiryClock;
#[cfg(feature = "sealed")]
pub use self::key_ring::KeyRing;
pub use self::memory::MemoryStore;
#[cfg(feature = "sealed")]
pub use self::sealed::Sealed;

/// What a record is. Together with its key it names the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Kind {
    /// What one user has allowed: tokens, scopes, what was declined.
    Grant,
    /// One running or ended authorization of a grant.
    Attempt,
    /// A request that waits for its attempt.
    SuspendedCall,
    /// The right to do something alone until it expires. Its version is the fencing token: whoever acts for the
    /// holder of an older one is refused.
    Lease,
}

impl Kind {
    /// The word for it in tables and key prefixes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Grant => "grant",
            Kind::Attempt => "attempt",
            Kind::SuspendedCall => "suspended_call",
            Kind::Lease => "lease",
        }
    }

    /// The kind of that word, unless it is a word of a newer version of this crate.
    ///
    /// # Examples
    ///
    /// ```
    /// use requires_scope::Kind;
    ///
    /// assert_eq!(Kind::parse(Kind::Attempt.as_str()), Some(Kind::Attempt));
    /// assert_eq!(Kind::parse("attempts"), None);
    /// ```
    pub fn parse(word: &str) -> Option<Kind> {
        [Kind::Grant, Kind::Attempt, Kind::SuspendedCall, Kind::Lease]
            .into_iter()
            .find(|kind| kind.as_str() == word)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Grows with every write of a record.
///
/// A number is never used twice for the same kind and key, not even when the record was removed, or has expired,
/// and was created again: a writer who read the old record must not pass for one who has read the new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Version(u64);

impl Version {
    /// The version of a record that does not exist: what a writer expects who creates it.
    pub const ABSENT: Version = Version(0);

    /// The version that a store has read back.
    pub const fn new(number: u64) -> Version {
        Version(number)
    }

    /// The number to keep beside the record.
    pub const fn number(self) -> u64 {
        self.0
    }

    /// The next number. Which one the next write gets is the store's to say: it may be any greater one.
    #[must_use]
    pub const fn next(self) -> Version {
        Version(self.0 + 1)
    }
}

/// A record as it stands in a store.
///
/// # Security
///
/// The bytes may hold tokens; `Debug` prints their number only.
#[derive(Clone)]
pub struct Record {
    /// Which write it comes from.
    pub version: Version,
    /// What is kept.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record").field("version", &self.version).field("bytes", &self.bytes.len()).finish()
    }
}

/// Keeps records, for one process or for many.
///
/// Every method is one atomic step: after it has returned, all processes that share the store agree on what
/// happened, and a crash before it returns leaves the record as it was or as it was to be, never between.
///
/// Shipped: [`MemoryStore`] for tests; SQLite in the crate `requires-scope-sqlite`, for the processes of one
/// machine; PostgreSQL and Redis in `requires-scope-postgres` and `requires-scope-redis`, for many machines.
///
/// # Leases
///
/// A lease needs nothing more than this trait: it is a record of [`Kind::Lease`] with an expiry. Whoever creates it
/// holds it, whoever writes it anew before it expires goes on to hold it, and whoever removes it gives it back. When
/// it has expired one of all who try creates it again, with a greater version; the late holder's writes conflict.
///
/// # Examples
///
/// A store from scratch, for one process. It is whole, and passes the suite that all shipped stores pass.
///
/// ```
#[doc = include_str!("store/from_scratch.rs")]
/// ```
pub trait Store: fmt::Debug + Send + Sync + 'static {
    /// The record, unless it does not exist or has expired.
    ///
    /// # Errors
    ///
    /// When the store cannot answer. A record that does not exist is no error.
    fn load<'a>(&'a self, kind: Kind, key: &'a str) -> BoxFuture<'a, Result<Option<Record>, StoreError>>;

    /// Writes the record if its version is still `expected`, and gives the new version.
    ///
    /// An expired record counts as [`Version::ABSENT`]. `expires_at` is when the record may be forgotten;
    /// without it the record stays.
    ///
    /// # Errors
    ///
    /// [`StoreError::conflict`] when another writer was first: nothing was written, read it again. Any other
    /// error when the store cannot answer.
    fn save<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        bytes: Vec<u8>,
        expected: Version,
        expires_at: Option<SystemTime>,
    ) -> BoxFuture<'a, Result<Version, StoreError>>;

    /// Removes the record if its version is still `expected`. Of all who have read the same record exactly one
    /// succeeds, and what it has read is its own.
    ///
    /// # Errors
    ///
    /// [`StoreError::conflict`] when the record was changed or removed since, or has expired: nothing was done.
    /// Any other error when the store cannot answer.
    fn remove<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        expected: Version,
    ) -> BoxFuture<'a, Result<(), StoreError>>;

    /// Tells what is written and removed, by this process and by all others that share the store, so that what they
    /// have cached can be thrown away.
    ///
    /// * The first item is [`Change::Missed`]. From then on the stream listens; before it is polled it does not.
    /// * Every change is told at least once, within a second after [`load`](Store::load) can see it. What was told
    ///   is to be loaded, not believed: a change may be told again, late, or when nothing has changed.
    /// * When changes may have gone untold, because the connection was lost or the listener too slow, the stream
    ///   says [`Change::Missed`] as soon as it listens again.
    /// * That a record has expired is not told.
    /// * It ends when the store is dropped, and not before.
    ///
    /// The default never tells anything: right for a store that only one process uses, and which caches nothing.
    fn changes(&self) -> BoxStream<'static, Change> {
        stream::pending().boxed()
    }
}

impl<S: Store + ?Sized> Store for Arc<S> {
    fn load<'a>(&'a self, kind: Kind, key: &'a str) -> BoxFuture<'a, Result<Option<Record>, StoreError>> {
        (**self).load(kind, key)
    }

    fn save<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        bytes: Vec<u8>,
        expected: Version,
        expires_at: Option<SystemTime>,
    ) -> BoxFuture<'a, Result<Version, StoreError>> {
        (**self).save(kind, key, bytes, expected, expires_at)
    }

    fn remove<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        expected: Version,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        (**self).remove(kind, key, expected)
    }

    fn changes(&self) -> BoxStream<'static, Change> {
        (**self).changes()
    }
}
