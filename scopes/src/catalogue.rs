//! The scopes that exist, as far as Zoho documents them; generated from `data/*.csv` by `cargo xtask catalogue`.
//!
//! A scope that is not here may exist all the same: Zoho adds scopes without notice.

#[cfg(feature = "alloc")]
mod coverage;
pub(crate) mod generated;
mod index;
mod nearest;

use crate::scope::Scope;
use crate::table::Table;

#[cfg(feature = "alloc")]
pub(crate) use self::coverage::for_each_covered;
pub(crate) use self::index::at;
pub use self::nearest::nearest;

/// Every scope of the catalogue, sorted by its spelling in lower case.
///
/// # Examples
///
/// ```
/// use zoho_scopes::catalogue::ENTRIES;
///
/// assert!(ENTRIES.iter().any(|entry| entry.scope == "ZohoCRM.coql.READ"));
/// ```
pub const ENTRIES: Table<Entry> = Table::new(LEN, Entry::at);

const LEN: usize = generated::SCOPES.len();

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

impl Entry {
    fn at(place: usize) -> Entry {
        let scope = text(place);
        let service = scope.split_once('.').map_or(scope, |(service, _)| service);
        let source = generated::PROVENANCE[place];
        Entry { scope, service, provenance: generated::PROVENANCES[usize::from(source)] }
    }
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
/// assert_eq!(catalogue::ENTRIES.get(position), catalogue::find(&scope));
/// # Ok::<(), zoho_scopes::ParseScopeError>(())
/// ```
pub const fn position(scope: &Scope<'_>) -> Option<usize> {
    index::position(scope)
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
pub fn find(scope: &Scope<'_>) -> Option<Entry> {
    position(scope).map(Entry::at)
}

/// The scope at a place of the catalogue, as it is spelt there.
const fn text(place: usize) -> &'static str {
    generated::SCOPES.get(place)
}
