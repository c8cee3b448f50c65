//! `SPEC.md`, section Requirements.

use proptest::prelude::*;
use zoho_scopes::bits::Mask;
use zoho_scopes::catalogue::{ENTRIES, position};
use zoho_scopes::{Requirement, Scope};

use crate::{any_requirement, any_set, swapped_case};

const LEADS: Requirement<'static> = Requirement::scope("ZohoCRM.modules.leads.READ");
const DEALS: Requirement<'static> = Requirement::scope("ZohoCRM.modules.deals.READ");
const COQL: Requirement<'static> = Requirement::scope("ZohoCRM.coql.READ");

#[test]
fn all_of_nothing_is_satisfied_and_any_of_nothing_never() {
    let check = |requirement: Requirement<'static>, expected_with_nothing, expected_with_everything| {
        assert_eq!(requirement.is_satisfied_by(|_| false), expected_with_nothing, "{requirement}");
        assert_eq!(requirement.is_satisfied_by(|_| true), expected_with_everything, "{requirement}");
    };
    check(Requirement::All(&[]), true, true);
    check(Requirement::Any(&[]), false, false);
    check(LEADS, false, true);
    check(Requirement::Any(&[LEADS, Requirement::All(&[])]), true, true);
    check(Requirement::All(&[LEADS, Requirement::Any(&[])]), false, false);
}

#[test]
fn requirements_print_as_they_are_read() {
    let check =
        |requirement: Requirement<'static>, expected: &str| assert_eq!(requirement.to_string(), expected);
    check(LEADS, "ZohoCRM.modules.leads.READ");
    check(
        Requirement::All(&[LEADS, DEALS, COQL]),
        "ZohoCRM.modules.leads.READ and ZohoCRM.modules.deals.READ and ZohoCRM.coql.READ",
    );
    check(
        Requirement::Any(&[Requirement::All(&[LEADS, DEALS]), COQL]),
        "(ZohoCRM.modules.leads.READ and ZohoCRM.modules.deals.READ) or ZohoCRM.coql.READ",
    );
    check(
        Requirement::All(&[Requirement::Any(&[LEADS]), COQL]),
        "ZohoCRM.modules.leads.READ and ZohoCRM.coql.READ",
    );
    check(Requirement::All(&[]), "nothing");
    check(Requirement::Any(&[]), "what cannot be granted");
}

#[test]
fn a_place_in_the_catalogue_changes_nothing() {
    let n_entries = u16::try_from(ENTRIES.len()).expect("a place has 16 bits");
    let check = |place: u16, text: &str| {
        let (hinted, plain) = (Requirement::catalogued(place, text), Requirement::scope(text));
        assert_eq!(hinted, plain, "{text} at {place}");
        assert_eq!(Mask::of(&hinted), Mask::of(&plain), "{text} at {place}");
        let (Requirement::Scope(hinted), Requirement::Scope(plain)) = (hinted, plain) else {
            panic!("{text} at {place} is no scope");
        };
        assert_eq!(hinted.as_str(), text);
        assert_eq!(
            (hinted.path(), hinted.operation()),
            (plain.path(), plain.operation()),
            "{text} at {place}"
        );
        assert_eq!(position(&hinted), position(&plain), "{text} at {place}");
    };
    for (place, entry) in (0..n_entries).zip(&ENTRIES) {
        let text = entry.scope;
        for wrong in [0, place + 1, place.saturating_sub(1), n_entries - 1, n_entries, u16::MAX] {
            check(wrong, text);
        }
        check(place, text);
        check(place, &swapped_case(text));
        check(place, &format!("{text}s"));
        check(place, &text[..text.len() - 1]);
    }
    check(n_entries, "ZohoNewService.thing.READ");
}

#[test]
#[should_panic(expected = "malformed scope")]
fn a_place_makes_no_scope_of_a_malformed_text() {
    let _ = Requirement::catalogued(0, "ZohoCRM");
}

#[test]
fn scopes_are_listed_as_often_as_written() {
    let requirement =
        Requirement::All(&[LEADS, Requirement::Any(&[COQL, Requirement::All(&[DEALS]), LEADS])]);
    let scopes: Vec<String> = requirement.scopes().map(|scope| scope.to_string()).collect();
    assert_eq!(
        scopes,
        [
            "ZohoCRM.modules.leads.READ",
            "ZohoCRM.coql.READ",
            "ZohoCRM.modules.deals.READ",
            "ZohoCRM.modules.leads.READ"
        ],
    );
}

proptest! {
    #[test]
    fn holding_more_never_takes_a_call_away(requirement in any_requirement(), some in any_set(), more in any_set()) {
        let satisfied = |held: &zoho_scopes::ScopeSet| requirement.is_satisfied_by(|scope: &Scope<'_>| held.covers(scope));
        if satisfied(&some) {
            prop_assert!(satisfied(&some.union(&more)));
        }
    }
}
