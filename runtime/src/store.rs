//! Where grants, attempts and suspended calls live: the trait that a store implements.
//!
//! A store keeps bytes under a kind and a key and knows nothing of what they mean. One promise carries
//! everything that is built on it: a record is replaced or removed only by someone who has seen its latest
//! version (compare-and-swap). So no change is lost, and of all who take a record exactly one gets it.

#[cfg(feature = "sealed")]
mod key_ring;
mod memory;
#[cfg(feature = "sealed")]
mod sealed;

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use futures_util::future::BoxFuture;

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
    /// The right to change one grant.
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

    /// The version after the next write.
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
/// Shipped: [`MemoryStore`] for tests, and SQLite in the crate `requires-scope-sqlite`.
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
}

/// Why a store did not do what was asked.
#[derive(Debug, thiserror::Error)]
#[error("{kind}")]
pub struct StoreError {
    kind: StoreErrorKind,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
enum StoreErrorKind {
    #[error("another writer changed the record first")]
    Conflict,
    #[error("the store does not answer")]
    Unavailable,
    #[error("what the store holds cannot be read")]
    Unreadable,
}

impl StoreError {
    /// Another writer was first.
    pub fn conflict() -> StoreError {
        StoreError { kind: StoreErrorKind::Conflict, source: None }
    }

    /// The store failed; trying again later may help.
    pub fn unavailable(source: impl Into<Box<dyn StdError + Send + Sync>>) -> StoreError {
        StoreError { kind: StoreErrorKind::Unavailable, source: Some(source.into()) }
    }

    /// The record is there, and it is not what this version of the program can read. It stays as it is.
    pub fn unreadable(source: impl Into<Box<dyn StdError + Send + Sync>>) -> StoreError {
        StoreError { kind: StoreErrorKind::Unreadable, source: Some(source.into()) }
    }

    /// Whether the record has changed since it was read.
    pub fn is_conflict(&self) -> bool {
        self.kind == StoreErrorKind::Conflict
    }

    /// Whether the record is there and cannot be read, which no later try changes.
    pub fn is_unreadable(&self) -> bool {
        self.kind == StoreErrorKind::Unreadable
    }
}
