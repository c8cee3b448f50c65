//! What a refused request is answered, for a browser that navigates and for everybody else.

use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderName, HeaderValue, Response, StatusCode};
use http_body::Body;
use http_body_util::{BodyExt as _, Full};
use requires_scope::{Attempt, CallId, Channel, Error, MissingScopes};
use serde_json::json;
use tower::BoxError;
use url::Url;

use crate::body::{BoxBody, OwnResponse};
use crate::channel::WebChannel;
use crate::pages;

/// The JSON schema of the body that a refused request without a page gets, as `application/problem+json`.
///
/// A script opens the consent link in the browser, and says which page of the application is to follow the answer, by
/// path and query:
///
/// ```js
/// const link = new URL(problem.consent_link);
/// link.searchParams.set('next', location.pathname + location.search);
/// location.href = link;
/// ```
///
/// Without `next` the person is thanked, and told to close the window.
pub const PROBLEM_SCHEMA: &str = include_str!("../schema/insufficient_scope.json");

pub(crate) const HX_REDIRECT: HeaderName = HeaderName::from_static("hx-redirect");

/// A request that a guard has refused.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Refusal {
    /// What has sent it.
    pub channel: WebChannel,
    /// What the user has not granted.
    pub missing: MissingScopes,
    /// Where the user is asked; `None` when they have declined lately. From there a browser that navigates, or replaces a
    /// part of a page, is led back to what was kept of the request. A script's request is not kept: it adds the page that
    /// is to follow, as [`PROBLEM_SCHEMA`] shows it.
    pub consent_link: Option<Url>,
}

/// Changes what refused requests are answered, in one place for all routes. Implemented for closures that answer with
/// a body of any kind.
///
/// # Examples
///
/// ```
/// use axum::Json;
/// use axum::response::{IntoResponse as _, Response};
/// use bytes::Bytes;
/// use http::StatusCode;
/// use http_body_util::Full;
/// use requires_scope_axum::{Refusal, WebChannel};
///
/// fn reply(refusal: &Refusal, ours: http::Response<Full<Bytes>>) -> Response {
///     match (refusal.channel, &refusal.consent_link) {
///         (WebChannel::Fetch, Some(link)) => (StatusCode::FORBIDDEN, Json(link.as_str())).into_response(),
///         _ => ours.into_response(),
///     }
/// }
/// # fn takes(_: impl requires_scope_axum::Reply) {}
/// # takes(reply);
/// ```
pub trait Reply: Send + Sync + 'static {
    /// The reply to send; `ours` is the one that would be sent. A page of ours has no body yet: it gets one afterwards,
    /// in the application's [`Look`](crate::Look).
    fn reply(&self, refusal: &Refusal, ours: Response<Full<Bytes>>) -> Response<BoxBody>;
}

impl<F, R> Reply for F
where
    F: Fn(&Refusal, Response<Full<Bytes>>) -> Response<R> + Send + Sync + 'static,
    R: Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
{
    fn reply(&self, refusal: &Refusal, ours: Response<Full<Bytes>>) -> Response<BoxBody> {
        self(refusal, ours).map(|body| body.map_err(Into::into).boxed_unsync())
    }
}

/// 303, so that the browser goes on with `GET` whatever it came with (RFC 9700, section 4.12).
pub(crate) fn see_other(location: &str) -> OwnResponse {
    let mut response = pages::private(OwnResponse::new(Full::default()));
    match HeaderValue::try_from(location) {
        Ok(location) => {
            *response.status_mut() = StatusCode::SEE_OTHER;
            response.headers_mut().insert(LOCATION, location);
        }
        Err(_) => *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR,
    }
    response
}

/// The consent link of a browser in which a suspended call goes on.
pub(crate) fn link_with_call(attempt: &Attempt, call: &CallId) -> Url {
    let mut link = attempt.consent_link();
    link.query_pairs_mut().append_pair("call", call.as_str());
    link
}

