//! One handler as four applications serve it: bare, behind our layer, and as users of other crates guard it.
//!
//! In each but the first the user of a cookie is found out and has what the handler needs.

#[cfg(feature = "peers")]
pub mod login;
#[cfg(feature = "peers")]
pub mod protect;

use std::error::Error as StdError;

use axum::Router;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::request::{Builder, Parts};
use http::{Request, StatusCode};
use load::{Endpoint, client, import, key};
use requires_scope::{Client, Error, GrantKey, requires_scope};
use requires_scope_axum::RequiresScopeLayer;

/// What may go wrong in a bench.
pub type Outcome<T = ()> = Result<T, Box<dyn StdError + Send + Sync>>;

/// What the handler answers.
pub const PAGE: &str =
    "<!doctype html><html lang='en'><title>Contacts</title><h1>Contacts</h1><p>Boyle, Chow, Cruz</p>";

/// A name for what is guarded by others.
pub const PERMISSION: &str = "contacts.CREATE";

/// A request as a browser sends it, with the cookie of a user who is signed in to our application.
pub fn request(path: &str) -> Builder {
    Request::get(path)
        .header("host", "zylker.example")
        .header("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
        .header("accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
        .header("accept-language", "en-GB,en;q=0.5")
        .header("accept-encoding", "gzip, deflate, br")
        .header("referer", "https://zylker.example/leads")
        .header("sec-fetch-dest", "document")
        .header("sec-fetch-mode", "navigate")
        .header("sec-fetch-site", "same-origin")
        .header("cookie", "user=0")
}

/// One request, sent to an application in the same task.
///
/// # Errors
///
/// When the application does not answer it with success.
pub async fn served(app: &Router, request: Request<Body>) -> Outcome<Response> {
    let response = tower::ServiceExt::oneshot(app.clone(), request).await?;
    if response.status() == StatusCode::OK { Ok(response) } else { Err(response.status().to_string().into()) }
}

/// The handler, unguarded.
pub fn bare() -> Router {
    Router::new().route("/contacts", get(async || PAGE))
}

/// The handler behind the layer; the user has what its guard needs.
///
/// # Errors
///
/// When the store in memory fails.
pub async fn ours() -> Outcome<Router> {
    let zoho = client(&Endpoint::open())?;
    import(&zoho, 0).await?;
    Ok(guarded(&zoho))
}

/// The handler behind the layer, for the users of `zoho`. `/report` needs what none of them has.
pub fn guarded(zoho: &Client) -> Router {
    let app = Router::new().route("/contacts", get(contacts)).route("/report", get(report));
    RequiresScopeLayer::new(zoho, whose_grant).wrap(app)
}

fn whose_grant(parts: &Parts) -> Option<GrantKey> {
    user_of(parts).map(key)
}

fn user_of(parts: &Parts) -> Option<usize> {
    parts.headers.get("cookie")?.to_str().ok()?.strip_prefix("user=")?.parse().ok()
}

/// An error that the layer takes over.
#[derive(Debug)]
pub struct AppError;

impl From<Error> for AppError {
    fn from(_: Error) -> AppError {
        AppError
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn contacts() -> Result<&'static str, AppError> {
    Ok(PAGE)
}

#[requires_scope("ZohoCRM.coql.READ")]
async fn report() -> Result<&'static str, AppError> {
    Ok(PAGE)
}
