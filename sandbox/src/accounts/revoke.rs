//! `POST /oauth/v2/token/revoke`: the end of a refresh token and of all that hangs on it.

use std::sync::Arc;

use axum::{Extension, Json, extract::State};
use serde_json::{Value, json};

use super::TokenError;
use crate::{parameters::Parameters, zoho::Zoho};

/// Zoho documents no answer for an unknown token; it gets the one that an unknown refresh token gets elsewhere.
pub(crate) async fn revoke(
    State(zoho): State<Arc<Zoho>>,
    Extension(parameters): Extension<Parameters>,
) -> Result<Json<Value>, TokenError> {
    if zoho.ledger().grants.revoke(parameters.text("token")) {
        Ok(Json(json!({"status": "success"})))
    } else {
        Err(TokenError::InvalidCode)
    }
}
