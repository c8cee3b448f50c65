//! `SPEC.md`, section Endpoints.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use zoho_scopes::catalogue::find as catalogued;
use zoho_scopes::endpoint::{Call, ENDPOINTS, Endpoint, Method, find, find_request, with_id};
use zoho_scopes::module::names;
use zoho_scopes::{Requirement, Scope, ScopeSet};

use crate::{any_set, scope, set};

/// What Zoho's description leaves out or writes as an alternative of another operation.
const ADDED: [&str; 3] = ["getEmailOfRecord", "getEmailsOfRecord", "searchUsers"];

fn call(text: &str) -> Call {
    find(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The scopes of a template's needs for a module, by nothing but their text.
fn written(endpoint: &Endpoint, module: &str) -> Vec<Vec<String>> {
    endpoint.needs().map(|scopes| scopes.map(|scope| scope.replace("{module}", module)).collect()).collect()
}

fn alternatives(call: &Call) -> Vec<Vec<String>> {
    let needs = call.needs().unwrap_or_else(|error| panic!("{}: {error}", call.endpoint()));
    needs.alternatives().map(|scopes| scopes.map(|scope| scope.to_string()).collect()).collect()
}

#[test]
fn every_described_operation_is_there() {
    let ids: BTreeSet<&str> = ENDPOINTS.iter().map(|endpoint| endpoint.id).collect();
    assert!(ADDED.iter().all(|id| ids.contains(id)));
    assert_eq!(ENDPOINTS.len() - ADDED.len(), 405);
}

#[test]
fn every_operation_needs_catalogued_scopes() {
    for endpoint in &ENDPOINTS {
        let alternatives = written(&endpoint, "leads");
        assert!(!alternatives.is_empty(), "{endpoint} needs nothing that could be granted");
        for scopes in &alternatives {
            assert!(
                !scopes.is_empty() && !scopes.iter().any(String::is_empty),
                "{endpoint}: {alternatives:?}"
            );
        }
        for text in alternatives.concat() {
            let entry = catalogued(&scope(&text)).unwrap_or_else(|| panic!("{endpoint} needs {text}"));
            assert_eq!(entry.scope, text, "{endpoint}");
        }
    }
}

#[test]
fn templates_are_distinct_and_sorted() {
    assert!(ENDPOINTS.iter().is_sorted_by_key(|endpoint| endpoint.template.to_lowercase()));
    let shape = |endpoint: Endpoint| {
        let segments =
            endpoint.template.split('/').map(|segment| if segment.starts_with('{') { "{}" } else { segment });
        (endpoint.method, segments.collect::<Vec<_>>().join("/").to_lowercase())
    };
    assert_eq!(ENDPOINTS.iter().map(shape).collect::<BTreeSet<_>>().len(), ENDPOINTS.len());
}

#[test]
fn every_template_finds_its_operation() {
    for endpoint in &ENDPOINTS {
        let found = call(&endpoint.to_string());
        assert_eq!(found.endpoint(), endpoint);
        assert_eq!(found.module(), None, "{endpoint}");
        assert_eq!(found.needs().is_err(), endpoint.takes_module(), "{endpoint}");
    }
}

#[test]
fn every_request_finds_its_operation() {
    for endpoint in &ENDPOINTS {
        let segments = endpoint.template.split('/').map(|segment| match segment {
            "{module}" => "Deals",
            parameter if parameter.starts_with('{') => "4150868000003384003",
            literal => literal,
        });
        let path = format!("{}?page=1", segments.collect::<Vec<_>>().join("/"));
        let found =
            find_request(endpoint.method.as_str(), &path).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(found.endpoint(), endpoint, "{path}");
        assert_eq!(found.module().is_some(), endpoint.template.contains("{module}"), "{path}");
        if found.module().is_some() {
            assert_eq!(alternatives(&found), written(&endpoint, "deals"), "{path}");
        }
    }
}

#[test]
fn every_id_finds_its_operations() {
    let mut by_id: BTreeMap<&str, Vec<Endpoint>> = BTreeMap::new();
    for endpoint in &ENDPOINTS {
        by_id.entry(endpoint.id).or_default().push(endpoint);
    }
    for (id, endpoints) in by_id {
        assert!(with_id(id).eq(endpoints.iter().copied()), "{id}");
        match (find(id), endpoints.as_slice()) {
            (Ok(found), [only]) => assert_eq!(found.endpoint(), *only),
            (Err(error), [first, second]) => {
                assert_eq!(
                    error.to_string(),
                    format!("two operations have this id: write `{first}` or `{second}`")
                );
            }
            (found, endpoints) => panic!("{id}: {found:?} for {endpoints:?}"),
        }
    }
}

#[test]
fn record_operations_need_the_scope_of_their_module() {
    for (name, segment) in names() {
        let Ok(needs) = call(&format!("PUT /crm/v8/{name}/1")).needs() else {
            // What is needed beside another scope, or has no operation of this form, is covered by no group scope.
            assert!(
                !scope("ZohoCRM.modules.ALL").covers(&scope(&format!("ZohoCRM.modules.{segment}.UPDATE"))),
                "{name}"
            );
            continue;
        };
        assert_eq!(needs.to_string(), format!("ZohoCRM.modules.{segment}.UPDATE"), "{name}");
    }
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(
        call(text).needs().map(|needs| needs.to_string()).map_err(|error| error.to_string()),
        Ok(expected.to_owned())
    );
}

#[test]
fn the_template_that_says_most_is_taken() {
    let check = |text: &str, id: &str| assert_eq!(call(text).endpoint().id, id, "{text}");
    check("GET /crm/v8/Leads/search", "searchRecords");
    check("GET /crm/v8/Notes/search", "searchRecords");
    check("GET /crm/v8/Notes/7", "getNoteById");
    check("GET /crm/v8/users/7", "getSingleUser");
    check("GET /crm/v8/users/search", "searchUsers");
    check("GET /crm/v8/Leads/deleted", "getDeletedRecords");
    check("GET /crm/v8/Leads/7/Notes", "getNotes");
    check("GET /crm/v8/Leads/7/Products", "getRelatedRecords");
    check("GET /crm/v8/contacts/roles", "getContactRoles");
    check("GET /crm/v8/CONTACTS/Roles/7", "getRole");
    check("GET /crm/v8/settings/roles/7", "getRole");
    check("GET /crm/v8/Contacts/7", "getRecord");
    check("POST /crm/bulk/v8/read", "createBulkReadJob");
}

#[test]
fn verbs_are_those_of_the_description() {
    check("POST /crm/v8/settings/tags/7/actions/merge", "ZohoCRM.settings.tags.ALL");
    check("GET /crm/bulk/v8/write/7", "ZohoCRM.bulk.CREATE");
    check("POST /crm/v8/settings/recycle_bin/actions/restore", "ZohoCRM.settings.recycle_bin.UPDATE");
    check("PUT /crm/v8/settings/business_hours/shift_hours/7", "ZohoCRM.settings.business_hours.CREATE");
}

#[test]
fn several_scopes_and_alternatives_are_needed_as_described() {
    check("GET /crm/v8/Custom_Thing/search", "ZohoCRM.modules.custom.READ and ZohoSearch.securesearch.READ");
    check("GET /crm/v8/users/search", "ZohoCRM.users.READ and ZohoSearch.securesearch.READ");
    check("POST /crm/v8/Leads/7/Notes", "ZohoCRM.modules.leads.READ and ZohoCRM.modules.notes.CREATE");
    check("GET /crm/v8/Services__s/7/Notes", "ZohoCRM.modules.services.READ and ZohoCRM.modules.notes.READ");
    check("GET /crm/v8/Quotes/7/Emails", "ZohoCRM.modules.quotes.READ and ZohoCRM.modules.emails.READ");
    check(
        "GET /crm/v8/settings/territories/7/users",
        "(ZohoCRM.users.READ and ZohoCRM.settings.territories.READ) or (ZohoCRM.users.ALL and \
         ZohoCRM.settings.territories.ALL)",
    );
    check(
        "POST /crm/v8/Leads/actions/mass_update",
        "ZohoCRM.mass_update.leads.UPDATE or ZohoCRM.mass_update.UPDATE",
    );
    // No document has a scope of its own for tasks there.
    check("POST /crm/v8/Tasks/actions/mass_update", "ZohoCRM.mass_update.UPDATE");
    check(
        "DELETE /crm/v8/Deals/7/Contact_Roles/9",
        "ZohoCRM.modules.deals.DELETE and ZohoCRM.modules.contacts.DELETE",
    );
}

#[test]
fn parameters_may_have_any_name_and_stand_beside_a_module() {
    assert_eq!(call("PUT /crm/v8/{x}/{y}").endpoint().id, "updateRecord");
    let contacts = call("PUT /crm/v8/Contacts/{id}");
    assert_eq!((contacts.endpoint().id, contacts.module()), ("updateRecord", Some("contacts")));
}

#[test]
fn what_depends_on_a_module_that_is_not_named_is_not_guessed() {
    let query = call("POST /crm/v8/coql");
    assert_eq!(
        query.needs().expect_err("no module").to_string(),
        "what `POST /crm/v8/coql` needs depends on the module: name it",
    );
    let deals = query.about("Potentials").expect("a module");
    assert_eq!(alternatives(&deals), [["ZohoCRM.modules.deals.READ", "ZohoCRM.coql.READ"]]);
}

#[test]
fn where_no_scope_is_documented_none_is_made_up() {
    assert_eq!(
        call("GET /crm/v8/Entity_Scores__s/7/Notes").needs().expect_err("no scope").to_string(),
        "no scope is documented that lets `GET /crm/v8/{module}/{parent_record_id}/Notes` reach the module \
         `entity_scores`",
    );
    assert!(call("GET /crm/v8/Emails/7").needs().is_err());
    assert!(
        call("GET /crm/v8/Notes/7/actions/share").needs().is_err(),
        "the catalogue has no scope to share notes"
    );
}

#[test]
fn a_mistake_is_refused_with_the_nearest() {
    let check =
        |text: &str, expected: &str| assert_eq!(find(text).expect_err(text).to_string(), expected, "{text}");
    let unknown = "no operation of Zoho CRM has this method and path";
    check("GET /crm/v8/Contcts", "no module of Zoho CRM has this name: did you mean `Contacts`?");
    check("GET /crm/v8/userss", &format!("{unknown}: did you mean `GET /crm/v8/users`?"));
    check(
        "GET /crm/v8/settings/feilds/7",
        &format!("{unknown}: did you mean `GET /crm/v8/settings/fields/{{field_id}}`?"),
    );
    check("GET /Contacts", &format!("{unknown}: did you mean `GET /crm/v8/{{module}}`?"));
    check("GET /crm/v7/Contacts", &format!("{unknown}: did you mean `GET /crm/v8/{{module}}`?"));
    check("POST /crm/v8/read", &format!("{unknown}: did you mean `POST /crm/bulk/v8/read`?"));
    check("GET /crm/v8/Contacts/", &format!("{unknown}: write the whole path, as in `/crm/v8/Contacts`"));
    check("GET /", &format!("{unknown}: write the whole path, as in `/crm/v8/Contacts`"));
    check("DELETE /crm/v8/users", "the path has no such method: there is `GET /crm/v8/users`");
    check("HEAD /crm/v8/users", "no operation has this method: write GET, POST, PUT, PATCH or DELETE");
    check("getUser", "no operation of Zoho CRM has this id: did you mean `getUsers`?");
    check("brewCoffee", "no operation of Zoho CRM has this id");
    let form = "an operation is a method and a path, as in `POST /crm/v8/Contacts`, or an operation id";
    check("/crm/v8/users", form);
    check("GET crm/v8/users", form);
}

proptest! {
    #[test]
    fn needs_answer_as_their_requirement_does(place in 0..ENDPOINTS.len(), held in any_set()) {
        let needs = Call::about(call(&ENDPOINTS.iter().nth(place).expect("it is below the length").to_string()), "Leads").expect("a module").needs().expect("scopes");
        let satisfied = needs.is_satisfied_by(|scope| held.covers(scope));
        let missing = needs.missing(|scope| held.covers(scope));
        needs.with_requirement(|requirement| {
            prop_assert_eq!(requirement.to_string(), needs.to_string());
            prop_assert_eq!(requirement.is_satisfied_by(|scope: &Scope<'_>| held.covers(scope)), satisfied);
            prop_assert_eq!(&requirement.missing(|scope| held.covers(scope)), &missing);
            let scopes: ScopeSet = requirement.scopes().collect();
            prop_assert!(missing.is_subset(&scopes));
            Ok(())
        })?;
        prop_assert_eq!(missing.is_empty(), satisfied);
    }

    #[test]
    fn any_text_is_looked_up_without_a_panic(
        text in "(GET|POST|put|x)? ?/?(crm|bulk|v8|v7|users|Leads|settings|search|\\{module\\}|\\{|[a-z7?/]{0,3}|é)(/(crm|v8|Leads|Notes|fields|[a-z7_]{0,4}|\\{id\\})){0,5}",
    ) {
        if let Ok(call) = find(&text) {
            prop_assert!(ENDPOINTS.iter().any(|endpoint| endpoint == call.endpoint()));
        }
    }
}

#[test]
fn a_few_needs_as_a_constant_program_would_write_them() {
    let granted = set("ZohoCRM.modules.leads.ALL");
    let clone = call("POST /crm/v8/Leads/7/actions/clone").needs().expect("scopes");
    clone.with_requirement(|requirement| {
        assert_eq!(requirement, Requirement::scope("ZohoCRM.modules.leads.CREATE"));
    });
    assert!(clone.is_satisfied_by(|scope| granted.covers(scope)));
    assert_eq!(Method::EVERY.map(|method| Method::from_name(method.as_str())), Method::EVERY.map(Some));
}
