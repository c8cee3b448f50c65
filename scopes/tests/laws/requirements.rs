//! `SPEC.md`, section Requirements.

use proptest::prelude::*;
use zoho_scopes::{Requirement, Scope};

use crate::{any_requirement, any_set};

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
