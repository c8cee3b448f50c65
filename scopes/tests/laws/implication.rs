//! `SPEC.md`, section Implication.

use proptest::prelude::*;
use zoho_scopes::{Requirement, ScopeSet};

/// Group scopes among them, and one that nothing else covers.
const UNIVERSE: [&str; 6] = [
    "ZohoCRM.modules.ALL",
    "ZohoCRM.modules.READ",
    "ZohoCRM.modules.leads.ALL",
    "ZohoCRM.modules.leads.READ",
    "ZohoCRM.modules.deals.READ",
    "ZohoCRM.coql.READ",
];

fn any_requirement() -> impl Strategy<Value = Requirement<'static>> {
    let scope = proptest::sample::select(&UNIVERSE[..]).prop_map(Requirement::scope);
    scope.prop_recursive(3, 12, 3, |part| {
        let parts = || proptest::collection::vec(part.clone(), 0..4).prop_map(|parts| &*parts.leak());
        prop_oneof![parts().prop_map(Requirement::All), parts().prop_map(Requirement::Any)]
    })
}

/// Every grant that can be made of the universe.
fn grants() -> impl Iterator<Item = ScopeSet> {
    (0..1_usize << UNIVERSE.len()).map(|chosen| {
        let scopes = UNIVERSE.iter().enumerate().filter(|(place, _)| chosen >> place & 1 == 1);
        let list = scopes.map(|(_, scope)| *scope).collect::<Vec<_>>().join(",");
        ScopeSet::parse_list(&list).expect("well-formed scopes")
    })
}

fn meets(grant: &ScopeSet, requirement: &Requirement<'static>) -> bool {
    requirement.is_satisfied_by(|scope| grant.covers(scope))
}

#[test]
fn the_scope_to_add_is_named() {
    const ALL: Requirement<'static> = Requirement::scope("ZohoCRM.modules.ALL");
    const LEADS: Requirement<'static> = Requirement::scope("ZohoCRM.modules.leads.READ");
    const DEALS: Requirement<'static> = Requirement::scope("ZohoCRM.modules.deals.READ");
    const COQL: Requirement<'static> = Requirement::scope("ZohoCRM.coql.READ");
    const NOBODY: Requirement<'static> = Requirement::Any(&[]);
    let check = |needed: Requirement<'static>, known: Requirement<'static>, expected: Option<&str>| {
        let beyond = needed.first_beyond(&known);
        assert_eq!(beyond.map(|scope| scope.as_str()), expected, "{needed} beyond {known}");
    };
    check(LEADS, ALL, None);
    check(ALL, LEADS, Some("ZohoCRM.modules.ALL"));
    check(Requirement::All(&[LEADS, DEALS, COQL]), ALL, Some("ZohoCRM.coql.READ"));
    check(Requirement::Any(&[COQL, DEALS]), LEADS, Some("ZohoCRM.coql.READ"));
    check(Requirement::Any(&[COQL, DEALS]), ALL, None);
    check(Requirement::Any(&[NOBODY, COQL]), LEADS, Some("ZohoCRM.coql.READ"));
    check(NOBODY, LEADS, None);
    check(LEADS, NOBODY, None);
}

proptest! {
    #[test]
    fn it_is_what_every_grant_says(needed in any_requirement(), known in any_requirement()) {
        let expected = grants().all(|grant| !meets(&grant, &known) || meets(&grant, &needed));
        prop_assert_eq!(needed.is_implied_by(&known), expected, "{} from {}", needed, known);
        if let Some(beyond) = needed.first_beyond(&known) {
            prop_assert!(!expected && !Requirement::Scope(beyond).is_implied_by(&known));
        }
    }

    #[test]
    fn every_requirement_follows_from_itself(requirement in any_requirement()) {
        prop_assert!(requirement.is_implied_by(&requirement));
    }
}
