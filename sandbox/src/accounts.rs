//! Zoho Accounts: sign-in, consent, tokens, incremental authorization.

mod authorize;
mod consent;
mod cookie;
mod enhance;
mod meaning;
mod pages;
mod revoke;
mod server_info;
mod sign_in;
mod token;
mod user_info;

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, post},
};

pub(crate) use self::token::TokenError;
use self::{consent::requested_scopes, pages::PageError};
use crate::zoho::Zoho;

pub(crate) fn router(zoho: Arc<Zoho>) -> Router {
    Router::new()
        .route("/oauth/v2/auth", get(authorize::show))
        .route("/oauth/v2/token", post(token::exchange).fallback(pages::wrong_method))
        .route("/oauth/v2/token/scopeenhance", post(enhance::begin).fallback(pages::wrong_method))
        .route("/oauth/v2/token/addextrascope", get(enhance::show))
        .route("/oauth/v2/token/revoke", post(revoke::revoke).fallback(pages::wrong_method))
        .route("/oauth/serverinfo", get(server_info::show))
        .route("/oauth/user/info", get(user_info::show))
        .route("/signin", post(sign_in::submit))
        .route("/consent", post(consent::submit))
        .route("/style.css", get(pages::style))
        .fallback(pages::not_found)
        .with_state(zoho)
}
