//! What a call needs: scopes under `all` and `any`.

use core::fmt;

use crate::catalogue;
use crate::scope::Scope;

/// What a call needs: one scope, all of several parts, or any of several parts.
///
/// It can be built in a constant, and refers only to its parts.
///
/// # Examples
///
/// ```
/// use zoho_scopes::{Requirement, ScopeSet};
///
/// static CONVERT: Requirement<'static> = Requirement::All(&[
///     Requirement::scope("ZohoCRM.modules.leads.READ"),
///     Requirement::Any(&[
///         Requirement::scope("ZohoCRM.modules.contacts.CREATE"),
///         Requirement::scope("ZohoCRM.modules.accounts.CREATE"),
///     ]),
/// ]);
///
/// assert_eq!(
///     CONVERT.to_string(),
///     "ZohoCRM.modules.leads.READ and (ZohoCRM.modules.contacts.CREATE or ZohoCRM.modules.accounts.CREATE)",
/// );
///
/// let granted = ScopeSet::parse_list("ZohoCRM.modules.leads.ALL")?;
/// assert!(!CONVERT.is_satisfied_by(|scope| granted.covers(scope)));
/// let missing = CONVERT.missing(|scope| granted.covers(scope));
/// assert_eq!(missing.to_request(), "ZohoCRM.modules.contacts.CREATE");
/// # Ok::<(), zoho_scopes::ParseScopeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Requirement<'a> {
    /// This scope.
    Scope(Scope<'a>),
    /// Every part. An empty list needs nothing.
    All(&'a [Requirement<'a>]),
    /// At least one part. An empty list can never be satisfied.
    Any(&'a [Requirement<'a>]),
}

impl<'a> Requirement<'a> {
    /// The requirement of one scope.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::Requirement;
    ///
    /// const USERS: Requirement<'static> = Requirement::scope("ZohoCRM.users.READ");
    /// assert_eq!(USERS.to_string(), "ZohoCRM.users.READ");
    /// ```
    ///
    /// # Panics
    ///
    /// If `text` is malformed; in a constant that is a compile error. [`Scope::parse`] returns the mistake instead.
    pub const fn scope(text: &'a str) -> Requirement<'a> {
        match Scope::parse(text) {
            Ok(scope) => Requirement::Scope(scope),
            Err(_) => panic!("malformed scope: write 2 to 5 segments of ASCII letters, digits and `_`"),
        }
    }

    /// The requirement of one scope, which may be at this place of [`ENTRIES`](catalogue::ENTRIES): as
    /// [`scope`](Self::scope), but the compiler has less to compute. A wrong place changes nothing else.
    ///
    /// # Panics
    ///
    /// If `text` is malformed.
    #[doc(hidden)]
    pub const fn catalogued(place: u16, text: &'a str) -> Requirement<'a> {
        match catalogue::at(place, text) {
            Some(scope) => Requirement::Scope(scope),
            None => Requirement::scope(text),
        }
    }

    /// Whether the requirement is met by one who holds those scopes for which `held` answers `true`.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::{Requirement, Scope};
    ///
    /// let group = Scope::parse("ZohoCRM.settings.ALL")?;
    /// assert!(Requirement::scope("ZohoCRM.settings.fields.READ").is_satisfied_by(|scope| group.covers(scope)));
    /// assert!(!Requirement::scope("ZohoCRM.coql.READ").is_satisfied_by(|scope| group.covers(scope)));
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    pub fn is_satisfied_by(&self, mut held: impl FnMut(&Scope<'a>) -> bool) -> bool {
        self.is_met(&mut held)
    }

    /// Every scope that is mentioned, in the order written and as often as written.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::Requirement;
    ///
    /// let parts = [Requirement::scope("ZohoCRM.coql.READ"), Requirement::scope("ZohoCRM.modules.leads.READ")];
    /// let names: Vec<&str> = Requirement::All(&parts).scopes().map(|scope| scope.as_str()).collect();
    /// assert_eq!(names, ["ZohoCRM.coql.READ", "ZohoCRM.modules.leads.READ"]);
    /// ```
    pub fn scopes(&self) -> impl Iterator<Item = Scope<'a>> + Clone + use<'a> {
        let requirement = *self;
        // Without an allocation there is no stack to walk the tree with; requirements are a few scopes long.
        (0..).map_while(move |index| requirement.nth_scope(&mut { index }))
    }

    pub(crate) fn is_met(&self, held: &mut impl FnMut(&Scope<'a>) -> bool) -> bool {
        match self {
            Requirement::Scope(scope) => held(scope),
            Requirement::All(parts) => parts.iter().all(|part| part.is_met(held)),
            Requirement::Any(parts) => parts.iter().any(|part| part.is_met(held)),
        }
    }

    /// Calls `look` for every scope that is mentioned.
    #[cfg(feature = "alloc")]
    pub(crate) fn for_each_scope(&self, look: &mut impl FnMut(&Scope<'a>)) {
        match self {
            Requirement::Scope(scope) => look(scope),
            Requirement::All(parts) | Requirement::Any(parts) => {
                parts.iter().for_each(|part| part.for_each_scope(look));
            }
        }
    }

    fn nth_scope(&self, index: &mut usize) -> Option<Scope<'a>> {
        match self {
            Requirement::Scope(scope) if *index == 0 => Some(*scope),
            Requirement::Scope(_) => {
                *index -= 1;
                None
            }
            Requirement::All(parts) | Requirement::Any(parts) => {
                parts.iter().find_map(|part| part.nth_scope(index))
            }
        }
    }

    /// Prints the parts with the word between them, and compound parts of the other kind in parentheses.
    fn fmt_parts(
        parts: &[Requirement<'a>],
        word: &str,
        nothing: &str,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        if parts.is_empty() {
            return f.write_str(nothing);
        }
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                write!(f, " {word} ")?;
            }
            if parts.len() > 1 && part.is_compound() { write!(f, "({part})")? } else { write!(f, "{part}")? }
        }
        Ok(())
    }

    fn is_compound(&self) -> bool {
        match self {
            Requirement::Scope(_) => false,
            Requirement::All(parts) | Requirement::Any(parts) => match parts {
                [part] => part.is_compound(),
                _ => !parts.is_empty(),
            },
        }
    }
}

impl fmt::Display for Requirement<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Requirement::Scope(scope) => write!(f, "{scope}"),
            Requirement::All(parts) => Self::fmt_parts(parts, "and", "nothing", f),
            Requirement::Any(parts) => Self::fmt_parts(parts, "or", "what cannot be granted", f),
        }
    }
}

impl<'a> From<Scope<'a>> for Requirement<'a> {
    fn from(scope: Scope<'a>) -> Self {
        Requirement::Scope(scope)
    }
}
