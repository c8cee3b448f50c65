//! The laws of `SPEC.md`: a module for each of its sections.

mod bits;
mod catalogue;
mod comparison;
mod covers;
mod endpoints;
mod grammar;
mod implication;
mod missing;
mod modules;
mod requirements;
#[cfg(feature = "serde")]
mod serialized;
mod sets;

use std::sync::LazyLock;

use proptest::prelude::*;
use zoho_scopes::{Requirement, Scope, ScopeSet, catalogue::ENTRIES};

/// The scopes of the catalogue, parsed.
static CATALOGUE: LazyLock<Vec<Scope<'static>>> =
    LazyLock::new(|| ENTRIES.iter().map(|entry| scope(entry.scope)).collect());

/// A few scopes that cover each other in every documented way, and some that resemble them and do not.
const POOL: [&str; 14] = [
    "ZohoCRM.modules.ALL",
    "ZohoCRM.modules.READ",
    "ZohoCRM.modules.leads.ALL",
    "ZohoCRM.modules.leads.WRITE",
    "ZohoCRM.modules.leads.READ",
    "ZohoCRM.modules.leads.CREATE",
    "ZohoCRM.modules.contacts.READ",
    "ZohoCRM.modules.emails.READ",
    "ZohoCRM.settings.ALL",
    "ZohoCRM.settings.fields.READ",
    "ZohoCRM.send_mail.all.CREATE",
    "ZohoCRM.send_mail.quotes.CREATE",
    "Desk.tickets.ALL",
    "Desk.tickets.READ",
];

fn scope(text: &str) -> Scope<'_> {
    Scope::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn set(list: &str) -> ScopeSet {
    ScopeSet::parse_list(list).unwrap_or_else(|error| panic!("{list}: {error}"))
}

/// The other spelling of a scope: upper case for lower case and the reverse.
fn swapped_case(text: &str) -> String {
    let swap = |c: char| if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
    text.chars().map(swap).collect()
}

/// A set of some scopes of the pool.
fn any_set() -> impl Strategy<Value = ScopeSet> {
    proptest::sample::subsequence(POOL.to_vec(), 0..=POOL.len())
        .prop_map(|texts| texts.into_iter().map(scope).collect())
}

/// A requirement over the pool; its parts live as long as the test.
fn any_requirement() -> impl Strategy<Value = Requirement<'static>> {
    let leaf = proptest::sample::select(POOL.to_vec()).prop_map(Requirement::scope);
    leaf.prop_recursive(3, 10, 4, |part| {
        let parts = proptest::collection::vec(part, 0..4).prop_map(|parts| &*parts.leak());
        prop_oneof![parts.clone().prop_map(Requirement::All), parts.prop_map(Requirement::Any)]
    })
}
