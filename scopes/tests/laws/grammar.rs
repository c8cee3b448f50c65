//! `SPEC.md`, section Grammar.

use proptest::prelude::*;
use zoho_scopes::{Operation, Scope, ScopeSet};

use crate::{CATALOGUE, scope, set};

/// The grammar as the section writes it, without the parser's byte positions.
fn is_scope(text: &str) -> bool {
    let segments: Vec<&str> = text.split('.').collect();
    (2..=5).contains(&segments.len())
        && segments.iter().all(|segment| {
            !segment.is_empty() && segment.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        })
}

proptest! {
    #[test]
    fn parse_then_print_is_the_identity(text in r"[A-Za-z0-9_]{1,8}(\.[A-Za-z0-9_]{1,8}){1,4}") {
        let parsed = scope(&text);
        prop_assert_eq!(parsed.to_string(), text.clone());
        prop_assert_eq!(parsed.as_str(), text.as_str());
        prop_assert_eq!(parsed.segments().collect::<Vec<_>>().join("."), text);
    }

    #[test]
    fn exactly_the_texts_of_the_grammar_are_scopes(text in r"[A-Za-z0-9_.]{0,24}|\PC{0,12}|[a.]{0,12}") {
        match Scope::parse(&text) {
            Ok(_) => prop_assert!(is_scope(&text)),
            Err(error) => {
                prop_assert!(!is_scope(&text));
                let before = text.get(..error.position());
                let before = before.expect("the position is a boundary of the text");
                let continued = [".a", "a.a", "a"].iter().any(|rest| is_scope(&format!("{before}{rest}")));
                prop_assert!(continued || before.split('.').count() > 5, "`{before}` begins no scope");
            }
        }
    }

    #[test]
    fn lists_are_read_with_any_separators(
        scopes in proptest::sample::subsequence(CATALOGUE.clone(), 0..6),
        separators in proptest::collection::vec(r"[, \t\n]{1,3}", 7),
    ) {
        let mut text = separators[0].clone();
        for (scope, separator) in scopes.iter().zip(&separators[1..]) {
            text.push_str(scope.as_str());
            text.push_str(separator);
        }
        prop_assert_eq!(set(&text), scopes.into_iter().collect::<ScopeSet>());
    }
}

#[test]
fn the_last_of_three_segments_may_be_an_operation() {
    let check = |text: &'static str, operation, path| {
        let scope = scope(text);
        assert_eq!((scope.operation(), scope.path()), (operation, path), "{text}");
    };
    check("ZohoCRM.modules.leads.READ", Some(Operation::Read), "ZohoCRM.modules.leads");
    check("ZohoCRM.Modules.all", Some(Operation::All), "ZohoCRM.Modules");
    check("ZohoCRM.send_mail.all.CREATE", Some(Operation::Create), "ZohoCRM.send_mail.all");
    check("ZohoCRM.composite_requests.CUSTOM", Some(Operation::Custom), "ZohoCRM.composite_requests");
    check("ZohoCRM.zia.enrichment", None, "ZohoCRM.zia.enrichment");
    check("PhoneBridge.call.log", None, "PhoneBridge.call.log");
    check("ZohoCRM.modules.leads.READER", None, "ZohoCRM.modules.leads.READER");
    check("ZohoMail.ALL", None, "ZohoMail.ALL");
    for operation in Operation::EVERY {
        assert_eq!(scope(&format!("Zoho.x.{operation}")).operation(), Some(operation));
    }
}

#[test]
fn a_refusal_names_the_byte_and_the_mistake() {
    let check = |text: &str, position: usize, expected: &str| {
        let error = Scope::parse(text).expect_err(text);
        assert_eq!((error.position(), error.to_string().as_str()), (position, expected), "{text}");
    };
    check("", 0, "a scope is not empty: write it as in `ZohoCRM.users.READ`");
    check(
        "email",
        5,
        "the scope ends at byte 5 after one segment: write service and name, as in `ZohoCRM.users.READ`",
    );
    check("a..b", 2, "a segment is missing at byte 2: write exactly one `.` between two segments");
    check(".a.b", 0, "a segment is missing at byte 0: write exactly one `.` between two segments");
    check("a.b.", 4, "a segment is missing at byte 4: write exactly one `.` between two segments");
    check("a.b.c.d.e.f", 10, "a sixth segment begins at byte 10: a scope has 2 to 5 segments");
    check(
        "a.b-c",
        3,
        "`-` at byte 3 cannot stand in a scope: segments are made of ASCII letters, digits and `_`",
    );
    check(
        "a.bé",
        3,
        "the character at byte 3 cannot stand in a scope: segments are made of ASCII letters, digits and `_`",
    );
}

#[test]
fn a_list_names_the_byte_in_the_whole_text() {
    let error = ScopeSet::parse_list("ZohoCRM.users.READ,  ZohoCRM.modules.{module}.READ")
        .expect_err("a placeholder");
    assert_eq!(error.position(), 37);
}

#[test]
fn a_lenient_list_gives_back_what_is_no_scope() {
    let (scopes, others) = ScopeSet::parse_lenient("openid ZohoCRM.bulk.read, email ZohoCRM..x");
    assert_eq!(scopes.to_request(), "ZohoCRM.bulk.read");
    assert_eq!(others, ["openid", "email", "ZohoCRM..x"]);
}
