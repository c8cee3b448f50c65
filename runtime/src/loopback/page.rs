//! The pages that a person sees between the terminal and Zoho. All of their text is ours, so none needs escaping.

use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY};
use http::{HeaderValue, Response, StatusCode};
use http_body_util::Full;

use crate::attempt::Consent;
use crate::error::Error;

/// The person has answered.
pub(super) fn thanks(consent: &Consent) -> Response<Full<Bytes>> {
    let (title, message) = if consent.is_whole() {
        ("Thank you", "Your program goes on by itself.")
    } else if consent.given().is_empty() {
        ("Nothing was allowed", "Your program has been told, and does not go on with this.")
    } else {
        ("Thank you", "You have left something out; your program has been told.")
    };
    page(StatusCode::OK, title, &format!("{message} You can close this window."))
}

/// Nothing was changed, and why.
pub(super) fn trouble(error: &Error) -> Response<Full<Bytes>> {
    match error.consent_problem() {
        Some(problem) => {
            page(StatusCode::FORBIDDEN, "This did not work", &format!("Nothing was changed: {problem}."))
        }
        None if error.is_store_failure() && error.is_retryable() => page(
            StatusCode::SERVICE_UNAVAILABLE,
            "This does not work right now",
            "Your program cannot reach its own records. Nothing is lost. Please reload this page in a moment.",
        ),
        None if error.is_retryable() => page(
            StatusCode::SERVICE_UNAVAILABLE,
            "Zoho cannot be reached",
            "Nothing is lost. Please reload this page in a moment.",
        ),
        None => page(
            StatusCode::INTERNAL_SERVER_ERROR,
            "This did not work",
            "Please go back to the terminal and start the program anew.",
        ),
    }
}

/// A browser has looked ahead.
pub(super) fn not_yet() -> Response<Full<Bytes>> {
    page(StatusCode::SERVICE_UNAVAILABLE, "Not yet", "This link is not opened in advance.")
}

/// A request that is none of a consent's.
pub(super) fn not_here(status: StatusCode) -> Response<Full<Bytes>> {
    page(status, "Not here", "Please open the link that your program has shown.")
}

/// What every reply has: it is for one person and one moment, and its address is nobody else's business.
pub(super) fn private(status: StatusCode, body: Bytes) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

fn page(status: StatusCode, title: &str, message: &str) -> Response<Full<Bytes>> {
    let html = format!(
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>\
         <meta name='viewport' content='width=device-width,initial-scale=1'><title>{title}</title>\
         <style>:root{{color-scheme:light dark}}\
         body{{font:1.0625rem/1.55 system-ui,sans-serif;max-width:38rem;margin:12vh auto;padding:0 1.25rem}}\
         </style></head><body><main><h1>{title}</h1><p>{message}</p></main></body></html>"
    );
    let mut response = private(status, html.into());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    // Nobody may frame a page that asks for a consent (RFC 9700, section 4.16).
    headers.insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
        ),
    );
    response
}
