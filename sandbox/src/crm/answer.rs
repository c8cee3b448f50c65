//! The bodies with which the CRM answers: refusals of a whole call, and one result for each record of it.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use zoho_scopes::endpoint::Endpoint;

/// Why a call was refused as a whole.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ApiError {
    status: StatusCode,
    body: Value,
}

impl ApiError {
    /// A refusal with status 400, which is that of most.
    pub(crate) fn bad(code: &str, message: &str, details: Value) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message, details)
    }

    pub(crate) fn new(status: StatusCode, code: &str, message: &str, details: Value) -> Self {
        Self { status, body: refused(code, message, details) }
    }

    pub(crate) fn invalid_token() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "INVALID_TOKEN", "invalid oauth token", json!({}))
    }

    pub(crate) fn scope_mismatch() -> Self {
        let message = "invalid oauth scope to access this URL";
        Self::new(StatusCode::UNAUTHORIZED, "OAUTH_SCOPE_MISMATCH", message, json!({}))
    }

    /// The profile of the user lacks this permission.
    pub(crate) fn no_permission(permission: &str) -> Self {
        let details = json!({"permissions": [permission]});
        Self::new(StatusCode::FORBIDDEN, "NO_PERMISSION", "permission denied", details)
    }

    pub(crate) fn invalid_module() -> Self {
        let details = json!({"resource_path_index": 0});
        Self::bad("INVALID_MODULE", "the module name given seems to be invalid", details)
    }

    pub(crate) fn invalid_url() -> Self {
        let message = "Please check if the URL trying to access is a correct one";
        Self::new(StatusCode::NOT_FOUND, "INVALID_URL_PATTERN", message, json!({}))
    }

    pub(crate) fn invalid_method() -> Self {
        Self::bad("INVALID_REQUEST_METHOD", "The http request method type is not a valid one", json!({}))
    }

    pub(crate) fn missing_parameter(name: &str) -> Self {
        let details = json!({"param_name": name});
        Self::bad("REQUIRED_PARAM_MISSING", "One of the expected parameter is missing", details)
    }

    pub(crate) fn invalid_parameter(name: &str) -> Self {
        Self::bad("INVALID_DATA", "invalid data", json!({"param_name": name}))
    }

    pub(crate) fn limit_exceeded(name: &str, limit: usize) -> Self {
        Self::bad("LIMIT_EXCEEDED", "limit exceeded", json!({"limit": limit, "param_name": name}))
    }

    /// No record of the module has this id.
    pub(crate) fn unknown_id(id: &str) -> Self {
        Self::bad("INVALID_DATA", "the id given seems to be invalid", json!({"id": id}))
    }

    /// The record that the path names before a related list is not there.
    pub(crate) fn unknown_parent() -> Self {
        let details = json!({"resource_path_index": 1});
        Self::bad("INVALID_DATA", "the related id given seems to be invalid", details)
    }

    /// The body is not JSON, or not the JSON that belongs here.
    pub(crate) fn invalid_body() -> Self {
        let details = json!({"expected_data_type": "jsonobject", "api_name": "data"});
        Self::bad("INVALID_DATA", "the given data seems to be invalid", details)
    }

    /// The JSON of the body lacks a key.
    pub(crate) fn missing_key(name: &str) -> Self {
        let details = json!({"api_name": name, "json_path": format!("$.{name}")});
        Self::bad("MANDATORY_NOT_FOUND", "required field not found", details)
    }

    /// Zoho has the operation and the sandbox does not. The status and the code are none of Zoho's, so that no client
    /// takes the answer for one of Zoho's; the scopes were checked before.
    pub(crate) fn not_played(endpoint: &Endpoint) -> Self {
        let message = format!("the sandbox checks the scopes of {endpoint} and does not play it");
        let details = json!({"operation": endpoint.id});
        Self::new(StatusCode::NOT_IMPLEMENTED, "NOT_PLAYED_BY_SANDBOX", &message, details)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        (self.status, Json(self.body)).into_response()
    }
}

/// An answer of status 200.
pub(crate) fn ok(body: Value) -> Response {
    Json(body).into_response()
}

/// The answer when there is nothing to show: Zoho has no empty lists.
pub(crate) fn nothing() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

/// What became of one record.
pub(crate) type Outcome = Result<Value, Value>;

pub(crate) fn success(message: &str, details: Value) -> Value {
    verdict("SUCCESS", message, "success", details)
}

pub(crate) fn refused(code: &str, message: &str, details: Value) -> Value {
    verdict(code, message, "error", details)
}

fn verdict(code: &str, message: &str, status: &str, details: Value) -> Value {
    let mut verdict = json!({"code": code, "message": message, "status": status});
    verdict["details"] = details;
    verdict
}

/// One result per record: the good status if all went well, 400 if none did, 207 if it was mixed.
pub(crate) fn each(good: StatusCode, outcomes: Vec<Outcome>) -> Response {
    let n_failed = outcomes.iter().filter(|outcome| outcome.is_err()).count();
    let status = match n_failed {
        0 => good,
        n if n == outcomes.len() => StatusCode::BAD_REQUEST,
        _ => StatusCode::MULTI_STATUS,
    };
    let data: Vec<_> =
        outcomes.into_iter().map(|outcome| outcome.unwrap_or_else(|refused| refused)).collect();
    (status, Json(json!({"data": data}))).into_response()
}
