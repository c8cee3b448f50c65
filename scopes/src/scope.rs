//! One scope: its grammar, its parts and how it is compared.

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

use super::covers;
use super::error::{Kind, ParseScopeError};
use super::folded;
use super::operation::Operation;
#[cfg(feature = "alloc")]
use super::shape::Path;
use super::shape::Shape;

const MIN_SEGMENTS: usize = 2;
pub(crate) const MAX_SEGMENTS: usize = 5;

/// A well-formed scope, as it was written.
///
/// Equality, order and hash fold ASCII case, because Zoho answers in the spelling it was asked in and its own documents
/// mix them; [`Display`](fmt::Display) gives back the original spelling.
///
/// # Examples
///
/// ```
/// use zoho_scopes::Scope;
///
/// let scope = Scope::parse("ZohoCRM.modules.Contacts.CREATE")?;
/// assert_eq!(scope, Scope::parse("zohocrm.modules.contacts.create")?);
/// assert_eq!(scope.to_string(), "ZohoCRM.modules.Contacts.CREATE");
/// assert_eq!(scope.service(), "ZohoCRM");
/// assert_eq!(scope.path(), "ZohoCRM.modules.Contacts");
/// # Ok::<(), zoho_scopes::ParseScopeError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    text: &'a str,
    path: u32,
    operation: Option<Operation>,
    /// One more than its place in the catalogue, or zero if nobody has looked it up.
    number: u16,
}

impl<'a> Scope<'a> {
    /// Reads a scope: two to five segments of ASCII letters, digits and `_`, with dots between them.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::Scope;
    ///
    /// const USERS: Scope<'static> = match Scope::parse("ZohoCRM.users.READ") {
    ///     Ok(scope) => scope,
    ///     Err(_) => panic!("malformed"),
    /// };
    /// assert_eq!(USERS.as_str(), "ZohoCRM.users.READ");
    /// assert!(Scope::parse("ZohoCRM").is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// When `text` is not of that form; the error knows the byte.
    pub const fn parse(text: &'a str) -> Result<Scope<'a>, ParseScopeError> {
        let run = match Run::at_start_of(text.as_bytes()) {
            Ok(run) => run,
            Err(error) => return Err(error),
        };
        if run.len < text.len() {
            let foreign = text.as_bytes()[run.len];
            return Err(ParseScopeError::new(Kind::ForeignByte(foreign), run.len));
        }
        run.scope(text)
    }

    /// A text that was parsed before.
    pub(crate) const fn known(text: &'a str) -> Scope<'a> {
        let bytes = text.as_bytes();
        let last = match last_dot(bytes) {
            Some(dot) if last_dot(bytes.split_at(dot).0).is_some() => bytes.len() - dot - 1,
            _ => 0,
        };
        Scope::with_shape(text, Shape::of(bytes, last))
    }

    /// A text whose shape was kept.
    pub(crate) const fn with_shape(text: &'a str, shape: Shape) -> Scope<'a> {
        let Shape { path, operation } = shape;
        Scope { text, path, operation, number: 0 }
    }

    /// The same scope, of which it is known that the catalogue has it at this place.
    pub(crate) const fn at(self, place: u16) -> Scope<'a> {
        Scope { number: place + 1, ..self }
    }

    /// Its place in the catalogue, if somebody has looked it up.
    pub(crate) const fn place(&self) -> Option<u16> {
        self.number.checked_sub(1)
    }

    pub(crate) const fn shape(&self) -> Shape {
        Shape { path: self.path, operation: self.operation }
    }

    #[cfg(feature = "alloc")]
    pub(crate) const fn hashed_path(&self) -> Path<'a> {
        Path { text: self.path().as_bytes(), hash: self.path }
    }

    /// The scope as it was written.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::Scope;
    ///
    /// assert_eq!(Scope::parse("zohocrm.Users.read")?.as_str(), "zohocrm.Users.read");
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    pub const fn as_str(&self) -> &'a str {
        self.text
    }

    /// The last segment, if it is an operation.
    ///
    /// Service and name are never taken for one: `ZohoMail.ALL` has no operation.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::{Operation, Scope};
    ///
    /// assert_eq!(Scope::parse("ZohoCRM.modules.all")?.operation(), Some(Operation::All));
    /// assert_eq!(Scope::parse("ZohoCRM.zia.enrichment")?.operation(), None);
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    pub const fn operation(&self) -> Option<Operation> {
        self.operation
    }

