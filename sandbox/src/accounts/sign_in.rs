//! The sign-in form.

use std::sync::Arc;

use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};

use super::{
    PageError, cookie,
    pages::{self, SignIn},
};
use crate::{ledger::Session, parameters::Parameters, zoho::Zoho};

/// The page that asks who is there, and afterwards goes on to `next`.
pub(crate) fn ask(session: &Session, next: &str) -> Response {
    let page = SignIn { csrf: &session.csrf, next, email: "", failed: false };
    pages::with_session(session, pages::render(&page))
}

pub(crate) async fn submit(
    State(zoho): State<Arc<Zoho>>,
    headers: HeaderMap,
    Extension(parameters): Extension<Parameters>,
) -> Result<Response, PageError> {
    let mut ledger = zoho.ledger();
    let session = ledger
        .sessions
        .with_form(cookie::session_id(&headers), parameters.text("csrf"))
        .ok_or(PageError::ForeignForm)?;
    let next = parameters.text("next");
    if !next.starts_with("/oauth/v2/") {
        return Err(PageError::ForeignForm);
    }
    let email = parameters.text("email");
    let Some(user) = ledger.users.sign_in(email, parameters.text("password")) else {
        let page = SignIn { csrf: &session.csrf, next, email, failed: true };
        return Ok((StatusCode::FORBIDDEN, pages::render(&page)).into_response());
    };
    let session = ledger.sessions.sign_in(&session, user);
    Ok(pages::with_session(&session, pages::see_other(next)))
}
