//! A requirement: its text says what it is, and what is missing is exact, minimal and the same every time.

use std::sync::LazyLock;

use zoho_scopes::bits::{Mask, ScopeBits};
use zoho_scopes::catalogue::ENTRIES;
use zoho_scopes::{Operation, Requirement, Scope, ScopeSet};

use super::tree::{Tree, read_printed};
use crate::shape::Shape;

/// Scopes that cover each other in every documented way, one in two spellings, and some that nothing covers.
pub(super) const POOL: [&str; 16] = [
    "ZohoCRM.modules.ALL",
    "ZohoCRM.modules.READ",
    "ZohoCRM.modules.leads.ALL",
    "ZohoCRM.modules.leads.WRITE",
    "ZohoCRM.modules.leads.READ",
    "zohocrm.modules.LEADS.read",
    "ZohoCRM.modules.leads.CREATE",
    "ZohoCRM.modules.contacts.READ",
    "ZohoCRM.modules.emails.READ",
    "ZohoCRM.settings.ALL",
    "ZohoCRM.settings.fields.READ",
    "ZohoCRM.send_mail.all.CREATE",
    "ZohoCRM.send_mail.quotes.CREATE",
    "ZohoCRM.coql.READ",
    "ZohoNewService.thing.ALL",
    "PhoneBridge.call.log",
];

/// Of more scopes not every set is tried.
const TRIED: usize = 8;

/// The breadths of the pool, by the definition of `SPEC.md`.
static BREADTHS: LazyLock<Vec<usize>> =
    LazyLock::new(|| POOL.iter().map(|text| breadth(&scope(text))).collect());

/// Two bytes say what is held; the rest is a tree.
pub(super) fn run(input: &[u8]) -> Shape {
    let (held, tree) = input.split_at(input.len().min(2));
    let bit = |place: usize| held.get(place / 8).is_some_and(|byte| byte >> (place % 8) & 1 == 1);
    let held =
        POOL.iter().enumerate().filter(|(place, _)| bit(*place)).map(|(_, text)| scope(text)).collect();
    let mut shape = Shape::of(());
    Tree::read(tree).with_requirement(&mut |requirement| shape = check(&requirement, &held));
    shape
}

fn check(requirement: &Requirement<'_>, held: &ScopeSet) -> Shape {
    let printed = requirement.to_string();
    assert_eq!(
        read_printed(&printed),
        Ok(Tree::of(requirement)),
        "`{printed}` does not say what is required"
    );
    let satisfied = requirement.is_satisfied_by(|scope| held.covers(scope));
    let masked = Mask::of(requirement).map(|mask| mask.is_met_by(&ScopeBits::closed(held)));
    assert!(masked.is_none_or(|masked| masked == satisfied), "the mask of `{printed}` is wrong about {held}");
    let missing = check_missing(requirement, held, satisfied);
    Shape::of((satisfied, masked, missing.len(), Tree::of(requirement).outline()))
}

fn check_missing(requirement: &Requirement<'_>, held: &ScopeSet, satisfied: bool) -> ScopeSet {
    let missing = requirement.missing(|scope| held.covers(scope));
    assert_eq!(
        requirement.missing(|scope| held.covers(scope)),
        missing,
        "`{requirement}` is answered in two ways"
    );
    let mentioned: ScopeSet = requirement.scopes().filter(|scope| !held.covers(scope)).collect();
    assert!(missing.is_subset(&mentioned), "{missing} is asked for `{requirement}` with {held}");
    let granted = held.union(&missing);
    let is_exact = requirement.is_satisfied_by(|scope| granted.covers(scope));
    assert!(
        !satisfied || missing.is_empty(),
        "{missing} is asked for, and `{requirement}` is satisfied by {held}"
    );
    assert!(is_exact || missing.is_empty(), "{missing} does not satisfy `{requirement}` with {held}");
    if mentioned.len() <= TRIED {
        let least = least_cost(requirement, held, &mentioned);
        let cost = is_exact.then(|| cost(&missing));
        assert_eq!(cost, least, "`{requirement}` with {held} asks for {missing}");
    }
    missing
}

/// The least cost of any of the sets that satisfy the requirement; `None` if no set does.
fn least_cost(
    requirement: &Requirement<'_>,
    held: &ScopeSet,
    mentioned: &ScopeSet,
) -> Option<(usize, usize)> {
    let subsets = (0..1_u32 << mentioned.len()).map(|chosen| {
        let chosen = mentioned.iter().enumerate().filter(move |(place, _)| chosen >> place & 1 == 1);
        chosen.map(|(_, scope)| scope).collect::<ScopeSet>()
    });
    let sufficient = subsets
        .filter(|chosen| requirement.is_satisfied_by(|scope| held.covers(scope) || chosen.covers(scope)));
    sufficient.map(|chosen| cost(&chosen)).min()
}

/// How many scopes, then how broad they are.
fn cost(scopes: &ScopeSet) -> (usize, usize) {
    let breadth = |asked: Scope<'_>| {
        let place = POOL.iter().position(|text| scope(text) == asked);
        BREADTHS[place.expect("what is asked for is of the pool")]
    };
    (scopes.len(), scopes.iter().map(breadth).sum())
}

fn breadth(held: &Scope<'_>) -> usize {
    let catalogued = ENTRIES.iter().filter(|entry| held.covers(&scope(entry.scope))).count();
    let at_its_path = |operation: &Operation| {
        let text = format!("{}.{operation}", held.path());
        held.operation().is_some() && held.covers(&scope(&text))
    };
    catalogued + Operation::EVERY.iter().filter(|operation| at_its_path(operation)).count()
}

fn scope(text: &str) -> Scope<'_> {
    Scope::parse(text).unwrap_or_else(|error| panic!("`{text}`: {error}"))
}
