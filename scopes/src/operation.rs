//! The operation that may end a scope, such as `READ`.

use core::fmt;

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

    pub(crate) const fn from_segment(segment: &[u8]) -> Option<Operation> {
        match segment.len() {
            3 if segment.eq_ignore_ascii_case(b"ALL") => Some(Operation::All),
            4 if segment.eq_ignore_ascii_case(b"READ") => Some(Operation::Read),
            5 if segment.eq_ignore_ascii_case(b"WRITE") => Some(Operation::Write),
            6 => match segment[1].to_ascii_uppercase() {
                b'R' if segment.eq_ignore_ascii_case(b"CREATE") => Some(Operation::Create),
                b'P' if segment.eq_ignore_ascii_case(b"UPDATE") => Some(Operation::Update),
                b'E' if segment.eq_ignore_ascii_case(b"DELETE") => Some(Operation::Delete),
                b'U' if segment.eq_ignore_ascii_case(b"CUSTOM") => Some(Operation::Custom),
                _ => None,
            },
            _ => None,
        }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
