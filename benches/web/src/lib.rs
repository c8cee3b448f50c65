//! Two handlers as five applications serve them: bare, behind our layer in both of its ways, and as users of two other
//! crates guard them.
//!
//! In each but the first the user of a cookie is found out and has what the handlers need.

#[cfg(feature = "peers")]
pub mod login;
#[cfg(feature = "peers")]
pub mod protect;

use std::convert::Infallible;
use std::error::Error as StdError;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use http::request::{Builder, Parts};
use http::{Request, StatusCode};
use load::{Endpoint, client, import};
use requires_scope::{Client, Error, GrantKey, requires_scope};
use requires_scope_axum::RequiresScopeLayer;
use serde::Serialize;
use tower::{Service, ServiceExt};

/// What may go wrong in a bench.
pub type Outcome<T = ()> = Result<T, Box<dyn StdError + Send + Sync>>;

/// What the handler answers that does nothing.
pub const PAGE: &str =
    "<!doctype html><html lang='en'><title>Contacts</title><h1>Contacts</h1><p>Boyle, Chow, Cruz</p>";

/// The customer of the application to whom all users belong.
const TENANT: &str = "zylker";

/// Where a handler is that does nothing.
pub const EMPTY: &str = "/contacts";

/// Where a handler is that answers with [`contacts`], as JSON.
pub const LIST: &str = "/contacts/list";

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
        .header("cookie", "user=marketer-0")
}

/// What `axum` serves.
pub trait Application:
    Service<Request<Body>, Response = Response, Error = Infallible, Future: Send> + Clone + Send + 'static
{
}

impl<S> Application for S
where
    S: Service<Request<Body>, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
}

/// One request, sent to an application in the same task.
///
/// # Errors
///
/// When the application does not answer it with success.
pub async fn served(app: &impl Application, request: Request<Body>) -> Outcome<Response> {
    let response = ServiceExt::oneshot(app.clone(), request).await?;
    if response.status() == StatusCode::OK { Ok(response) } else { Err(response.status().to_string().into()) }
}

/// A contact as an application hands it to its own pages.
#[derive(Debug, Serialize)]
pub struct Contact {
    id: String,
    last_name: String,
    email: String,
    phone: String,
    is_customer: bool,
}

/// The contacts of a first page.
pub fn contacts() -> Vec<Contact> {
    let contact = |number: u64| Contact {
        id: (5_725_767_000_000_410_000 + number).to_string(),
        last_name: format!("Boyle {number}"),
        email: format!("boyle.{number}@zylker.example"),
        phone: format!("+1 555 01{number:02}"),
        is_customer: number.is_multiple_of(3),
    };
    (0..20).map(contact).collect()
}

/// The handlers, unguarded. This router and all others are as `axum::serve` makes them: what can be done before the first
/// request is done.
pub fn bare() -> Router {
    let app = Router::new().route(EMPTY, get(async || PAGE)).route(LIST, get(async || Json(contacts())));
    app.with_state(())
}

/// The handlers behind the layer; the user has what their guard needs.
///
/// # Errors
///
/// When the store in memory fails.
pub async fn ours() -> Outcome<Router> {
    let zoho = client(&Endpoint::open())?;
    import(&zoho, 0).await?;
    Ok(guarded(&zoho))
}

/// The same without a box around each route.
///
/// # Errors
///
/// When the store in memory fails.
pub async fn ours_as_service() -> Outcome<impl Application> {
    let zoho = client(&Endpoint::open())?;
    import(&zoho, 0).await?;
    Ok(RequiresScopeLayer::new(&zoho, whose_grant).wrap_service(routes()))
}

/// The handlers behind the layer, for the users of `zoho`. `/report` needs what none of them has.
pub fn guarded(zoho: &Client) -> Router {
    RequiresScopeLayer::new(zoho, whose_grant).wrap(routes()).with_state(())
}

fn routes() -> Router {
    Router::new().route(EMPTY, get(empty)).route(LIST, get(list)).route("/report", get(report))
}

fn whose_grant(parts: &Parts) -> Option<GrantKey> {
    let user = parts.headers.get("cookie")?.to_str().ok()?.strip_prefix("user=")?;
    Some(GrantKey::new(TENANT, user))
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
async fn empty() -> Result<&'static str, AppError> {
    Ok(PAGE)
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn list() -> Result<Json<Vec<Contact>>, AppError> {
    Ok(Json(contacts()))
}

#[requires_scope("ZohoCRM.coql.READ")]
async fn report() -> Result<&'static str, AppError> {
    Ok(PAGE)
}
