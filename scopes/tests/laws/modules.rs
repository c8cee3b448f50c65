//! `SPEC.md`, section Modules.

use std::collections::BTreeSet;

use proptest::prelude::*;
use zoho_scopes::module::{names, segment};

use crate::{CATALOGUE, scope, swapped_case};

#[test]
fn names_and_segments_are_those_of_the_catalogue() {
    let catalogued: BTreeSet<String> = CATALOGUE
        .iter()
        .filter(|scope| scope.path().starts_with("ZohoCRM.modules.") && scope.segments().count() == 4)
        .filter_map(|scope| scope.segments().nth(2).map(String::from))
        .collect();
    let mut named: BTreeSet<String> = names().map(|(_, segment)| segment.to_owned()).collect();
    assert!(named.insert("custom".to_owned()), "it stands for no module of its own");
    assert_eq!(named, catalogued);
}

#[test]
fn a_name_is_known_in_any_case_and_without_its_underscores() {
    for (name, expected) in names() {
        for spelling in [name.to_owned(), swapped_case(name), name.replace('_', "")] {
            assert_eq!(segment(&spelling), Ok(expected), "{spelling}");
        }
    }
}

#[test]
fn former_names_are_known() {
    assert_eq!(segment("Potentials"), Ok("deals"));
    assert_eq!(segment("Meetings"), Ok("events"));
}

#[test]
fn modules_of_users_share_a_segment() {
    for name in ["Space_Ships", "CustomModule12", "Vehicles", "custom", "Leads_of_Partners", "T"] {
        assert_eq!(segment(name), Ok("custom"), "{name}");
    }
}

#[test]
fn a_slip_is_refused_with_the_name_that_was_meant() {
    let check = |name: &str, expected: Option<&str>| {
        assert_eq!(segment(name).expect_err(name).nearest(), expected, "{name}");
    };
    check("Lead", Some("Leads"));
    check("Contcts", Some("Contacts"));
    check("PriceBook", Some("Price_Books"));
    check("Sales_Ordres", Some("Sales_Orders"));
    check("Appointments", Some("Appointments__s"));
    check("Potentails", Some("Potentials"));
}

#[test]
fn what_cannot_be_a_module_is_refused() {
    for name in
        ["", "__features", "9lives", "Space Ships", "Space-Ships", "Gadgets__s", "Schäden", &"a".repeat(65)]
    {
        assert_eq!(segment(name).expect_err(name).nearest(), None, "{name}");
    }
}

#[test]
fn other_words_of_the_api_are_no_modules() {
    for name in ["settings", "Users", "org", "coql", "setings", "user"] {
        assert_eq!(segment(name).expect_err(name).nearest(), None, "{name}");
    }
}

proptest! {
    #[test]
    fn a_segment_is_always_that_of_a_scope(name in ".{0,20}") {
        if let Ok(segment) = segment(&name) {
            let text = format!("ZohoCRM.modules.{segment}.READ");
            prop_assert!(CATALOGUE.binary_search(&scope(&text)).is_ok(), "{}", text);
        }
    }
}
