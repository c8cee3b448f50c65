//! The sign-in form.

use std::sync::Arc;

use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use url::form_urlencoded;

use super::{
    PageError, cookie,
    pages::{self, SignIn},
};
use crate::{ledger::Session, parameters::Parameters, zoho::Zoho};

/// The page that asks who is there, and afterwards goes on to `next`. `email` is filled in already.
pub(crate) fn ask(zoho: &Zoho, session: &Session, next: &str, email: &str) -> Response {
    let page = SignIn { csrf: &session.csrf, next, location: &zoho.location, email, failed: false };
    pages::with_session(session, &zoho.location, pages::render(&page))
}

pub(crate) async fn submit(
    State(zoho): State<Arc<Zoho>>,
    headers: HeaderMap,
    Extension(parameters): Extension<Parameters>,
) -> Result<Response, PageError> {
    let email = parameters.text("email");
    let home = zoho.elsewhere(|ledger| ledger.users.registered(email).is_some());
    let mut ledger = zoho.ledger();
    let session = ledger
        .sessions
        .with_form(cookie::session_id(&headers, &zoho.location), parameters.text("csrf"))
        .ok_or(PageError::ForeignForm)?;
    let next = parameters.text("next");
    if !next.starts_with("/oauth/v2/") {
        return Err(PageError::ForeignForm);
    }
    if let Some(home) = home.filter(|_| ledger.users.registered(email).is_none()) {
        return Ok(pages::see_other(&at_home(&home, next, email)));
    }
    let Some(user) = ledger.users.sign_in(email, parameters.text("password")) else {
        let location = &zoho.location;
        let page = SignIn { csrf: &session.csrf, next, location, email, failed: true };
        return Ok((StatusCode::FORBIDDEN, pages::render(&page)).into_response());
    };
    let session = ledger.sessions.sign_in(&session, user);
    Ok(pages::with_session(&session, &zoho.location, pages::see_other(next)))
}

/// The same request at the data centre in which the user lives: there she signs in, and from there she is sent back to
/// the application.
///
/// Uncertain: the real Zoho asks for the password once, at the user's data centre. The sandbox asks at both, because
/// its form has the password beside the email address.
fn at_home(home: &Zoho, next: &str, email: &str) -> String {
    let hint: String = form_urlencoded::byte_serialize(email.trim().as_bytes()).collect();
    let separator = if next.contains('?') { '&' } else { '?' };
    format!("{}{next}{separator}login_hint={hint}", home.accounts_url)
}
