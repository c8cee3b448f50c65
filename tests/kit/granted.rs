//! `with_granted`, from outside: guarded functions without a network, a store and Zoho.

use std::sync::atomic::{AtomicBool, Ordering};

use requires_scope::{Channel, Error, Grant, granted, requires_scope, with_granted};
use tests::stage::{CONTACTS, DEALS, LEADS, create_contact, create_deal};

use crate::Outcome;

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn note(ran: &AtomicBool) -> Result<(), Error> {
    ran.store(true, Ordering::SeqCst);
    Ok(())
}

#[requires_scope("ZohoCRM.modules.{module}.READ", grant = grant)]
fn heading(grant: &Grant, module: &str) -> Result<String, Error> {
    Ok(format!("All {module}"))
}

#[tokio::test]
async fn a_function_runs_with_what_is_granted_and_with_nothing_less() -> Outcome {
    let ran = AtomicBool::new(false);
    let error = with_granted([LEADS], note(&ran)).await.expect_err("it was not granted");
    assert!(error.is_missing_scopes(), "{error}");
    assert!(!ran.load(Ordering::SeqCst), "a refused body does not run");

    with_granted(["ZohoCRM.modules.ALL"], note(&ran)).await?;
    assert!(ran.load(Ordering::SeqCst));
    Ok(())
}

#[tokio::test]
async fn only_what_is_missing_is_named() {
    let error = with_granted([CONTACTS], create_deal("Spring fleet")).await.expect_err("half of it");
    assert_eq!(error.missing().map(|missing| missing.scopes().to_request()).as_deref(), Some(DEALS));
}

#[tokio::test]
async fn a_call_to_zoho_fails_and_names_the_sandbox() {
    let error = with_granted([CONTACTS], create_contact("Boyle")).await.expect_err("there is no Zoho");
    assert!(error.to_string().contains("zoho-sandbox"), "{error}");
    assert!(error.missing().is_none() && !error.is_retryable());
}

#[tokio::test]
async fn nobody_is_waited_for() {
    let grant = granted([]).on(Channel::none());
    let error = grant.scope(create_contact("Boyle")).await.expect_err("nobody can be asked");
    assert!(error.is_missing_scopes(), "{error}");
}

#[test]
fn a_grant_is_handed_to_functions_that_name_theirs() -> Outcome {
    assert_eq!(heading(&granted([LEADS]), "leads")?, "All leads");
    assert!(heading(&granted([LEADS]), "deals").expect_err("another module").is_missing_scopes());
    Ok(())
}
