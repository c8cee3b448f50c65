//! The scopes that exist, as far as Zoho documents them; generated from `data/*.csv` by `cargo xtask catalogue`.
//!
//! A scope that is not here may exist all the same: Zoho adds scopes without notice.

pub(crate) mod generated;
mod nearest;

use core::cmp::Ordering;

#[cfg(feature = "alloc")]
use crate::scope;
use crate::scope::Scope;

pub use self::generated::ENTRIES;
pub use self::nearest::nearest;

/// A scope of the catalogue.
///
/// # Examples
///
/// ```
/// use zoho_scopes::{Scope, catalogue};
///
/// let entry = catalogue::find(&Scope::parse("desk.tickets.read")?).expect("a documented scope");
/// assert_eq!((entry.scope, entry.service), ("Desk.tickets.READ", "Desk"));
/// assert!(!entry.provenance.is_empty());
/// # Ok::<(), zoho_scopes::ParseScopeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// The scope in its canonical spelling.
    pub scope: &'static str,
    /// The service it belongs to: its first segment.
    pub service: &'static str,
    /// The sources that name it: ids of `data/sources.csv`, with spaces between them.
    pub provenance: &'static str,
}

/// The place of `scope` in [`ENTRIES`], whatever its spelling.
///
/// # Examples
///
/// ```
/// use zoho_scopes::{Scope, catalogue};
///
/// let scope = Scope::parse("zohocrm.MODULES.leads.read")?;
/// let position = catalogue::position(&scope).expect("a documented scope");
/// assert_eq!(catalogue::ENTRIES[position].scope, "ZohoCRM.modules.leads.READ");
/// # Ok::<(), zoho_scopes::ParseScopeError>(())
/// ```
pub const fn position(scope: &Scope<'_>) -> Option<usize> {
    let (mut low, mut high) = (0, ENTRIES.len());
    while low < high {
        let middle = low.midpoint(high);
        match Scope::known(ENTRIES[middle].scope).compare(scope) {
            Ordering::Equal => return Some(middle),
            Ordering::Less => low = middle + 1,
            Ordering::Greater => high = middle,
        }
    }
    None
}

/// The entry of `scope`, whatever its spelling.
///
/// # Examples
///
/// ```
/// use zoho_scopes::{Scope, catalogue};
///
/// assert!(catalogue::find(&Scope::parse("ZohoCRM.users.READ")?).is_some());
/// assert!(catalogue::find(&Scope::parse("ZohoNewService.thing.READ")?).is_none());
/// # Ok::<(), zoho_scopes::ParseScopeError>(())
/// ```
pub fn find(scope: &Scope<'_>) -> Option<&'static Entry> {
    position(scope).map(|position| &ENTRIES[position])
}

/// The places of all entries that `scope` covers.
#[cfg(feature = "alloc")]
pub(crate) fn covered_by<'s>(scope: &'s Scope<'_>) -> impl Iterator<Item = usize> + use<'s> {
    let range = if !crate::covers::may_cover_others(scope) {
        position(scope).map_or(0..0, |position| position..position + 1)
    } else if crate::covers::is_group(scope) {
        below(scope::stem(scope))
    } else {
        below(Scope::known(scope.path()))
    };
    range.filter(move |&position| scope.covers(&Scope::known(ENTRIES[position].scope)))
}

/// The places of the entries that begin with these segments.
#[cfg(feature = "alloc")]
fn below(stem: Scope<'_>) -> core::ops::Range<usize> {
    let start = ENTRIES.partition_point(|entry| Scope::known(entry.scope) < stem);
    let count =
        ENTRIES[start..].iter().take_while(|entry| scope::is_below(entry.scope, stem.as_str())).count();
    start..start + count
}
