//! `SPEC.md`, section Covers, exhaustively over the catalogue and every operation at each of its paths.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use zoho_scopes::Scope;

use crate::{CATALOGUE, scope, swapped_case};

const OPERATIONS: [&str; 7] = ["ALL", "READ", "CREATE", "UPDATE", "DELETE", "WRITE", "CUSTOM"];

const RECORD_MODULES: &str = "accounts activities attachments calls campaigns cases contacts custom deals events \
    forecasts invoices leads notes pricebooks products purchaseorders quotes salesorders solutions tasks vendors";

/// The catalogue in lower case, what it would be with every operation everywhere, and look-alikes outside it.
static UNIVERSE: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let strangers =
        ["Zylker.tickets", "ZohoCRM.modulesx.leads", "XZohoCRM.modules", "ZohoCRM.modules.leadsx"];
    let deeper = ["ZohoCRM.modules.leads.x", "ZohoCRM.settings.fields.x", "ZohoCRM.send_mail.all.x"];
    let mut paths: BTreeSet<String> = CATALOGUE.iter().map(|scope| scope.path().to_lowercase()).collect();
    paths.extend(strangers.iter().chain(&deeper).map(|path| path.to_lowercase()));
    let mut universe: BTreeSet<String> =
        CATALOGUE.iter().map(|scope| scope.as_str().to_lowercase()).collect();
    for path in paths {
        universe.extend(OPERATIONS.iter().map(|operation| format!("{path}.{operation}").to_lowercase()));
    }
    universe
});

static SCOPES: LazyLock<Vec<Scope<'static>>> =
    LazyLock::new(|| UNIVERSE.iter().map(|text| scope(text)).collect());

/// For each scope of the universe the places of those that it covers, asked for every ordered pair.
static COVERED: LazyLock<Vec<Vec<usize>>> = LazyLock::new(|| {
    let covered = |held: &Scope<'_>| {
        SCOPES
            .iter()
            .enumerate()
            .filter(|(_, required)| held.covers(required))
            .map(|(index, _)| index)
            .collect()
    };
    let (first, second) = SCOPES.split_at(SCOPES.len() / 2);
    std::thread::scope(|threads| {
        let rest = threads.spawn(|| second.iter().map(covered).collect::<Vec<_>>());
        let mut all: Vec<Vec<usize>> = first.iter().map(covered).collect();
        all.extend(rest.join().expect("no comparison panics"));
        all
    })
});

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
    let names: Vec<&String> = UNIVERSE.iter().collect();
    for (held, covered) in names.iter().zip(COVERED.iter()) {
        let covered: BTreeSet<&str> = covered.iter().map(|&index| names[index].as_str()).collect();
        let mut expected = reachable(held, &UNIVERSE);
        expected.retain(|scope| UNIVERSE.contains(scope));
        assert!(covered.iter().eq(expected.iter()), "what does {held} cover? {covered:?} or {expected:?}");
    }
}

#[test]
fn covers_is_reflexive_antisymmetric_and_transitive() {
    for (index, covered) in COVERED.iter().enumerate() {
        let held = SCOPES[index];
        let reached: BTreeSet<usize> = covered.iter().copied().collect();
        assert!(reached.contains(&index), "{held} does not cover itself");
        for &other in covered {
            let further = &COVERED[other];
            assert!(
                further.iter().all(|scope| reached.contains(scope)),
                "{held} covers {}, but not all of it",
                SCOPES[other]
            );
            assert!(other == index || !further.contains(&index), "{held} and {} are not one", SCOPES[other]);
        }
    }
}

#[test]
fn covers_does_not_depend_on_case() {
    for held in CATALOGUE.iter() {
        let spelling = swapped_case(held.as_str());
        let swapped = scope(&spelling);
        for required in CATALOGUE.iter() {
            assert_eq!(swapped.covers(required), held.covers(required), "{spelling} {required}");
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
