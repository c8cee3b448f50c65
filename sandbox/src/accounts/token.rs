//! `POST /oauth/v2/token`: codes for tokens, refreshes, and client credentials.

use std::{sync::Arc, time::SystemTime};

use axum::{
    Extension, Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use zoho_scopes::ScopeSet;

use super::requested_scopes;
use crate::{
    fault::Twist,
    ledger::{ACCESS_TOKEN_LIFE, ClientKind, Ledger, Tokens},
    parameters::Parameters,
    zoho::Zoho,
};

/// What the token endpoints answer instead of a token: with status 200 all but the last, as Zoho does.
///
/// Uncertain: the last was recorded with status 400, and one of Zoho's articles says that it is 200 too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenError {
    InvalidClient,
    InvalidClientSecret,
    InvalidCode,
    InvalidRedirectUri,
    InvalidScope,
    MissingOrgInfo,
    Throttled,
}

pub(crate) async fn exchange(
    State(zoho): State<Arc<Zoho>>,
    Extension(parameters): Extension<Parameters>,
    Extension(twist): Extension<Twist>,
) -> Result<Json<Value>, TokenError> {
    let Tokens { access_token, refresh_token, scopes } =
        tokens(&mut zoho.ledger(), &zoho, &parameters, twist.other_scopes)?;
    let mut answer = json!({
        "access_token": access_token,
        "api_domain": zoho.api_url,
        "token_type": "Bearer",
        "expires_in": ACCESS_TOKEN_LIFE.as_secs(),
    });
    if let Some(refresh_token) = refresh_token {
        answer["refresh_token"] = refresh_token.into();
    }
    if !twist.omit_scope {
        // Commas in requests, spaces in answers.
        answer["scope"] = scopes.to_request().replace(',', " ").into();
    }
    Ok(Json(answer))
}

fn tokens(
    ledger: &mut Ledger,
    zoho: &Zoho,
    parameters: &Parameters,
    other_scopes: Option<ScopeSet>,
) -> Result<Tokens, TokenError> {
    let client_id = parameters.text("client_id");
    let kind = ledger.clients.authenticate(client_id, parameters.text("client_secret"))?.kind;
    let now = zoho.clock.now();
    match parameters.text("grant_type") {
        "authorization_code" => {
            let (code, redirect_uri) = (parameters.text("code"), parameters.text("redirect_uri"));
            let wish = ledger.grants.codes.redeem(code, client_id, redirect_uri, now.into())?;
            ledger.grants.redeem(wish, other_scopes, now)
        }
        "refresh_token" => {
            let refresh_token = parameters.text("refresh_token");
            match other_scopes {
                Some(scopes) => ledger.grants.refresh_with(refresh_token, client_id, scopes, now),
                None => ledger.grants.refresh(refresh_token, client_id, parameters.get("scope"), now),
            }
        }
        "client_credentials" => own_credentials(ledger, kind, parameters, other_scopes, now),
        _ => Err(TokenError::InvalidClient),
    }
}

/// A token for the application itself, without a user's consent and without a refresh token.
///
/// Uncertain: Zoho documents this for self clients and does not say what other clients are told. The `soid` names the
/// organization; any number is taken for one. The token speaks for the first user by the alphabet, where the real one speaks for the
/// owner of the client.
fn own_credentials(
    ledger: &mut Ledger,
    kind: ClientKind,
    parameters: &Parameters,
    other_scopes: Option<ScopeSet>,
    now: SystemTime,
) -> Result<Tokens, TokenError> {
    if kind != ClientKind::SelfClient {
        return Err(TokenError::InvalidClient);
    }
    let scopes = requested_scopes(parameters.text("scope")).map_err(|_| TokenError::InvalidScope)?;
    let needs_org = scopes.iter().any(|scope| scope.service().eq_ignore_ascii_case("ZohoCRM"));
    if needs_org && !names_an_org(parameters.text("soid")) {
        return Err(TokenError::MissingOrgInfo);
    }
    let user = ledger.users.first().ok_or(TokenError::InvalidClient)?.to_owned();
    Ok(ledger.grants.issue_alone(&user, other_scopes.unwrap_or(scopes), now))
}

/// Whether it is of the form `ZohoCRM.60001234567`.
fn names_an_org(soid: &str) -> bool {
    soid.split_once('.').is_some_and(|(service, org)| {
        let digits = !org.is_empty() && org.bytes().all(|byte| byte.is_ascii_digit());
        service.eq_ignore_ascii_case("ZohoCRM") && digits
    })
}

impl TokenError {
    fn body(self) -> Value {
        match self {
            Self::InvalidClient => json!({"error": "invalid_client"}),
            Self::InvalidClientSecret => json!({"error": "invalid_client_secret"}),
            Self::InvalidCode => json!({"error": "invalid_code"}),
            Self::InvalidRedirectUri => json!({"error": "invalid_redirect_uri"}),
            Self::InvalidScope => json!({"error": "invalid_scope"}),
            Self::MissingOrgInfo => json!({"error": "missing_org_info"}),
            Self::Throttled => json!({
                "error_description":
                    "You have made too many requests continuously. Please try again after some time.",
                "error": "Access Denied",
                "status": "failure",
            }),
        }
    }

    fn status(self) -> StatusCode {
        match self {
            Self::InvalidClient
            | Self::InvalidClientSecret
            | Self::InvalidCode
            | Self::InvalidRedirectUri
            | Self::InvalidScope
            | Self::MissingOrgInfo => StatusCode::OK,
            Self::Throttled => StatusCode::BAD_REQUEST,
        }
    }
}

impl IntoResponse for TokenError {
    fn into_response(self) -> Response {
        (self.status(), Json(self.body())).into_response()
    }
}
