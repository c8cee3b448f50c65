//! `SPEC.md`, section Covers, exhaustively over the catalogue and every operation at each of its paths.

use std::collections::{BTreeMap, BTreeSet};

use crate::{CATALOGUE, scope, swapped_case};

const OPERATIONS: [&str; 7] = ["ALL", "READ", "CREATE", "UPDATE", "DELETE", "WRITE", "CUSTOM"];

const RECORD_MODULES: &str = "accounts activities attachments calls campaigns cases contacts custom deals events \
    forecasts invoices leads notes pricebooks products purchaseorders quotes salesorders solutions tasks vendors";

/// The catalogue in lower case, what it would be with every operation everywhere, and look-alikes outside it.
fn universe() -> BTreeSet<String> {
    let strangers = ["Desk.tickets", "ZohoCRM.modulesx.leads", "XZohoCRM.modules", "ZohoCRM.modules.leadsx"];
    let deeper = ["ZohoCRM.modules.leads.x", "ZohoCRM.settings.fields.x", "ZohoCRM.send_mail.all.x"];
    let mut paths: BTreeSet<String> = CATALOGUE.iter().map(|scope| scope.path().to_lowercase()).collect();
    paths.extend(strangers.iter().chain(&deeper).map(|path| path.to_lowercase()));
    let mut universe: BTreeSet<String> =
        CATALOGUE.iter().map(|scope| scope.as_str().to_lowercase()).collect();
    for path in paths {
        universe.extend(OPERATIONS.iter().map(|operation| format!("{path}.{operation}").to_lowercase()));
    }
    universe
}

/// The tables of the section as single steps; what covers what is every chain of them.
fn steps(from: &str, universe: &BTreeSet<String>) -> Vec<String> {
    let Some((path, operation)) = from.rsplit_once('.') else { return Vec::new() };
    if !OPERATIONS.contains(&operation.to_uppercase().as_str()) {
        return Vec::new();
    }
    let mut steps = Vec::new();
    if operation == "all" {
        steps.extend(OPERATIONS.map(|operation| format!("{path}.{}", operation.to_lowercase())));
    }
    if operation == "write" && path.starts_with("zohocrm.") {
        steps.extend([format!("{path}.create"), format!("{path}.update")]);
    }
    let below = |stem: &str| -> Vec<String> {
        let members = universe.iter().filter_map(|scope| scope.strip_prefix(&format!("{stem}.")));
        let members = members.filter_map(|rest| rest.split_once('.')).filter(|(_, rest)| !rest.contains('.'));
        members.map(|(member, _)| format!("{stem}.{member}.{operation}")).collect()
    };
    match path {
        "zohocrm.modules" => {
            steps.extend(
                RECORD_MODULES.split_whitespace().map(|module| format!("{path}.{module}.{operation}")),
            );
        }
        "zohocrm.settings" | "zohocrm.share" if operation == "all" => steps.extend(below(path)),
        "zohocrm.mass_update" | "zohocrm.mass_delete" => steps.extend(below(path)),
        "zohocrm.send_mail.all" => steps.extend(below("zohocrm.send_mail")),
        _ => {}
    }
    steps
}

fn reachable(from: &str, universe: &BTreeSet<String>) -> BTreeSet<String> {
    let mut reached = BTreeSet::from([from.to_owned()]);
    let mut pending = vec![from.to_owned()];
    while let Some(scope) = pending.pop() {
        for step in steps(&scope, universe) {
            if reached.insert(step.clone()) {
                pending.push(step);
            }
        }
    }
    reached
}

#[test]
fn covers_is_what_the_tables_say_for_every_pair() {
    let universe = universe();
    for held in &universe {
        let reachable = reachable(held, &universe);
        let held = scope(held);
        for required in &universe {
            assert_eq!(
                held.covers(&scope(required)),
                reachable.contains(required),
                "does {held} cover {required}?",
            );
        }
    }
}

#[test]
fn covers_is_reflexive_antisymmetric_and_transitive() {
    let universe = universe();
    let scopes: Vec<_> = universe.iter().map(|text| scope(text)).collect();
    let covered: Vec<BTreeSet<usize>> = scopes
        .iter()
        .map(|held| (0..scopes.len()).filter(|&index| held.covers(&scopes[index])).collect())
        .collect();
    for (index, held) in scopes.iter().enumerate() {
        assert!(covered[index].contains(&index), "{held} does not cover itself");
        for &other in &covered[index] {
            assert!(
                covered[other].is_subset(&covered[index]),
                "{held} covers {}, but not all of it",
                scopes[other]
            );
            assert!(
                other == index || !covered[other].contains(&index),
                "{held} and {} are not one",
                scopes[other]
            );
        }
    }
}

