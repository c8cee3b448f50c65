//! Sets of scopes, as they are granted, required, asked for and stored.

mod iter;
mod list;
mod member;
mod order;

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use self::member::{Member, Slots};
use self::order::sorted;
use crate::covers;
use crate::error::ParseScopeError;
use crate::operation::Operation;
use crate::scope::Scope;
use crate::shape::Path;

pub use self::iter::Iter;

/// So many members more than a set has take no room worth a move.
const FEW: usize = 8;

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
    /// The list as a request carries it, sorted by folded spelling.
    text: String,
    members: Vec<Member>,
    slots: Slots,
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
        Self { text: String::new(), members: Vec::new(), slots: Slots::new() }
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
        list::read(text, &mut |_, error| Err(error)).map(ScopeSet::of)
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
        let mut unread = Vec::new();
        let scopes = list::read(text, &mut |item, _| {
            unread.push(item.to_owned());
            Ok(())
        });
        (ScopeSet::of(scopes.unwrap_or_default()), unread)
    }

    /// Adds `scope`; `false` if it was there in this or another spelling.
    ///
    /// The set is made anew, which takes as long as it is long: to add many scopes, [`extend`](Extend::extend) it.
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
        let is_new = !self.contains(&scope);
        if is_new {
            self.extend([scope]);
        }
        is_new
    }

    /// Takes `scope` out in whatever spelling it is held; `false` if it was not there.
    ///
    /// The set is made anew, which takes as long as it is long: to take many scopes out, use
    /// [`difference`](ScopeSet::difference).
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
        let is_held = self.contains(scope);
        if is_held {
            *self = self.kept(|member| member != scope);
        }
        is_held
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
        self.has(&scope.hashed_path(), |operation| operation == scope.operation())
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
        self.has_covering(required, |_| true)
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
        self.iter().chain(other).collect()
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
        self.members.is_empty()
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
        self.members.len()
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
        Iter::new(&self.text, &self.members)
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
        self.kept(|scope| !self.has_covering(scope, |operation| operation != scope.operation()))
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
        self.text.clone()
    }

    /// The set of the scopes of a list.
    fn of(scopes: Vec<Scope<'_>>) -> Self {
        let mut scopes = sorted(scopes, |one, next| one.cmp(next).is_gt());
        scopes.dedup();
        let mut text = String::with_capacity(scopes.iter().map(|scope| scope.as_str().len() + 1).sum());
        // A member takes as much room as a scope: collecting them allocates nothing.
        let mut members: Vec<Member> =
            scopes.into_iter().map(|scope| Member::appended(&scope, &mut text)).collect();
        // A long text may have few scopes in it; for the sake of a few members nothing is moved.
        if members.capacity() / 2 > members.len() + FEW {
            members.shrink_to_fit();
        }
        let slots = Slots::of(&members);
        Self { text, members, slots }
    }

    /// Whether a member covers `required`, if those at its own path are asked that have a `wanted` operation.
    fn has_covering(&self, required: &Scope<'_>, is_wanted: impl Fn(Option<Operation>) -> bool) -> bool {
        let own = required.hashed_path();
        let covers_from = |path: &Path<'_>, held: Option<Operation>| {
            held.is_some_and(|held| covers::covers_at(path.text, held, required))
        };
        let covers_here = |held| held == required.operation() || covers_from(&own, held);
        self.has(&own, |held| is_wanted(held) && covers_here(held))
            || covers::group_above(required)
                .is_some_and(|group| self.has(&group, |held| covers_from(&group, held)))
    }

    /// Whether a member is at this path and has an operation that is wanted.
    fn has(&self, path: &Path<'_>, is_wanted: impl Fn(Option<Operation>) -> bool) -> bool {
        self.slots.any(&self.members, &self.text, path, is_wanted)
    }

    fn kept(&self, keep: impl FnMut(&Scope<'_>) -> bool) -> ScopeSet {
        self.iter().filter(keep).collect()
    }
}

impl fmt::Debug for ScopeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(|scope| scope.as_str())).finish()
    }
}

/// The scopes with `", "` between them.
impl fmt::Display for ScopeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, scope) in self.iter().enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            f.write_str(scope.as_str())?;
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
        Self::of(scopes.into_iter().collect())
    }
}

impl<'s> Extend<Scope<'s>> for ScopeSet {
    fn extend<I: IntoIterator<Item = Scope<'s>>>(&mut self, scopes: I) {
        let scopes: Vec<Scope<'s>> = scopes.into_iter().collect();
        *self = self.iter().chain(scopes).collect();
    }
}

impl<'s> IntoIterator for &'s ScopeSet {
    type Item = Scope<'s>;
    type IntoIter = Iter<'s>;

    fn into_iter(self) -> Iter<'s> {
        self.iter()
    }
}
