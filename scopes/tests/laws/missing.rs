//! `SPEC.md`, section Missing, against every set of the mentioned scopes.

use std::sync::LazyLock;

use proptest::prelude::*;
use zoho_scopes::{Operation, Requirement, Scope, ScopeSet};

use crate::{CATALOGUE, POOL, any_requirement, any_set, scope, set};

/// The breadths of the pool, which thousands of subsets add up.
static BREADTHS: LazyLock<Vec<usize>> =
    LazyLock::new(|| POOL.iter().map(|text| breadth(&scope(text))).collect());

fn breadth(scope: &Scope<'_>) -> usize {
    let catalogued = CATALOGUE.iter().filter(|entry| scope.covers(entry)).count();
    let same_path = |operation: &Operation| {
        let text = format!("{}.{operation}", scope.path());
        scope.operation().is_some() && Scope::parse(&text).is_ok_and(|other| scope.covers(&other))
    };
    catalogued + Operation::EVERY.iter().filter(|operation| same_path(operation)).count()
}

fn cost(scopes: &ScopeSet) -> (usize, usize) {
    let breadths = POOL.iter().zip(BREADTHS.iter()).filter(|(text, _)| scopes.contains(&scope(text)));
    (scopes.len(), breadths.map(|(_, breadth)| breadth).sum())
}

/// The least cost of any set of mentioned scopes that satisfies the requirement together with what is held.
fn least_cost(requirement: &Requirement<'_>, held: &ScopeSet) -> Option<(usize, usize)> {
    let mentioned: ScopeSet = requirement.scopes().filter(|scope| !held.covers(scope)).collect();
    let mentioned: Vec<Scope<'_>> = mentioned.iter().collect();
    (0..1_u32 << mentioned.len())
        .map(|chosen| {
            let chosen = mentioned.iter().enumerate().filter(|(index, _)| chosen >> index & 1 == 1);
            chosen.map(|(_, scope)| *scope).collect::<ScopeSet>()
        })
        .filter(|chosen| requirement.is_satisfied_by(|scope| held.covers(scope) || chosen.covers(scope)))
        .map(|chosen| cost(&chosen))
        .min()
}

proptest! {
    #[test]
    fn missing_is_exact_and_minimal(requirement in any_requirement(), held in any_set()) {
        let missing = requirement.missing(|scope| held.covers(scope));
        let granted = held.union(&missing);
        let satisfied = requirement.is_satisfied_by(|scope| held.covers(scope));
        if let Some(least) = least_cost(&requirement, &held) {
            prop_assert!(requirement.is_satisfied_by(|scope| granted.covers(scope)), "{} lacks", missing);
            prop_assert_eq!(cost(&missing), least, "{} with {} asks for {}", requirement, held, missing);
            prop_assert_eq!(missing.is_empty(), satisfied);
        } else {
            prop_assert!(missing.is_empty());
            prop_assert!(!satisfied);
        }
        prop_assert!(missing.iter().all(|asked| requirement.scopes().any(|scope| scope == asked)));
        prop_assert!(missing.iter().all(|asked| !held.covers(&asked)));
        prop_assert_eq!(requirement.missing(|scope| held.covers(scope)), missing);
    }
}

#[track_caller]
fn check(requirement: Requirement<'_>, held: &str, expected: &str) {
    let held = set(held);
    assert_eq!(requirement.missing(|scope| held.covers(scope)).to_request(), expected, "{requirement}");
}

const LEADS: Requirement<'static> = Requirement::scope("ZohoCRM.modules.leads.READ");
const LEADS_ALL: Requirement<'static> = Requirement::scope("ZohoCRM.modules.leads.ALL");
const CONTACTS: Requirement<'static> = Requirement::scope("ZohoCRM.modules.contacts.READ");
const DEALS: Requirement<'static> = Requirement::scope("ZohoCRM.modules.deals.READ");
const COQL: Requirement<'static> = Requirement::scope("ZohoCRM.coql.READ");

#[test]
fn what_is_held_is_not_asked_for() {
    check(Requirement::All(&[LEADS, COQL]), "ZohoCRM.modules.ALL", "ZohoCRM.coql.READ");
    check(Requirement::All(&[LEADS, COQL]), "ZohoCRM.modules.ALL,zohocrm.COQL.read", "");
}

