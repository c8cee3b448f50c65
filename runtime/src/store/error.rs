//! Why a store did not do what was asked, in the three ways that a caller can act on.

use std::error::Error as StdError;

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
