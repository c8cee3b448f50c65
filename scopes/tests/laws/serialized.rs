//! `SPEC.md`, section Serialized.

use proptest::prelude::*;
use zoho_scopes::{Requirement, Scope, ScopeSet};

use crate::{any_set, scope, set};

#[test]
fn a_scope_is_its_text() {
    let written = serde_json::to_string(&scope("ZohoCRM.bulk.read")).expect("text is written");
    assert_eq!(written, r#""ZohoCRM.bulk.read""#);
    assert_eq!(serde_json::from_str::<Scope<'_>>(&written).expect("a scope").as_str(), "ZohoCRM.bulk.read");
}

#[test]
fn a_malformed_scope_is_refused_with_its_mistake() {
    let check = |json: &str, expected: &str| {
        let error = serde_json::from_str::<Scope<'_>>(json).expect_err("no scope").to_string();
        assert!(error.starts_with(expected), "{error}");
        let error = serde_json::from_str::<ScopeSet>(&format!("[{json}]")).expect_err("no scope").to_string();
        assert!(error.starts_with(expected), "{error}");
    };
    check(r#""ZohoCRM""#, "the scope ends at byte 7 after one segment");
    check(r#""ZohoCRM..READ""#, "a segment is missing at byte 8");
    check("7", "invalid type: integer `7`, expected a scope");
}

#[test]
fn a_set_is_read_from_a_list_or_a_sequence() {
    let expected = set("ZohoCRM.users.READ,ZohoCRM.modules.ALL");
    for json in [
        r#""ZohoCRM.users.READ,ZohoCRM.modules.ALL""#,
        r#""ZohoCRM.modules.ALL ZohoCRM.users.READ""#,
        r#"["ZohoCRM.users.READ", "ZohoCRM.modules.ALL", "zohocrm.users.read"]"#,
        r#"["ZohoCRM.users.REA\u0044", "ZohoCRM.modules.ALL"]"#,
    ] {
        assert_eq!(serde_json::from_str::<ScopeSet>(json).expect("a set"), expected, "{json}");
    }
    assert_eq!(serde_json::from_str::<ScopeSet>("[]").expect("a set"), ScopeSet::new());
    let error = serde_json::from_str::<ScopeSet>("null").expect_err("no set").to_string();
    assert!(error.starts_with("invalid type: null, expected a list of scopes"), "{error}");
}

#[test]
fn a_requirement_is_written_as_it_is_built() {
    let check = |requirement: Requirement<'_>, expected: &str| {
        assert_eq!(serde_json::to_string(&requirement).expect("text is written"), expected);
    };
    let leads = Requirement::scope("ZohoCRM.modules.leads.READ");
    let coql = Requirement::scope("ZohoCRM.coql.READ");
    check(leads, r#""ZohoCRM.modules.leads.READ""#);
    check(
        Requirement::All(&[coql, Requirement::Any(&[leads])]),
        r#"{"all":["ZohoCRM.coql.READ",{"any":["ZohoCRM.modules.leads.READ"]}]}"#,
    );
    check(Requirement::Any(&[]), r#"{"any":[]}"#);
}

proptest! {
    #[test]
    fn a_written_set_is_read_back(original in any_set()) {
        let written = serde_json::to_string(&original).expect("text is written");
        prop_assert_eq!(&written, &format!("\"{}\"", original.to_request()));
        prop_assert_eq!(serde_json::from_str::<ScopeSet>(&written).expect("a set"), original);
    }
}
