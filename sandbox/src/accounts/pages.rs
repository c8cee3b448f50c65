//! The pages that a person sees.

use askama::Template;
use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use super::cookie;
use crate::ledger::Session;

/// Nothing but our own stylesheet loads, and nobody may put the consent page into a frame.
///
/// There is no `form-action`: browsers apply it to the redirect after the form too, and that leads to the application.
const POLICY: &str = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'";

#[derive(Template)]
#[template(path = "sign_in.html")]
pub(crate) struct SignIn<'a> {
    pub(crate) csrf: &'a str,
    pub(crate) next: &'a str,
    pub(crate) location: &'a str,
    pub(crate) email: &'a str,
    pub(crate) failed: bool,
}

#[derive(Template)]
#[template(path = "consent.html")]
pub(crate) struct Consent<'a> {
    pub(crate) csrf: &'a str,
    pub(crate) page: &'a str,
    pub(crate) client: &'a str,
    pub(crate) user: &'a str,
    pub(crate) enhancing: bool,
    pub(crate) scopes: Vec<Asked<'a>>,
}

/// One scope with its checkbox.
pub(crate) struct Asked<'a> {
    pub(crate) scope: &'a str,
    pub(crate) meaning: String,
}

#[derive(Template)]
#[template(path = "refused.html")]
struct Refused<'a> {
    title: &'a str,
    reason: &'a str,
}

/// Why a person sees an error page. The browser is never sent back to the application with it.
///
/// Uncertain: of the titles only `Invalid OAuth Scope` is known, of the statuses none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PageError {
    #[error("No application is registered under this client_id.")]
    UnknownClient,
    #[error("The redirect_uri is not one of those registered for this application.")]
    RedirectUri,
    #[error("A scope of the request does not exist or is not well-formed.")]
    InvalidScope,
    #[error("The parameter {0} is missing or has a value that is not allowed.")]
    Parameter(&'static str),
    #[error("The enhance_token is unknown, used or expired.")]
    EnhancementToken,
    #[error("You are signed in as another user than the one who gave the first consent.")]
    OtherUser,
    #[error("This form was not made for your session.")]
    ForeignForm,
    #[error("This page was answered already, or your session has ended.")]
    PageClosed,
}

impl PageError {
    fn title(self) -> &'static str {
        match self {
            Self::UnknownClient => "Invalid Client",
            Self::RedirectUri => "Invalid Redirect Uri",
            Self::InvalidScope => "Invalid OAuth Scope",
            Self::Parameter(_) => "Invalid Request",
            Self::EnhancementToken => "Invalid Enhance Token",
            Self::OtherUser => "Wrong User",
            Self::ForeignForm | Self::PageClosed => "Invalid Form",
        }
    }

    fn status(self) -> StatusCode {
        match self {
            Self::UnknownClient
            | Self::RedirectUri
            | Self::InvalidScope
            | Self::Parameter(_)
            | Self::EnhancementToken
            | Self::PageClosed => StatusCode::BAD_REQUEST,
            Self::OtherUser | Self::ForeignForm => StatusCode::FORBIDDEN,
        }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        refuse(self.status(), self.title(), &self.to_string())
    }
}

pub(crate) async fn wrong_method() -> Response {
    refuse(StatusCode::BAD_REQUEST, "Invalid Request", "This address takes POST only.")
}

pub(crate) async fn not_found() -> Response {
    refuse(StatusCode::NOT_FOUND, "Not Found", "There is nothing at this address.")
}

pub(crate) async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("../../templates/style.css"))
}

pub(crate) fn render(page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => guarded(Html(html).into_response()),
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Sends the browser elsewhere with a GET, whatever it came with.
pub(crate) fn see_other(location: &str) -> Response {
    match HeaderValue::from_str(location) {
        Ok(location) => guarded((StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Gives the browser its session along with the answer.
pub(crate) fn with_session(session: &Session, location: &str, mut response: Response) -> Response {
    if let Some(cookie) = cookie::issue(session, location) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn refuse(status: StatusCode, title: &str, reason: &str) -> Response {
    (status, render(&Refused { title, reason })).into_response()
}

fn guarded(mut response: Response) -> Response {
    const HEADERS: [(HeaderName, &str); 4] = [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
