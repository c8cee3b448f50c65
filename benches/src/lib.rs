//! What the measured code works on: the same grants and the same requirement in every bench, from the catalogue.

use std::collections::HashSet;

use zoho_scopes::catalogue::ENTRIES;
use zoho_scopes::{Requirement, Scope, ScopeSet};

/// What a call needs: three scopes, in words of their own where they are bits.
pub const NEEDED: [&str; 3] =
    ["ZohoCRM.modules.contacts.CREATE", "ZohoCRM.users.READ", "ZohoCRM.settings.fields.READ"];

/// The same as a requirement.
pub const REQUIREMENT: Requirement<'static> = Requirement::All(&[
    Requirement::scope(NEEDED[0]),
    Requirement::scope(NEEDED[1]),
    Requirement::scope(NEEDED[2]),
]);

/// The text of a grant of `count` scopes of Zoho CRM, all over the catalogue; the first `n_needed` of [`NEEDED`] are
/// among them, and nothing that covers one of the others.
///
/// # Panics
///
/// If the catalogue has not so many.
pub fn grant(count: usize, n_needed: usize) -> String {
    let covers_needed = |text: &str| {
        let held = parse(text);
        NEEDED.iter().any(|needed| held.covers(&parse(needed)))
    };
    let others: Vec<&str> = ENTRIES
        .iter()
        .filter(|entry| entry.service == "ZohoCRM" && !covers_needed(entry.scope))
        .map(|entry| entry.scope)
        .collect();
    let n_others = count - n_needed;
    let step = others.len() / n_others;
    assert!(step > 0, "the catalogue has {} other scopes", others.len());
    let scopes: Vec<&str> =
        NEEDED.into_iter().take(n_needed).chain(others.into_iter().step_by(step).take(n_others)).collect();
    assert_eq!(scopes.len(), count);
    scopes.join(",")
}

/// What people write without this project: the granted scopes as text in a set.
pub fn hash_set(grant: &str) -> HashSet<String> {
    grant.split(',').map(str::to_owned).collect()
}

/// The scopes of a grant.
///
/// # Panics
///
/// If it is malformed.
pub fn scope_set(grant: &str) -> ScopeSet {
    ScopeSet::parse_list(grant).unwrap_or_else(|error| panic!("{error}"))
}

/// A scope of the catalogue.
///
/// # Panics
///
/// If it is malformed.
pub fn parse(text: &str) -> Scope<'_> {
    Scope::parse(text).unwrap_or_else(|error| panic!("`{text}`: {error}"))
}
