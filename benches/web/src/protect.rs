//! The handlers behind `protect-axum`'s `#[protect]`, whose authorities come from the cookie's user.

use std::collections::HashSet;

use axum::extract::Request;
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use http::StatusCode;
use protect_axum::GrantsLayer;

use crate::{Contact, EMPTY, LIST, PAGE, PERMISSION, contacts};

/// The application.
pub fn protect() -> Router {
    let app = Router::new().route(EMPTY, get(empty)).route(LIST, get(list));
    app.layer(GrantsLayer::with_extractor(authorities)).with_state(())
}

async fn authorities(request: &mut Request) -> Result<HashSet<String>, Response> {
    let cookie = request.headers().get("cookie").and_then(|cookie| cookie.to_str().ok());
    match cookie.and_then(|cookie| cookie.strip_prefix("user=")) {
        Some(_) => Ok(HashSet::from([PERMISSION.to_owned(), "leads.READ".to_owned()])),
        None => Ok(HashSet::new()),
    }
}

#[protect_axum::protect("contacts.CREATE")]
async fn empty() -> (StatusCode, &'static str) {
    (StatusCode::OK, PAGE)
}

#[protect_axum::protect("contacts.CREATE")]
async fn list() -> (StatusCode, Json<Vec<Contact>>) {
    (StatusCode::OK, Json(contacts()))
}
