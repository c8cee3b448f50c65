//! `SPEC.md`, section Catalogue.

use std::collections::BTreeSet;

use zoho_scopes::Scope;
use zoho_scopes::catalogue::{ENTRIES, find, nearest, position};

use crate::{scope, swapped_case};

const FIVE: [&str; 5] = ["ALL", "READ", "CREATE", "UPDATE", "DELETE"];

#[test]
fn entries_are_well_formed_and_strictly_sorted() {
    for (entry, next) in ENTRIES.iter().zip(ENTRIES.iter().skip(1)) {
        assert!(scope(entry.scope) < scope(next.scope), "{} {}", entry.scope, next.scope);
    }
    for entry in &ENTRIES {
        assert_eq!(entry.service, scope(entry.scope).service());
        assert!(!entry.provenance.is_empty(), "{} has no source", entry.scope);
    }
}

#[test]
fn every_entry_is_found_in_every_spelling() {
    for (index, entry) in ENTRIES.iter().enumerate() {
        let spelling = swapped_case(entry.scope);
        assert_eq!(position(&scope(&spelling)), Some(index));
        assert_eq!(find(&scope(&spelling)), Some(entry));
        assert_eq!(nearest(&spelling), Some(entry.scope), "the nearest to a scope is the scope");
    }
}

#[test]
fn what_is_not_catalogued_is_not_found() {
    for text in
        ["A.a", "Zz.z", "ZohoCRM.modules.leads", "ZohoCRM.modules.leads.READS", "ZohoCRM.settings.READ"]
    {
        assert_eq!(find(&scope(text)), None, "{text}");
    }
}

#[test]
fn positions_are_known_at_compile_time() {
    const USERS: Option<usize> = match Scope::parse("zohocrm.users.read") {
        Ok(scope) => position(&scope),
        Err(_) => None,
    };
    assert_eq!(
        USERS.and_then(|position| ENTRIES.get(position)).map(|entry| entry.scope),
        Some("ZohoCRM.users.READ")
    );
}

#[track_caller]
fn check_all(prefix: &str, names: &str, operations: &[&str]) {
    for name in names.split_whitespace() {
        for operation in operations {
            let text = format!("{prefix}{name}.{operation}");
            assert_eq!(find(&scope(&text)).map(|entry| entry.scope), Some(text.as_str()));
        }
    }
}

#[test]
fn every_scope_of_the_scopes_page_is_there() {
    check_all("ZohoCRM.", "users org modules", &FIVE);
    check_all("ZohoCRM.", "settings", &["ALL"]);
    check_all(
        "ZohoCRM.settings.",
        "territories custom_views related_lists modules variables tags tab_groups fields layouts macros custom_links \
         custom_buttons roles profiles currencies",
        &FIVE,
    );
    check_all(
        "ZohoCRM.modules.",
        "approvals leads accounts contacts deals campaigns tasks cases events calls solutions products vendors \
         pricebooks quotes salesorders purchaseorders invoices custom dashboards notes activities search",
        &FIVE,
    );
    check_all("ZohoCRM.", "bulk", &["ALL", "READ", "CREATE"]);
    check_all("ZohoCRM.", "notifications", &FIVE);
    check_all("ZohoCRM.", "coql", &["READ"]);
}

#[test]
fn scopes_that_calls_to_zoho_crm_need_elsewhere_are_there() {
    for text in [
        "AaaServer.profile.READ",
        "ZohoFiles.files.ALL",
        "ZohoFiles.files.READ",
        "ZohoSearch.securesearch.READ",
        "ZohoSign.documents.ALL",
        "ZohoWriter.documentEditor.ALL",
        "ZohoWriter.merge.ALL",
    ] {
        assert!(find(&scope(text)).is_some(), "{text}");
    }
}

#[test]
fn other_services_are_there_in_the_spelling_in_use() {
    for text in [
        "AaaServer.profile.READ",
        "Desk.tickets.WRITE",
        "PhoneBridge.call.log",
        "SalesIQ.conversations.ALL",
        "WorkDrive.files.sharing.READ",
        "ZohoAnalytics.data.read",
        "zohobackstage.event.CREATE",
        "ZohoBooks.fullaccess.all",
        "zohobookings.data.CREATE",
        "ZohoCliq.Channels.READ",
        "ZohoCreator.meta.form.READ",
        "ZohoInventory.FullAccess.all",
        "ZohoMail.organization.accounts.ALL",
        "ZOHOPEOPLE.forms.READ",
        "ZohoRecruit.modules.candidate.UPDATE",
    ] {
        let entry = find(&scope(text)).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((entry.scope, entry.service), (text, scope(text).service()));
    }
    let services: BTreeSet<&str> = ENTRIES.iter().map(|entry| entry.service).collect();
    assert_eq!(services.len(), 42, "{services:?}");
}

#[test]
fn wrong_prefixes_and_slips_of_the_sources_are_not_there() {
    for text in [
        "Desk.Desk.settings.READ",
        "ZohoBooks.fullaccess.READ",
        "ZohoCliq.Invalid.CREATE",
        "ZohoCRM.modules.deals.VIEW",
        "ZohoCRM.modules.potentials.CREATE",
        "ZohoDesk.tickets.ALL",
        "ZOHOPEOPLE.form.READ",
        "ZohoVertical.modules.READ",
    ] {
        assert_eq!(find(&scope(text)), None, "{text}");
    }
}

#[test]
fn the_page_of_the_crate_counts_right() {
    let services: BTreeSet<&str> = ENTRIES.iter().map(|entry| entry.service).collect();
    let (thousands, rest) = (ENTRIES.len() / 1000, ENTRIES.len() % 1000);
    let expected = format!("| {thousands},{rest:03} of {} services,", services.len());
    assert!(include_str!("../../README.md").contains(&expected), "{expected}");
}
