//! `POST /oauth/v2/token`: codes for tokens, and refreshes.

use std::sync::Arc;

use axum::{
    Extension, Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::{
    ledger::{ACCESS_TOKEN_LIFE, Ledger, Tokens},
    parameters::Parameters,
    zoho::Zoho,
};

/// What the token endpoints answer instead of a token: with status 200 all but the last, as Zoho does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenError {
    InvalidClient,
    InvalidClientSecret,
    InvalidCode,
    InvalidRedirectUri,
    InvalidScope,
    Throttled,
}

pub(crate) async fn exchange(
    State(zoho): State<Arc<Zoho>>,
    Extension(parameters): Extension<Parameters>,
) -> Result<Json<Value>, TokenError> {
    let tokens = tokens(&mut zoho.ledger(), &zoho, &parameters)?;
    let mut answer = json!({
        "access_token": tokens.access_token,
        "api_domain": zoho.api_url,
        "token_type": "Bearer",
        "expires_in": ACCESS_TOKEN_LIFE.as_secs(),
    });
    if let Some(refresh_token) = tokens.refresh_token {
        answer["refresh_token"] = refresh_token.into();
    }
    if !zoho.faults.omits_scope() {
        let scopes: Vec<_> = tokens.scopes.iter().map(|scope| scope.as_str().to_owned()).collect();
        answer["scope"] = scopes.join(" ").into();
    }
    Ok(Json(answer))
}

fn tokens(ledger: &mut Ledger, zoho: &Zoho, parameters: &Parameters) -> Result<Tokens, TokenError> {
    let client_id = parameters.text("client_id");
    ledger.clients.authenticate(client_id, parameters.text("client_secret"))?;
    let now = zoho.clock.now();
    match parameters.text("grant_type") {
        "authorization_code" => {
            let (code, redirect_uri) = (parameters.text("code"), parameters.text("redirect_uri"));
            ledger.grants.redeem(code, client_id, redirect_uri, now)
        }
        "refresh_token" => {
            let refresh_token = parameters.text("refresh_token");
            ledger.grants.refresh(refresh_token, client_id, parameters.get("scope"), now)
        }
        _ => Err(TokenError::InvalidClient),
    }
}

impl TokenError {
    fn body(self) -> Value {
        match self {
            Self::InvalidClient => json!({"error": "invalid_client"}),
            Self::InvalidClientSecret => json!({"error": "invalid_client_secret"}),
            Self::InvalidCode => json!({"error": "invalid_code"}),
            Self::InvalidRedirectUri => json!({"error": "invalid_redirect_uri"}),
            Self::InvalidScope => json!({"error": "invalid_scope"}),
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
            | Self::InvalidScope => StatusCode::OK,
            Self::Throttled => StatusCode::BAD_REQUEST,
        }
    }
}

impl IntoResponse for TokenError {
    fn into_response(self) -> Response {
        (self.status(), Json(self.body())).into_response()
    }
}
