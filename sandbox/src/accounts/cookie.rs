//! The cookie that names a browser's session.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::ledger::Session;

/// The session id that the browser has at the data centre of that location.
pub(crate) fn session_id<'a>(headers: &'a HeaderMap, location: &str) -> Option<&'a str> {
    let ours = name(location);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == ours).then_some(value))
}

/// The header that gives the browser its session.
pub(crate) fn issue(session: &Session, location: &str) -> Option<HeaderValue> {
    let name = name(location);
    HeaderValue::from_str(&format!("{name}={}; Path=/; HttpOnly; SameSite=Lax", session.id)).ok()
}

/// Browsers share cookies between the ports of a host, so the name must collide neither with an application's nor with
/// that of another data centre.
fn name(location: &str) -> String {
    format!("zoho_sandbox_session_{location}")
}