/// 403 for a script or an API client: RFC 6750, section 3.1, and RFC 9457.
///
/// Scopes are of a form that needs no escaping in a quoted string: letters, digits, `_`, `.` and spaces between.
pub(crate) fn insufficient_scope(missing: &MissingScopes, consent_link: Option<Url>) -> OwnResponse {
    let scopes: Vec<_> = missing.scopes().iter().map(|scope| scope.as_str().to_owned()).collect();
    let challenge = format!(r#"Bearer error="insufficient_scope", scope="{}""#, scopes.join(" "));
    let mut problem = json!({
        "type": "about:blank",
        "title": "Forbidden",
        "status": 403,
        "detail": missing.to_string(),
        "error": "insufficient_scope",
        "missing": scopes,
    });
    if let Some(link) = consent_link {
        problem["consent_link"] = link.as_str().into();
    }
    let mut response = problem_json(StatusCode::FORBIDDEN, &problem);
    if let Ok(challenge) = HeaderValue::try_from(challenge) {
        response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
    }
    response
}

/// The same for a page that replaces a part of itself: its script takes the whole browser to `location`.
pub(crate) fn redirect_partial(missing: &MissingScopes, location: &str) -> OwnResponse {
    let mut response = insufficient_scope(missing, Url::parse(location).ok());
    if let Ok(location) = HeaderValue::try_from(location) {
        response.headers_mut().insert(HX_REDIRECT, location);
    }
    response
}

/// An error of ours, in the form that the channel can read.
pub(crate) fn failure(channel: &Channel, error: &Error) -> OwnResponse {
    if let Some(missing) = error.missing() {
        return if channel.is_page() {
            pages::failure(StatusCode::FORBIDDEN, error)
        } else {
            declined(missing, error)
        };
    }
    let status = status_of(error);
    tracing::warn!(target: "requires_scope::web", error = %error.with_sources(), status = status.as_u16(), "request failed");
    let mut response = if channel.is_page() {
        pages::failure(status, error)
    } else {
        let title = if error.is_retryable() { "try again later" } else { "the request failed" };
        problem_json(status, &json!({ "type": "about:blank", "title": title, "status": status.as_u16() }))
    };
    if let Some(wait) = error.retry_after() {
        response.headers_mut().insert(RETRY_AFTER, seconds(wait).into());
    }
    response
}

/// A mistake in how the application is put together, which its developer meets at the first refusal.
pub(crate) fn nested(channel: &Channel) -> OwnResponse {
    const TITLE: &str = "The pages of a consent are out of reach";
    const FIX: &str = "What `RequiresScopeLayer::wrap` gives is nested in another router, which takes the start of the \
                       path away: nest inside the router that is wrapped, and not the one that is wrapped.";
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    tracing::error!(target: "requires_scope::web", "{TITLE}: {FIX}");
    if channel.is_page() {
        pages::plain(status, TITLE, FIX)
    } else {
        let code = status.as_u16();
        problem_json(status, &json!({ "type": "about:blank", "title": TITLE, "status": code, "detail": FIX }))
    }
}

/// Whole seconds, and not one too few: who comes back too early is sent away again.
fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

fn declined(missing: &MissingScopes, error: &Error) -> OwnResponse {
    let mut response = insufficient_scope(missing, None);
    if let Some(wait) = error.retry_after() {
        response.headers_mut().insert(RETRY_AFTER, seconds(wait).into());
    }
    response
}

pub(crate) fn status_of(error: &Error) -> StatusCode {
    use requires_scope::ConsentProblem::{
        AlreadyAnswered, Expired, NobodySignedIn, NotConfirmed, OtherBrowser, OtherUser, UnknownAttempt,
    };
    match error.consent_problem() {
        Some(UnknownAttempt) => StatusCode::NOT_FOUND,
        Some(Expired | AlreadyAnswered) => StatusCode::GONE,
        Some(OtherUser | OtherBrowser | NotConfirmed) => StatusCode::FORBIDDEN,
        Some(NobodySignedIn) => StatusCode::UNAUTHORIZED,
        Some(_) => StatusCode::BAD_REQUEST,
        None if error.is_nobody_signed_in() => StatusCode::UNAUTHORIZED,
        // The grant has ended: there is nothing of it left to go on with.
        None if error.is_no_such_call() || error.is_expired() => StatusCode::GONE,
        None if error.is_retryable() => StatusCode::SERVICE_UNAVAILABLE,
        None => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn problem_json(status: StatusCode, problem: &serde_json::Value) -> OwnResponse {
    let mut response = pages::private(OwnResponse::new(Full::from(problem.to_string())));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}
