//! The handler behind `protect-axum`'s `#[protect]`, whose authorities come from the cookie's user.

use std::collections::HashSet;

use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use axum::routing::get;
use http::StatusCode;
use protect_axum::GrantsLayer;

use crate::{PAGE, PERMISSION};

/// The application.
pub fn protect() -> Router {
    Router::new().route("/contacts", get(contacts)).layer(GrantsLayer::with_extractor(authorities))
}

async fn authorities(request: &mut Request) -> Result<HashSet<String>, Response> {
    let cookie = request.headers().get("cookie").and_then(|cookie| cookie.to_str().ok());
    match cookie.and_then(|cookie| cookie.strip_prefix("user=")) {
        Some(_) => Ok(HashSet::from([PERMISSION.to_owned(), "leads.READ".to_owned()])),
        None => Ok(HashSet::new()),
    }
}

#[protect_axum::protect("contacts.CREATE")]
async fn contacts() -> (StatusCode, &'static str) {
    (StatusCode::OK, PAGE)
}
