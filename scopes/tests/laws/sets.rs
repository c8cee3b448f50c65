//! `SPEC.md`, section Sets.

use std::collections::BTreeSet;

use proptest::prelude::*;
use zoho_scopes::ScopeSet;

use crate::{CATALOGUE, POOL, any_set, scope, set, swapped_case};

/// The set of canonical forms that a set must behave as.
fn model(set: &ScopeSet) -> BTreeSet<String> {
    set.iter().map(|scope| scope.as_str().to_lowercase()).collect()
}

proptest! {
    #[test]
    fn a_set_behaves_as_the_set_of_its_canonical_forms(ours in any_set(), theirs in any_set()) {
        prop_assert_eq!(model(&ours.union(&theirs)), &model(&ours) | &model(&theirs));
        prop_assert_eq!(model(&ours.difference(&theirs)), &model(&ours) - &model(&theirs));
        prop_assert_eq!(ours.is_subset(&theirs), model(&ours).is_subset(&model(&theirs)));
        prop_assert_eq!(ours == theirs, model(&ours) == model(&theirs));
        prop_assert_eq!(ours.len(), model(&ours).len());
        prop_assert_eq!(ours.is_empty(), model(&ours).is_empty());
        prop_assert!(ours.iter().is_sorted());
    }

    #[test]
    fn insert_and_remove_say_whether_anything_changed(start in any_set(), text in proptest::sample::select(&POOL[..])) {
        let spelling = swapped_case(text);
        let mut changed = start.clone();
        prop_assert_eq!(changed.insert(scope(&spelling)), !start.contains(&scope(text)));
        prop_assert!(changed.contains(&scope(text)));
        prop_assert!(changed.remove(&scope(text)));
        prop_assert!(!changed.remove(&scope(text)));
        prop_assert_eq!(changed, start.difference(&set(text)));
    }

    #[test]
    fn minimal_covers_the_same_and_repeats_nothing(set in any_set()) {
        let minimal = set.minimal();
        for required in POOL.map(scope).iter().chain(CATALOGUE.iter().step_by(7)) {
            prop_assert_eq!(minimal.covers(required), set.covers(required), "{}", required);
        }
        for scope in &minimal {
            prop_assert!(!minimal.iter().any(|other| other != scope && other.covers(&scope)), "{} is repeated", scope);
        }
        prop_assert!(minimal.is_subset(&set));
    }

    #[test]
    fn printed_sets_are_read_back(original in any_set()) {
        prop_assert_eq!(&set(&original.to_request()), &original);
        prop_assert_eq!(&set(&original.to_string()), &original);
        prop_assert!(!original.to_request().contains(' '));
        prop_assert_eq!(original.to_request().replace(',', ", "), original.to_string());
    }
}

#[test]
fn members_are_never_taken_together() {
    let three = set("ZohoCRM.modules.leads.CREATE,ZohoCRM.modules.leads.UPDATE,ZohoCRM.modules.leads.DELETE");
    assert!(!three.covers(&scope("ZohoCRM.modules.leads.WRITE")));
    assert!(!three.covers(&scope("ZohoCRM.modules.leads.ALL")));
}