#[test]
fn the_fewest_are_asked_for() {
    check(Requirement::Any(&[Requirement::All(&[LEADS, DEALS]), COQL]), "", "ZohoCRM.coql.READ");
    check(
        Requirement::Any(&[Requirement::All(&[LEADS, DEALS]), Requirement::All(&[CONTACTS, COQL])]),
        "ZohoCRM.coql.READ",
        "ZohoCRM.modules.contacts.READ",
    );
    check(
        Requirement::All(&[LEADS, Requirement::Any(&[LEADS_ALL, CONTACTS])]),
        "",
        "ZohoCRM.modules.leads.ALL",
    );
}

#[test]
fn of_equally_many_the_narrowest_are_asked_for() {
    check(Requirement::Any(&[LEADS_ALL, LEADS]), "", "ZohoCRM.modules.leads.READ");
    let every = Requirement::scope("ZohoCRM.modules.ALL");
    check(Requirement::Any(&[every, COQL]), "", "ZohoCRM.coql.READ");
}

/// The broadest scope of the second choice is broader than each of the first, and yet it allows less.
#[test]
fn breadths_are_added_up() {
    let (leads, contacts) = ("ZohoCRM.modules.leads.WRITE", "ZohoCRM.modules.contacts.WRITE");
    let (signals, coql) = ("ZohoCRM.settings.signals.ALL", "ZohoCRM.coql.READ");
    let sum = |scopes: [&str; 2]| scopes.map(|text| breadth(&scope(text))).iter().sum::<usize>();
    assert!(sum([signals, coql]) < sum([leads, contacts]));
    assert!(breadth(&scope(signals)) > breadth(&scope(leads)));
    let first = [leads, contacts].map(Requirement::scope);
    let second = [signals, coql].map(Requirement::scope);
    check(
        Requirement::Any(&[Requirement::All(&first), Requirement::All(&second)]),
        "",
        "ZohoCRM.coql.READ,ZohoCRM.settings.signals.ALL",
    );
}

/// The first choice leads to an answer of as many scopes before the narrower one is tried.
#[test]
fn one_scope_that_serves_two_parts_is_not_counted_twice() {
    let parts = [
        Requirement::Any(&[LEADS_ALL, LEADS]),
        Requirement::Any(&[CONTACTS, COQL]),
        Requirement::Any(&[DEALS, COQL]),
    ];
    check(Requirement::All(&parts), "", "ZohoCRM.coql.READ,ZohoCRM.modules.leads.READ");
}

#[test]
fn of_equally_narrow_ones_the_first_is_asked_for() {
    check(Requirement::Any(&[DEALS, CONTACTS, LEADS]), "", "ZohoCRM.modules.deals.READ");
    check(
        Requirement::All(&[Requirement::Any(&[LEADS, DEALS]), Requirement::Any(&[CONTACTS, COQL])]),
        "",
        "ZohoCRM.modules.contacts.READ,ZohoCRM.modules.leads.READ",
    );
}

#[test]
fn what_nothing_satisfies_asks_for_nothing() {
    check(Requirement::All(&[LEADS, Requirement::Any(&[])]), "", "");
}

#[test]
fn a_wider_scope_is_broader_than_what_it_covers() {
    let breadths: Vec<usize> = CATALOGUE.iter().map(breadth).collect();
    for (wide, breadth) in CATALOGUE.iter().zip(&breadths) {
        for (narrow, less) in CATALOGUE.iter().zip(&breadths) {
            assert!(narrow == wide || !wide.covers(narrow) || breadth > less, "{wide} {narrow}");
        }
    }
}

/// Twelve choices among seven have billions of combinations: this ends only because the bound cuts them off.
#[test]
fn independent_choices_are_not_tried_in_every_combination() {
    let reads: Vec<Requirement<'_>> = CATALOGUE
        .iter()
        .filter(|entry| entry.operation() == Some(Operation::Read) && entry.segments().count() == 4)
        .map(|entry| Requirement::Scope(*entry))
        .collect();
    let choices: Vec<&[Requirement<'_>]> = reads.chunks_exact(7).take(12).collect();
    let parts: Vec<Requirement<'_>> = choices.iter().map(|choice| Requirement::Any(choice)).collect();
    let first: ScopeSet = choices.iter().flat_map(|choice| choice[0].scopes()).collect();
    assert_eq!(Requirement::All(&parts).missing(|_| false), first);
    assert_eq!(first.len(), 12);
}
