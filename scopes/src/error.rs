//! Why a text is not a scope.

use core::error::Error;
use core::fmt;

/// A text is not a well-formed scope.
///
/// It says what is wrong and at which byte, but does not repeat the text.
///
/// # Examples
///
/// ```
/// use zoho_scopes::Scope;
///
/// let error = Scope::parse("ZohoCRM.modules.{module}.READ").unwrap_err();
/// assert_eq!(error.position(), 16);
/// assert_eq!(
///     error.to_string(),
///     "`{` at byte 16 cannot stand in a scope: segments are made of ASCII letters, digits and `_`",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseScopeError {
    kind: Kind,
    position: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Empty,
    EmptySegment,
    ForeignByte(u8),
    TooFewSegments,
    TooManySegments,
}

impl ParseScopeError {
    pub(crate) const fn new(kind: Kind, position: usize) -> Self {
        Self { kind, position }
    }

    /// The byte offset of the mistake in the text that was parsed.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::{Scope, ScopeSet};
    ///
    /// assert_eq!(Scope::parse("ZohoCRM..READ").unwrap_err().position(), 8);
    /// assert_eq!(ScopeSet::parse_list("ZohoCRM.users.READ ZohoCRM..READ").unwrap_err().position(), 27);
    /// ```
    pub const fn position(&self) -> usize {
        self.position
    }

    /// The same mistake in a text that contains the scope at `start`.
    #[cfg(feature = "alloc")]
    pub(crate) const fn inside(self, start: usize) -> Self {
        Self { position: self.position + start, ..self }
    }
}

impl fmt::Display for ParseScopeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let position = self.position;
        match self.kind {
            Kind::Empty => f.write_str("a scope is not empty: write it as in `ZohoCRM.users.READ`"),
            Kind::EmptySegment => {
                write!(
                    f,
                    "a segment is missing at byte {position}: write exactly one `.` between two segments"
                )
            }
            Kind::ForeignByte(byte) => {
                if byte.is_ascii_graphic() {
                    write!(f, "`{}` at byte {position}", char::from(byte))?;
                } else {
                    write!(f, "the character at byte {position}")?;
                }
                f.write_str(" cannot stand in a scope: segments are made of ASCII letters, digits and `_`")
            }
            Kind::TooFewSegments => write!(
                f,
                "the scope ends at byte {position} after one segment: write service and name, as in `ZohoCRM.users.READ`"
            ),
            Kind::TooManySegments => {
                write!(f, "a sixth segment begins at byte {position}: a scope has 2 to 5 segments")
            }
        }
    }
}

impl Error for ParseScopeError {}
