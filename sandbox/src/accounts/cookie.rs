//! The cookie that names a browser's session.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::ledger::Session;

/// Browsers share cookies between the ports of a host, so the name must not collide with an application's.
const NAME: &str = "zoho_sandbox_session";

/// The session id that the browser sent.
pub(crate) fn session_id(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == NAME).then_some(value))
}

/// The header that gives the browser its session.
pub(crate) fn issue(session: &Session) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{NAME}={}; Path=/; HttpOnly; SameSite=Lax", session.id)).ok()
}
