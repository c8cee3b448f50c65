//! Guarded functions under the strictest lints. `cargo clippy --all-targets` looks here, the other cases see only rustc.

#![deny(warnings, missing_docs, unused, rust_2018_idioms, unused_qualifications)]
#![deny(clippy::pedantic, clippy::unwrap_used, clippy::str_to_string)]
#![deny(single_use_lifetimes, let_underscore_drop, unused_results, redundant_lifetimes, trivial_casts)]

use std::sync::Arc;

use requires_scope::{Error, Grant, requires_scope};

/// A function whose body opens with items.
///
/// # Errors
///
/// Without the scope.
#[requires_scope("ZohoCRM.modules.contacts.READ")]
pub fn items_first() -> Result<usize, Error> {
    use std::mem::size_of;

    const WIDTH: usize = size_of::<u8>();
    Ok(WIDTH)
}

/// A function that opens with an item and is otherwise one expression.
///
/// # Errors
///
/// Without the scope.
#[requires_scope("ZohoCRM.modules.contacts.READ")]
pub fn expression() -> Result<usize, Error> {
    Ok(1)
}

/// A block first, which is no item although it opens with the word of one.
///
/// # Errors
///
/// Without the scope.
#[requires_scope("ZohoCRM.modules.contacts.READ")]
pub async fn constant_block() -> Result<usize, Error> {
    const { Ok(1) }
}

/// A grant in hand.
///
/// # Errors
///
/// Without the scope.
#[requires_scope("ZohoCRM.modules.contacts.READ", grant = *grant)]
pub async fn with_grant(grant: &Grant) -> Result<&Grant, Error> {
    std::future::ready(()).await;
    Ok(grant)
}

requires_scope::scopes! {
    /// A requirement with a name.
    pub REPORT = any("ZohoCRM.coql.READ", unchecked("ZohoNewService.thing.READ"));
}

/// A requirement with a name in front of one expression.
///
/// # Errors
///
/// Without the scope.
#[requires_scope(REPORT)]
pub fn named() -> Result<usize, Error> {
    Ok(1)
}

/// A pointer to a grant.
///
/// # Errors
///
/// Without the scope.
#[requires_scope("ZohoCRM.modules.contacts.READ", grant = grant)]
pub async fn shared(grant: &Arc<Grant>) -> Result<Arc<Grant>, Error> {
    std::future::ready(()).await;
    Ok(Arc::clone(grant))
}

/// A scope that an argument completes, a name and an operation.
///
/// # Errors
///
/// Without the scopes.
#[requires_scope("ZohoCRM.modules.{module}.READ", REPORT, endpoint = "POST /crm/v8/{module}", deny(broad))]
pub async fn of_an_argument(module: &str) -> Result<&str, Error> {
    std::future::ready(()).await;
    Ok(module)
}

#[test]
fn a_refusal_is_the_functions_error() {
    assert!(items_first().is_err());
    assert!(expression().is_err());
    assert!(named().is_err());
}
