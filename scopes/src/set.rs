//! Sets of scopes, as they are granted, required, asked for and stored.

mod iter;

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::error::ParseScopeError;
use crate::scope::{self, Scope};

pub use self::iter::Iter;

/// A set of scopes in the order of their folded spelling.
///
/// Two spellings of one scope are one member; the one inserted first is kept and is what [`to_request`] sends.
///
/// # Examples
///
/// ```
/// use zoho_scopes::{Scope, ScopeSet};
///
/// let granted = ScopeSet::parse_list("ZohoCRM.users.READ, ZohoCRM.modules.ALL ZohoCRM.MODULES.all")?;
/// assert_eq!(granted.len(), 2);
/// assert_eq!(granted.to_request(), "ZohoCRM.modules.ALL,ZohoCRM.users.READ");
///
/// let create = Scope::parse("ZohoCRM.modules.contacts.CREATE")?;
/// assert!(granted.covers(&create));
/// assert!(!granted.contains(&create));
/// # Ok::<(), zoho_scopes::ParseScopeError>(())
/// ```
///
/// [`to_request`]: ScopeSet::to_request
#[derive(Clone, Default)]
#[must_use]
pub struct ScopeSet {
    /// Well-formed, sorted by folded spelling, no two equal.
    texts: Vec<Box<str>>,
}

impl ScopeSet {
    /// The empty set.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(zoho_scopes::ScopeSet::new().is_empty());
    /// ```
    pub const fn new() -> Self {
        Self { texts: Vec::new() }
    }

    /// Reads a list: scopes with commas, white space or both between them. Empty items are skipped.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::ScopeSet;
    ///
    /// let asked = ScopeSet::parse_list("ZohoCRM.users.READ,ZohoCRM.modules.ALL")?;
    /// let answered = ScopeSet::parse_list("ZohoCRM.modules.ALL ZohoCRM.users.READ")?;
    /// assert_eq!(asked, answered);
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// At the first malformed scope; the position is that in the whole text.
    pub fn parse_list(text: &str) -> Result<ScopeSet, ParseScopeError> {
        let mut set = ScopeSet::new();
        for (start, item) in items(text) {
            set.insert(Scope::parse(item).map_err(|error| error.inside(start))?);
        }
        Ok(set)
    }

    /// Reads what an authorization server answered: what is not a scope is given back and not lost.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::ScopeSet;
    ///
    /// let (scopes, others) = ScopeSet::parse_lenient("ZohoCRM.bulk.read email");
    /// assert_eq!(scopes.to_string(), "ZohoCRM.bulk.read");
    /// assert_eq!(others, ["email"]);
    /// ```
    pub fn parse_lenient(text: &str) -> (ScopeSet, Vec<String>) {
        let mut set = ScopeSet::new();
        let mut unread = Vec::new();
        for (_, item) in items(text) {
            match Scope::parse(item) {
                Ok(scope) => {
                    set.insert(scope);
                }
                Err(_) => unread.push(item.to_owned()),
            }
        }
        (set, unread)
    }

    /// Adds `scope`; `false` if it was there in this or another spelling.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::{Scope, ScopeSet};
    ///
    /// let mut set = ScopeSet::new();
    /// assert!(set.insert(Scope::parse("ZohoCRM.bulk.read")?));
    /// assert!(!set.insert(Scope::parse("ZohoCRM.bulk.READ")?));
    /// assert_eq!(set.to_string(), "ZohoCRM.bulk.read");
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    pub fn insert(&mut self, scope: Scope<'_>) -> bool {
        // Most lists are sorted already.
        if self.texts.last().is_none_or(|last| Scope::known(last) < scope) {
            self.texts.push(scope.as_str().into());
            return true;
        }
        match self.position(&scope) {
            Ok(_) => false,
            Err(index) => {
                self.texts.insert(index, scope.as_str().into());
                true
            }
        }
    }

    /// Takes `scope` out in whatever spelling it is held; `false` if it was not there.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::{Scope, ScopeSet};
    ///
    /// let mut set = ScopeSet::parse_list("ZohoCRM.bulk.READ")?;
    /// assert!(set.remove(&Scope::parse("zohocrm.bulk.read")?));
    /// assert!(set.is_empty());
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    pub fn remove(&mut self, scope: &Scope<'_>) -> bool {
        match self.position(scope) {
            Ok(index) => {
                self.texts.remove(index);
                true
            }
            Err(_) => false,
        }
    }

    /// Whether exactly this scope is a member, in whatever spelling.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::{Scope, ScopeSet};
    ///
    /// let set = ScopeSet::parse_list("ZohoCRM.modules.ALL")?;
    /// assert!(set.contains(&Scope::parse("ZohoCRM.modules.all")?));
    /// assert!(!set.contains(&Scope::parse("ZohoCRM.modules.leads.READ")?));
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    pub fn contains(&self, scope: &Scope<'_>) -> bool {
        self.position(scope).is_ok()
    }

