//! Scopes that the catalogue does not know: required word by word.

#![deny(warnings)]

use requires_scope::{Error, Grant, requires_scope, scopes};
use ui_tests::grant_of;

scopes! {
    NEW = unchecked("ZohoNewService.thing.READ");
}

#[requires_scope("ZohoCRM.users.READ", any(unchecked("ZohoNewService.thing.READ"), unchecked("ZohoOther.thing",)), grant = grant)]
fn written(grant: &Grant) -> Result<(), Error> {
    Ok(())
}

#[requires_scope(NEW, deny(broad), grant = grant)]
fn named(grant: &Grant) -> Result<(), Error> {
    Ok(())
}

fn main() {
    let users = grant_of("ZohoCRM.users.READ");
    assert!(written(&users).unwrap_err().is_missing_scopes());
    assert!(named(&users).unwrap_err().is_missing_scopes());
    let both = grant_of("ZohoCRM.users.READ,zohonewservice.thing.read");
    written(&both).unwrap();
    named(&both).unwrap();
}
