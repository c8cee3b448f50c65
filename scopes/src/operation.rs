//! The operation that may end a scope, such as `READ`.

use core::fmt;

use super::folded;

/// What a scope allows at its path; the last segment of most scopes.
///
/// # Examples
///
/// ```
/// use zoho_scopes::{Operation, Scope};
///
/// assert_eq!(Scope::parse("ZohoCRM.coql.read")?.operation(), Some(Operation::Read));
/// assert_eq!(Scope::parse("PhoneBridge.call.log")?.operation(), None);
/// # Ok::<(), zoho_scopes::ParseScopeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Operation {
    /// Every operation at this path.
    All,
    /// Reading.
    Read,
    /// Creating.
    Create,
    /// Changing what exists.
    Update,
    /// Deleting.
    Delete,
    /// Editing: creating and changing. Whether deleting belongs to it is contradicted by Zoho's own documents.
    Write,
    /// An operation of its own kind, as in `ZohoCRM.composite_requests.CUSTOM`.
    Custom,
}

impl Operation {
    /// Every operation there is.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(zoho_scopes::Operation::EVERY.len(), 7);
    /// ```
    pub const EVERY: [Operation; 7] = [
        Operation::All,
        Operation::Read,
        Operation::Create,
        Operation::Update,
        Operation::Delete,
        Operation::Write,
        Operation::Custom,
    ];

    /// The spelling that Zoho's documents use.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(zoho_scopes::Operation::Read.as_str(), "READ");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Operation::All => "ALL",
            Operation::Read => "READ",
            Operation::Create => "CREATE",
            Operation::Update => "UPDATE",
            Operation::Delete => "DELETE",
            Operation::Write => "WRITE",
            Operation::Custom => "CUSTOM",
        }
    }

    /// The operation that the last `len` bytes of a scope name.
    pub(crate) const fn ending(scope: &[u8], len: usize) -> Option<Operation> {
        if len < Operation::All.as_str().len() || len > Operation::Custom.as_str().len() {
            return None;
        }
        let word = folded::ending(scope, len);
        let mut next = 0;
        while next < WORDS.len() {
            if word == WORDS[next] {
                return Some(Operation::EVERY[next]);
            }
            next += 1;
        }
        None
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The names as single numbers.
const WORDS: [u64; Operation::EVERY.len()] = {
    let mut words = [0; Operation::EVERY.len()];
    let mut next = 0;
    while next < words.len() {
        words[next] = folded::packed(Operation::EVERY[next].as_str().as_bytes());
        next += 1;
    }
    words
};