    /// Whether a member covers `required`.
    ///
    /// Members are never taken together: that `CREATE`, `UPDATE` and `DELETE` would make `WRITE` is not documented.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::{Scope, ScopeSet};
    ///
    /// let set = ScopeSet::parse_list("ZohoCRM.modules.ALL")?;
    /// assert!(set.covers(&Scope::parse("ZohoCRM.modules.leads.READ")?));
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    pub fn covers(&self, required: &Scope<'_>) -> bool {
        // Nothing that covers a scope has another service or name.
        let stem = scope::stem(required);
        let start = self.texts.partition_point(|text| Scope::known(text) < stem);
        let near = self.texts[start..].iter().take_while(|text| scope::is_below(text, stem.as_str()));
        self.contains(required) || near.map(|text| Scope::known(text)).any(|held| held.covers(required))
    }

    /// The scopes of both sets; of two spellings that of `self`.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::ScopeSet;
    ///
    /// let (some, more) = (ScopeSet::parse_list("A.a,A.b")?, ScopeSet::parse_list("A.b,A.c")?);
    /// assert_eq!(some.union(&more).to_request(), "A.a,A.b,A.c");
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    pub fn union(&self, other: &ScopeSet) -> ScopeSet {
        let mut union = self.clone();
        union.extend(other);
        union
    }

    /// The scopes that are not members of `other`. It compares members; what `other` covers stays.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::ScopeSet;
    ///
    /// let (some, more) = (ScopeSet::parse_list("A.a,A.b")?, ScopeSet::parse_list("A.b,A.c")?);
    /// assert_eq!(some.difference(&more).to_request(), "A.a");
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    pub fn difference(&self, other: &ScopeSet) -> ScopeSet {
        self.kept(|scope| !other.contains(scope))
    }

    /// Whether every scope is a member of `other`.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::ScopeSet;
    ///
    /// let (some, more) = (ScopeSet::parse_list("A.a")?, ScopeSet::parse_list("A.a,A.b")?);
    /// assert!(some.is_subset(&more) && !more.is_subset(&some));
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    pub fn is_subset(&self, other: &ScopeSet) -> bool {
        self.iter().all(|scope| other.contains(&scope))
    }

    /// Whether there is no scope.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(zoho_scopes::ScopeSet::parse_list(" , ")?.is_empty());
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// How many scopes there are.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(zoho_scopes::ScopeSet::parse_list("A.a,a.A,A.b")?.len(), 2);
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// The scopes in the order of their folded spelling.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::ScopeSet;
    ///
    /// let set = ScopeSet::parse_list("B.b,A.a")?;
    /// let names: Vec<&str> = set.iter().map(|scope| scope.as_str()).collect();
    /// assert_eq!(names, ["A.a", "B.b"]);
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    pub fn iter(&self) -> Iter<'_> {
        Iter::new(self.texts.iter())
    }

    /// The set without the scopes that another member covers; it covers the same.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::ScopeSet;
    ///
    /// let set = ScopeSet::parse_list("ZohoCRM.modules.ALL,ZohoCRM.modules.leads.READ,ZohoCRM.coql.READ")?;
    /// assert_eq!(set.minimal().to_request(), "ZohoCRM.coql.READ,ZohoCRM.modules.ALL");
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    pub fn minimal(&self) -> ScopeSet {
        self.kept(|scope| !self.iter().any(|other| other != *scope && other.covers(scope)))
    }

    /// The list as an authorization request carries it: commas, no spaces.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::ScopeSet;
    ///
    /// let set = ScopeSet::parse_list("ZohoCRM.users.READ ZohoCRM.org.READ")?;
    /// assert_eq!(set.to_request(), "ZohoCRM.org.READ,ZohoCRM.users.READ");
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    pub fn to_request(&self) -> String {
        self.texts.join(",")
    }

    fn position(&self, scope: &Scope<'_>) -> Result<usize, usize> {
        self.texts.binary_search_by(|text| Scope::known(text).compare(scope))
    }

    /// Those for which `keep` answers `true`. The order stays, so nothing is sorted or searched again.
    fn kept(&self, mut keep: impl FnMut(&Scope<'_>) -> bool) -> ScopeSet {
        Self { texts: self.texts.iter().filter(|text| keep(&Scope::known(text))).cloned().collect() }
    }
}

impl fmt::Debug for ScopeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(&self.texts).finish()
    }
}

/// The scopes with `", "` between them.
impl fmt::Display for ScopeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, text) in self.texts.iter().enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            f.write_str(text)?;
        }
        Ok(())
    }
}

impl PartialEq for ScopeSet {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other)
    }
}

impl Eq for ScopeSet {}

impl<'s> FromIterator<Scope<'s>> for ScopeSet {
    fn from_iter<I: IntoIterator<Item = Scope<'s>>>(scopes: I) -> Self {
        let mut set = ScopeSet::new();
        set.extend(scopes);
        set
    }
}

impl<'s> Extend<Scope<'s>> for ScopeSet {
    fn extend<I: IntoIterator<Item = Scope<'s>>>(&mut self, scopes: I) {
        for scope in scopes {
            self.insert(scope);
        }
    }
}

impl<'s> IntoIterator for &'s ScopeSet {
    type Item = Scope<'s>;
    type IntoIter = Iter<'s>;

    fn into_iter(self) -> Iter<'s> {
        self.iter()
    }
}

/// The items of a list with their places in `text`.
fn items(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_separator = |c: char| c == ',' || c.is_whitespace();
    let mut start = 0;
    text.split_inclusive(is_separator).filter_map(move |piece| {
        let at = start;
        start += piece.len();
        let item = piece.trim_end_matches(is_separator);
        (!item.is_empty()).then_some((at, item))
    })
}