#[test]
fn covers_does_not_depend_on_case() {
    for held in CATALOGUE.iter() {
        let spelling = swapped_case(held.as_str());
        for required in CATALOGUE.iter() {
            assert_eq!(scope(&spelling).covers(required), held.covers(required), "{spelling} {required}");
        }
    }
}

#[test]
fn covered_scopes_share_service_and_name() {
    let mut families: BTreeMap<String, usize> = BTreeMap::new();
    for held in CATALOGUE.iter() {
        for required in CATALOGUE.iter().filter(|required| held.covers(required)) {
            assert!(
                held.segments()
                    .take(2)
                    .map(str::to_lowercase)
                    .eq(required.segments().take(2).map(str::to_lowercase)),
                "{held} covers {required}",
            );
            *families.entry(held.segments().take(2).collect::<Vec<_>>().join(".")).or_default() += 1;
        }
    }
    assert!(families["ZohoCRM.modules"] > families["ZohoCRM.users"], "the test compared something");
}

#[test]
fn each_choice_of_the_section_holds() {
    let check = |held: &str, required: &str, expected: bool| {
        assert_eq!(scope(held).covers(&scope(required)), expected, "does {held} cover {required}?");
    };
    check("ZohoCRM.modules.ALL", "ZohoCRM.modules.contacts.CREATE", true);
    check("ZohoCRM.modules.READ", "ZohoCRM.modules.contacts.READ", true);
    check("ZohoCRM.modules.READ", "ZohoCRM.modules.contacts.CREATE", false);
    check("ZohoCRM.modules.contacts.ALL", "ZohoCRM.modules.ALL", false);
    for family in ["coql", "bulk", "notifications", "settings", "users", "org", "mass_update", "files"] {
        check("ZohoCRM.modules.ALL", &format!("ZohoCRM.{family}.READ"), false);
    }
    check("ZohoCRM.modules.ALL", "ZohoCRM.send_mail.all.CREATE", false);
    check("ZohoCRM.modules.contacts.WRITE", "ZohoCRM.modules.contacts.CREATE", true);
    check("ZohoCRM.modules.contacts.WRITE", "ZohoCRM.modules.contacts.UPDATE", true);
    check("ZohoCRM.modules.contacts.WRITE", "ZohoCRM.modules.contacts.DELETE", false);
    check("ZohoCRM.modules.contacts.UPDATE", "ZohoCRM.modules.contacts.WRITE", false);
    check("ZohoCRM.modules.contacts.ALL", "ZohoCRM.modules.contacts.WRITE", true);
    check("Desk.tickets.WRITE", "Desk.tickets.CREATE", false);
    check("Desk.tickets.ALL", "Desk.tickets.WRITE", true);
    check("ZohoCRM.modules.ALL", "ZohoCRM.modules.notes.CREATE", true);
    check("ZohoCRM.modules.ALL", "ZohoCRM.modules.attachments.DELETE", true);
    for module in
        ["emails", "lockinginformation", "entity_scores", "appointments", "services", "search", "future"]
    {
        check("ZohoCRM.modules.ALL", &format!("ZohoCRM.modules.{module}.READ"), false);
    }
    check("ZohoCRM.settings.ALL", "ZohoCRM.settings.fields.READ", true);
    check("ZohoCRM.settings.READ", "ZohoCRM.settings.fields.READ", false);
    check("ZohoCRM.share.ALL", "ZohoCRM.share.leads.CREATE", true);
    check("ZohoCRM.send_mail.all.CREATE", "ZohoCRM.send_mail.quotes.CREATE", true);
    check("ZohoCRM.send_mail.quotes.CREATE", "ZohoCRM.send_mail.all.CREATE", false);
    check("ZohoCRM.mass_update.UPDATE", "ZohoCRM.mass_update.leads.UPDATE", true);
    check("ZohoCRM.zia.enrichment.ALL", "ZohoCRM.zia.enrichment", false);
    check("ZohoCRM.modules.potentials.CREATE", "ZohoCRM.modules.deals.CREATE", false);
    check("ZohoBooks.fullaccess.all", "ZohoBooks.invoices.READ", false);
}