    /// The first segment, such as `ZohoCRM`.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::Scope;
    ///
    /// assert_eq!(Scope::parse("Desk.tickets.READ")?.service(), "Desk");
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    pub fn service(&self) -> &'a str {
        self.text.split_once('.').map_or(self.text, |(service, _)| service)
    }

    /// All segments in order.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::Scope;
    ///
    /// let scope = Scope::parse("Desk.tickets.READ")?;
    /// assert!(scope.segments().eq(["Desk", "tickets", "READ"]));
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    pub fn segments(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        self.text.split('.')
    }

    /// The scope without its operation; the whole scope if it has none.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::Scope;
    ///
    /// assert_eq!(Scope::parse("ZohoCRM.modules.leads.READ")?.path(), "ZohoCRM.modules.leads");
    /// assert_eq!(Scope::parse("PhoneBridge.call.log")?.path(), "PhoneBridge.call.log");
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    pub const fn path(&self) -> &'a str {
        self.text.split_at(self.shape().path_len(self.text.len())).0
    }

    /// Whether whoever holds this scope may do all that `required` allows.
    ///
    /// Only what Zoho documents counts. Where documents contradict each other or are silent the answer is `false`:
    /// asking for the exact scope is safe, assuming it is not.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::Scope;
    ///
    /// const EVERY_MODULE: Scope<'static> = match Scope::parse("ZohoCRM.modules.ALL") {
    ///     Ok(scope) => scope,
    ///     Err(_) => panic!("malformed"),
    /// };
    /// assert!(EVERY_MODULE.covers(&Scope::parse("ZohoCRM.modules.contacts.CREATE")?));
    /// assert!(!EVERY_MODULE.covers(&Scope::parse("ZohoCRM.coql.READ")?));
    /// assert!(!Scope::parse("ZohoCRM.modules.contacts.CREATE")?.covers(&EVERY_MODULE));
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    pub const fn covers(&self, required: &Scope<'_>) -> bool {
        covers::covers(self, required)
    }

    /// The order of the folded spellings; a dot sorts before every other byte, so it is the order of the segments.
    pub(crate) const fn compare(&self, other: &Scope<'_>) -> Ordering {
        folded::compare(self.text.as_bytes(), other.text.as_bytes())
    }

    pub(crate) const fn equals(&self, other: &Scope<'_>) -> bool {
        folded::eq(self.text.as_bytes(), other.text.as_bytes())
    }
}

impl fmt::Debug for Scope<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scope({})", self.text)
    }
}

impl fmt::Display for Scope<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text)
    }
}

impl PartialEq for Scope<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.shape() == other.shape() && self.equals(other)
    }
}

impl Eq for Scope<'_> {}

impl PartialOrd for Scope<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Scope<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.compare(other)
    }
}

impl Hash for Scope<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for byte in self.text.bytes() {
            state.write_u8(byte.to_ascii_lowercase());
        }
        // No scope contains this byte, so it keeps the hash of a tuple of scopes free of collisions by shifting.
        state.write_u8(0xff);
    }
}

impl<'a> TryFrom<&'a str> for Scope<'a> {
    type Error = ParseScopeError;

    fn try_from(text: &'a str) -> Result<Self, Self::Error> {
        Self::parse(text)
    }
}

/// Whether each byte may stand in a segment.
static IN_SEGMENTS: [bool; 256] = {
    let mut in_segments = [false; 256];
    let mut byte = 0;
    while byte < u8::MAX {
        in_segments[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        byte += 1;
    }
    in_segments
};

/// The bytes at the beginning of a text that may stand in a scope.
pub(crate) struct Run {
    pub(crate) len: usize,
    segments: usize,
    /// Where the last segment starts.
    last: usize,
}

impl Run {
    pub(crate) const fn at_start_of(bytes: &[u8]) -> Result<Run, ParseScopeError> {
        let mut run = Run { len: 0, segments: 1, last: 0 };
        while run.len < bytes.len() {
            match bytes[run.len] {
                byte if IN_SEGMENTS[byte as usize] => run.len += 1,
                b'.' if run.len == run.last => {
                    return Err(ParseScopeError::new(Kind::EmptySegment, run.len));
                }
                b'.' if run.segments == MAX_SEGMENTS => {
                    return Err(ParseScopeError::new(Kind::TooManySegments, run.len + 1));
                }
                b'.' => {
                    run.len += 1;
                    run.segments += 1;
                    run.last = run.len;
                }
                _ => return Ok(run),
            }
        }
        Ok(run)
    }

    /// The scope that `text` is, of which all bytes are in the run.
    pub(crate) const fn scope(self, text: &str) -> Result<Scope<'_>, ParseScopeError> {
        if self.len == 0 {
            return Err(ParseScopeError::new(Kind::Empty, 0));
        }
        if self.last == self.len {
            return Err(ParseScopeError::new(Kind::EmptySegment, self.len));
        }
        if self.segments < MIN_SEGMENTS {
            return Err(ParseScopeError::new(Kind::TooFewSegments, self.len));
        }
        let last = if self.segments > MIN_SEGMENTS { self.len - self.last } else { 0 };
        Ok(Scope::with_shape(text, Shape::of(text.as_bytes(), last)))
    }
}

/// Whether a scope begins with the segments of `stem`.
#[cfg(feature = "alloc")]
pub(crate) const fn is_below(text: &str, stem: &str) -> bool {
    let (text, stem) = (text.as_bytes(), stem.as_bytes());
    let ends_there = text.len() <= stem.len() || text[stem.len()] == b'.';
    ends_there && folded::starts_with(text, stem)
}

pub(crate) const fn last_dot(bytes: &[u8]) -> Option<usize> {
    let mut at = bytes.len();
    while at > 0 {
        at -= 1;
        if bytes[at] == b'.' {
            return Some(at);
        }
    }
    None
}
