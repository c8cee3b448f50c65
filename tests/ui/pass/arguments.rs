//! Segments that a call's arguments fill: whatever does not exist is refused, and the body does not run.

#![deny(warnings)]

use std::borrow::Cow;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use async_trait::async_trait;
use requires_scope::{Error, Grant, requires_scope};
use ui_tests::grant_of;

#[requires_scope("ZohoCRM.modules.{module}.READ", grant = grant)]
fn read(grant: &Grant, module: &str) -> Result<(), Error> {
    Ok(())
}

#[requires_scope("ZohoCRM.settings.{what}.{operation}", grant = grant)]
fn settings(what: String, operation: Cow<'_, str>, grant: &Grant) -> Result<String, Error> {
    Ok(what + &operation)
}

pub struct Path<T>(pub T);

#[requires_scope("ZohoCRM.users.READ", any("ZohoCRM.modules.{module}.READ", "ZohoCRM.modules.{other}.READ"), grant = grant)]
async fn in_patterns<S: AsRef<str>>(
    Path(module): Path<S>,
    (_, other): (u8, impl AsRef<str>),
    grant: &Grant,
) -> Result<S, Error> {
    std::future::ready(()).await;
    Ok(module)
}

#[async_trait]
pub trait Records {
    #[requires_scope("ZohoCRM.modules.{module}.DELETE")]
    async fn delete(&self, module: &str) -> Result<(), Error> {
        Ok(())
    }
}

fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nobody is waited for"),
    }
}

fn missing<T: std::fmt::Debug>(outcome: Result<T, Error>) -> String {
    outcome.unwrap_err().missing().expect("a scope is missing").scopes().to_request()
}

fn main() {
    let leads = grant_of("ZohoCRM.modules.leads.ALL,ZohoCRM.modules.pricebooks.READ,ZohoCRM.users.READ");
    for module in ["leads", "Leads", "LEADS", "Price_Books", "pricebooks", "Leads"] {
        read(&leads, module).unwrap();
    }
    assert_eq!(missing(read(&leads, "Deals")), "ZohoCRM.modules.deals.READ");
    assert_eq!(missing(read(&leads, "Space_Ships")), "ZohoCRM.modules.custom.READ");

    let everything = grant_of("ZohoCRM.modules.ALL,ZohoCRM.settings.ALL");
    for module in ["", "Leeds", "leads.READ", "leads READ", "{module}", "..", "léads", &"x".repeat(1 << 20)] {
        let error = read(&everything, module).unwrap_err();
        assert!(error.missing().is_none(), "{error}");
        assert!(error.to_string().contains("`read` was called with `module` = "), "{error}");
        assert!(error.to_string().len() < 300, "{error}");
    }

    settings("fields".to_owned(), "READ".into(), &everything).unwrap();
    settings("fields".to_owned(), "FLY".into(), &everything).unwrap_err();

    assert_eq!(ready(in_patterns(Path("Leads"), (0, "Deals"), &leads)).unwrap(), "Leads");
    assert_eq!(ready(in_patterns(Path("Deals"), (0, String::from("Leads")), &leads)).unwrap(), "Deals");
    let neither = in_patterns(Path("Deals"), (0, "Contacts"), &leads);
    assert_eq!(missing(ready(neither)), "ZohoCRM.modules.deals.READ");
}
