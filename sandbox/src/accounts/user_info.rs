//! `GET /oauth/user/info`: who the token speaks for. It says nothing about scopes.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use zoho_scopes::Scope;

use crate::zoho::Zoho;

/// The scope that the call needs; Zoho writes its operation as `READ` and as `Read`.
const NEEDED: &str = "AaaServer.profile.READ";

/// Why nobody is named.
///
/// Uncertain: the codes are Zoho's, and so is the status; the members of the body around the code are chosen here.
#[derive(Clone, Copy, Debug)]
pub(crate) enum UserInfoError {
    Token,
    Scope,
}

pub(crate) async fn show(
    State(zoho): State<Arc<Zoho>>,
    headers: HeaderMap,
) -> Result<Json<Value>, UserInfoError> {
    let ledger = zoho.ledger();
    let access = bearer(&headers)
        .and_then(|token| ledger.grants.access(token, zoho.clock.now()))
        .ok_or(UserInfoError::Token)?;
    let needed = Scope::parse(NEEDED).map_err(|_| UserInfoError::Scope)?;
    if !access.scopes.covers(&needed) {
        return Err(UserInfoError::Scope);
    }
    let user = ledger.users.get(&access.user).ok_or(UserInfoError::Token)?;
    let (first_name, last_name) = user.name.rsplit_once(' ').unwrap_or(("", &user.name));
    Ok(Json(json!({
        "ZUID": user.id.parse::<u64>().unwrap_or_default(),
        "Email": access.user,
        "Display_Name": user.name,
        "First_Name": first_name,
        "Last_Name": last_name,
    })))
}

impl IntoResponse for UserInfoError {
    fn into_response(self) -> Response {
        let cause = match self {
            Self::Token => "INVALID_OAUTHTOKEN",
            Self::Scope => "INVALID_OAUTHSCOPE",
        };
        (StatusCode::UNAUTHORIZED, Json(json!({"cause": cause, "response": "error"}))).into_response()
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let known = ["Zoho-oauthtoken", "Bearer"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    known.then(|| token.trim())
}
