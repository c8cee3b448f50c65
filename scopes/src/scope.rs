//! One scope: its grammar, its parts and how it is compared.

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

use crate::covers;
use crate::error::{Kind, ParseScopeError};
use crate::operation::Operation;

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
        let bytes = text.as_bytes();
        let mut segments = 1;
        let mut start = 0;
        let mut at = 0;
        while at < bytes.len() {
            match bytes[at] {
                b'.' if at == start => return Err(ParseScopeError::new(Kind::EmptySegment, at)),
                b'.' if segments == MAX_SEGMENTS => {
                    return Err(ParseScopeError::new(Kind::TooManySegments, at + 1));
                }
                b'.' => {
                    segments += 1;
                    start = at + 1;
                }
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'_' => {}
                foreign => return Err(ParseScopeError::new(Kind::ForeignByte(foreign), at)),
            }
            at += 1;
        }
        if bytes.is_empty() {
            return Err(ParseScopeError::new(Kind::Empty, 0));
        }
        if start == bytes.len() {
            return Err(ParseScopeError::new(Kind::EmptySegment, start));
        }
        if segments < MIN_SEGMENTS {
            return Err(ParseScopeError::new(Kind::TooFewSegments, bytes.len()));
        }
        Ok(Scope { text })
    }

    /// A text that was parsed before.
    pub(crate) const fn known(text: &'a str) -> Scope<'a> {
        Scope { text }
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
        let (before, last) = self.split_last();
        if last_dot(before).is_none() { None } else { Operation::from_segment(last) }
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
        self.text.split_at(self.path_bytes().len()).0
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

    pub(crate) const fn path_bytes(&self) -> &'a [u8] {
        match self.operation() {
            Some(_) => self.split_last().0,
            None => self.text.as_bytes(),
        }
    }

    /// The order of the folded spellings; a dot sorts before every other byte, so it is the order of the segments.
    pub(crate) const fn compare(&self, other: &Scope<'_>) -> Ordering {
        let (mut ours, mut theirs) = (self.text.as_bytes(), other.text.as_bytes());
        // Scopes that are compared mostly begin alike, in the same case too.
        while let (Some((our, our_rest)), Some((their, their_rest))) =
            (ours.split_first_chunk(), theirs.split_first_chunk())
            && u64::from_ne_bytes(*our) == u64::from_ne_bytes(*their)
        {
            (ours, theirs) = (our_rest, their_rest);
        }
        let mut at = 0;
        loop {
            if at == ours.len() || at == theirs.len() {
                return if ours.len() == theirs.len() {
                    Ordering::Equal
                } else if at == ours.len() {
                    Ordering::Less
                } else {
                    Ordering::Greater
                };
            }
            let (our, their) = (ours[at].to_ascii_lowercase(), theirs[at].to_ascii_lowercase());
            if our != their {
                return if our < their { Ordering::Less } else { Ordering::Greater };
            }
            at += 1;
        }
    }

    /// What is before the last dot, and what is after it.
    const fn split_last(&self) -> (&'a [u8], &'a [u8]) {
        let bytes = self.text.as_bytes();
        match last_dot(bytes) {
            Some(dot) => (bytes.split_at(dot).0, bytes.split_at(dot + 1).1),
            None => (&[], bytes),
        }
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
        self.text.eq_ignore_ascii_case(other.text)
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

/// Service and name, which are a scope by themselves.
#[cfg(feature = "alloc")]
pub(crate) fn stem<'t>(scope: &Scope<'t>) -> Scope<'t> {
    let mut dots = scope.text.bytes().enumerate().filter(|(_, byte)| *byte == b'.').map(|(at, _)| at);
    Scope { text: dots.nth(1).map_or(scope.text, |second| &scope.text[..second]) }
}

/// Whether a scope begins with the segments of `stem`.
#[cfg(feature = "alloc")]
pub(crate) fn is_below(text: &str, stem: &str) -> bool {
    let (text, stem) = (text.as_bytes(), stem.as_bytes());
    let begins =
        text.get(..stem.len()).is_some_and(|begin| begin == stem || begin.eq_ignore_ascii_case(stem));
    begins && matches!(text.get(stem.len()), None | Some(b'.'))
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
