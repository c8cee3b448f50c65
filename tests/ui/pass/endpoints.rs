//! What operations of the API need, also where an argument names the module.

#![deny(warnings)]

use requires_scope::{Error, Grant, requires_scope, scopes};
use ui_tests::grant_of;

scopes! {
    SEARCH_LEADS = endpoint = "GET /crm/v8/Leads/search";
}

#[requires_scope(endpoint = "POST /crm/v8/Contacts", grant = grant)]
fn create_contact(grant: &Grant) -> Result<(), Error> {
    Ok(())
}

#[requires_scope(endpoint = "GET /crm/v8/Contacts/search", "ZohoCRM.users.READ", grant = grant)]
fn search_contacts(grant: &Grant) -> Result<(), Error> {
    Ok(())
}

#[requires_scope(SEARCH_LEADS, grant = grant)]
fn search_leads(grant: &Grant) -> Result<(), Error> {
    Ok(())
}

#[requires_scope(any(endpoint = "getUsers", endpoint = "GET /crm/v8/Leads"), grant = grant)]
fn by_its_id(grant: &Grant) -> Result<(), Error> {
    Ok(())
}

#[requires_scope(endpoint = "DELETE /crm/v8/{kind}/{id}", grant = grant)]
fn delete(kind: &str, number: u64, grant: &Grant) -> Result<u64, Error> {
    Ok(number)
}

#[requires_scope(endpoint = "GET /crm/v8/{module}?fields=Last_Name", grant = grant)]
fn read_names(grant: &Grant, module: &str) -> Result<(), Error> {
    Ok(())
}

#[requires_scope(endpoint = "GET  /crm/v8/{module}/search?word=big ship&fields={fields}", grant = grant)]
fn search(grant: &Grant, module: &str) -> Result<(), Error> {
    Ok(())
}

fn missing<T: std::fmt::Debug>(outcome: Result<T, Error>) -> String {
    outcome.unwrap_err().missing().expect("a scope is missing").scopes().to_request()
}

fn main() {
    let users = grant_of("ZohoCRM.users.READ");
    assert_eq!(missing(create_contact(&users)), "ZohoCRM.modules.contacts.CREATE");
    assert_eq!(
        missing(search_contacts(&users)),
        "ZohoCRM.modules.contacts.READ,ZohoSearch.securesearch.READ"
    );
    assert_eq!(missing(search_leads(&users)), "ZohoCRM.modules.leads.READ,ZohoSearch.securesearch.READ");
    by_its_id(&users).unwrap();
    create_contact(&grant_of("ZohoCRM.modules.ALL")).unwrap();

    assert_eq!(missing(delete("Price_Books", 7, &users)), "ZohoCRM.modules.pricebooks.DELETE");
    assert_eq!(delete("Leads", 7, &grant_of("ZohoCRM.modules.leads.DELETE")).unwrap(), 7);
    assert_eq!(missing(read_names(&users, "Leads")), "ZohoCRM.modules.leads.READ");
    assert_eq!(missing(search(&users, "Deals")), "ZohoCRM.modules.deals.READ,ZohoSearch.securesearch.READ");
    let unknown = delete("Leeds", 7, &grant_of("ZohoCRM.modules.ALL")).unwrap_err();
    assert!(unknown.to_string().contains("did you mean `Leads`?"), "{unknown}");
}
