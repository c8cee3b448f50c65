//! What `deny(broad)` lets pass.

use requires_scope::{Error, requires_scope, scopes};

scopes! {
    NARROW = "ZohoCRM.modules.leads.READ", deny(broad);
    BROAD = "ZohoCRM.modules.ALL";
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE", any(NARROW, "ZohoCRM.coql.READ"), deny(broad))]
fn narrow() -> Result<(), Error> {
    Ok(())
}

/// Only the caller knows whether it is.
#[requires_scope("ZohoCRM.modules.{module}.{operation}", deny(broad))]
fn of_an_argument(module: &str, operation: &str) -> Result<(), Error> {
    Ok(())
}

/// A name answers for itself.
#[requires_scope(BROAD, deny(broad))]
fn named() -> Result<(), Error> {
    Ok(())
}

fn main() {
    narrow().unwrap_err();
    named().unwrap_err();
    of_an_argument("Leads", "READ").unwrap_err();
}
