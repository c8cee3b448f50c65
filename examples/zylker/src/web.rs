//! The addresses of Zylker, and what is put around them.

use axum::extract::{DefaultBodyLimit, FromRef, Query, Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST, ORIGIN, SET_COOKIE};
use http::{HeaderMap, Method};
use requires_scope::Client;
use requires_scope_axum::{Connection, RequiresScopeLayer};
use serde::Deserialize;

use crate::contact::Contacts;
use crate::error::AppError;
use crate::marketer::Marketer;
use crate::pages::{self, Page};
use crate::record::{Ids, RecordId};
use crate::session::Sessions;
use crate::zoho;

/// A larger file is not taken, in bytes: neither does Zoho.
const LARGEST_FILE: usize = 20 * 1024 * 1024;

/// What the handlers share.
#[derive(Clone)]
struct Zylker {
    sessions: Sessions,
    contacts: Contacts,
    place: Place,
}

impl FromRef<Zylker> for Contacts {
    fn from_ref(zylker: &Zylker) -> Contacts {
        zylker.contacts.clone()
    }
}

/// Which Zoho the pages speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Sandbox,
    RealZoho,
}

/// The whole application. `zoho` asks for scopes beside its redirect URI; everything else is here.
pub(crate) fn router(zoho: &Client, sessions: Sessions, place: Place) -> Router {
    let whose = sessions.clone();

    let connection = Connection::page(zoho);
    let to_connection = async move || Redirect::to(connection.path());

    let files = get(zoho::lead_files).post(zoho::attach_file).layer(DefaultBodyLimit::max(LARGEST_FILE));

    let for_marketers = Router::new()
        .route("/leads", get(zoho::leads))
        .route("/leads/{id}/contact", get(zoho::contact_form))
        .route("/leads/{id}/files", files)
        .route("/leads/{lead}/files/{file}", get(zoho::download_file))
        .route("/contacts", get(zoho::list_contacts).post(zoho::create_contact))
        .route("/contacts/{id}", get(contact))
        .route("/connection", get(to_connection))
        .route("/deals", get(zoho::deals_report))
        .route("/deals/total", get(zoho::deals_total))
        .route_layer(middleware::from_fn(only_marketers));
    let app = Router::new()
        .merge(for_marketers)
        .route("/", get(home))
        .route("/session", post(sign_in).get(signed_in))
        .route("/session/end", post(sign_out))
        .route("/style.css", get(style))
        .route("/live.js", get(script))
        .route("/icon.svg", get(icon))
        .fallback(async || AppError::NotFound)
        .with_state(Zylker { sessions, contacts: Contacts::default(), place });

    let app = app.layer(middleware::from_fn(only_own_forms));
    RequiresScopeLayer::new(zoho, whose).look(pages::look).wrap(app).layer(middleware::from_fn(log))
}

async fn home(State(zylker): State<Zylker>, headers: HeaderMap) -> Result<Page, AppError> {
    match zylker.sessions.marketer(&headers).await {
        Some(marketer) => pages::home(marketer),
        None => pages::start(zylker.place == Place::Sandbox),
    }
}

#[derive(Deserialize)]
struct Chosen {
    marketer: Marketer,
}

/// Zylker believes everybody who they are. A real application asks for a password, or its company's directory.
async fn sign_in(
    State(zylker): State<Zylker>,
    headers: HeaderMap,
    Form(Chosen { marketer }): Form<Chosen>,
) -> Result<Response, AppError> {
    let cookie = zylker.sessions.begin(&headers, marketer).await?;
    Ok(([(SET_COOKIE, cookie)], Redirect::to("/session")).into_response())
}

/// Whoever has just signed in has a session, unless the browser has not kept its cookie.
async fn signed_in() -> Result<Redirect, AppError> {
    requires_scope::current().map(|_| Redirect::to("/leads")).map_err(|_| AppError::NoCookies)
}

async fn sign_out(State(zylker): State<Zylker>, headers: HeaderMap) -> Result<Response, AppError> {
    let cookie = zylker.sessions.end(&headers).await?;
    Ok(([(SET_COOKIE, cookie)], Redirect::to("/")).into_response())
}

#[derive(Deserialize)]
struct Wanted {
    /// That the contact was just created.
    created: Option<String>,
}

/// A contact that was made here is known; Zoho is asked for every other one.
async fn contact(
    State(contacts): State<Contacts>,
    Ids(id): Ids<RecordId>,
    Query(wanted): Query<Wanted>,
) -> Result<Page, AppError> {
    let grant = requires_scope::current()?;
    match contacts.find(grant.key(), &id) {
        Some(contact) => pages::contact(&contact, wanted.created.is_some()),
        None => pages::contact(&zoho::show_contact(&id).await?, false),
    }
}

async fn style() -> impl IntoResponse {
    file("text/css; charset=utf-8", pages::STYLE)
}

async fn script() -> impl IntoResponse {
    file("text/javascript; charset=utf-8", pages::SCRIPT)
}

async fn icon() -> impl IntoResponse {
    file("image/svg+xml", pages::ICON)
}

fn file(content_type: &'static str, content: &'static str) -> impl IntoResponse {
    ([(CONTENT_TYPE, content_type), (CACHE_CONTROL, "max-age=300")], content)
}

/// Whoever has not said who they are is asked first. The layer has set the grant of everybody else.
async fn only_marketers(request: Request, next: Next) -> Response {
    match requires_scope::current() {
        Ok(_) => next.run(request).await,
        Err(_) => Redirect::to("/").into_response(),
    }
}

/// A form changes something only if it was sent from one of our own pages (`Sec-Fetch-Site`, else `Origin`).
async fn only_own_forms(request: Request, next: Next) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD);
    if is_safe || is_same_origin(request.headers()) {
        next.run(request).await
    } else {
        AppError::ForeignForm.into_response()
    }
}

fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text(ORIGIN.as_str())) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => {
            let authority = origin.split_once("://").map(|(_, authority)| authority);
            authority.is_some() && authority == text(HOST.as_str())
        }
        (None, None) => false,
    }
}

/// One line per request. The path is enough: Zoho's answers stand in the query.
async fn log(request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let response = next.run(request).await;
    if !matches!(path.as_str(), "/style.css" | "/live.js" | "/icon.svg") {
        tracing::info!(%method, path, status = response.status().as_u16(), "answered");
    }
    response
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pair = |&(name, value)| (http::HeaderName::from_static(name), HeaderValue::from_static(value));
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn a_form_of_another_site_or_port_is_foreign() {
        let own = ("host", "127.0.0.1:4000");
        assert!(is_same_origin(&headers(&[("sec-fetch-site", "same-origin")])));
        assert!(is_same_origin(&headers(&[("origin", "http://127.0.0.1:4000"), own])));
        for foreign in [
            &[("sec-fetch-site", "same-site"), ("origin", "http://127.0.0.1:4000"), own][..],
            &[("sec-fetch-site", "cross-site")],
            &[("origin", "http://127.0.0.1:4001"), own],
            &[("origin", "null"), own],
            &[own],
        ] {
            assert!(!is_same_origin(&headers(foreign)), "{foreign:?}");
        }
    }
}
