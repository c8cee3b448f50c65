//! The bodies with which the CRM refuses a call.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// Why a call was refused as a whole.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ApiError {
    InvalidToken,
    ScopeMismatch,
    /// The profile of the user lacks this permission.
    NoPermission(String),
    InvalidModule,
    InvalidUrl,
    InvalidMethod,
    MissingParameter(&'static str),
    UnknownId(String),
    /// The body is not the JSON that belongs here.
    InvalidBody,
    /// The query cannot be read from this place on.
    Syntax {
        near: String,
        column: usize,
    },
    /// The query asks for something that is not there.
    Query {
        reason: &'static str,
        name: String,
    },
}

impl ApiError {
    fn parts(self) -> (StatusCode, &'static str, &'static str, Value) {
        const BAD: StatusCode = StatusCode::BAD_REQUEST;
        match self {
            Self::InvalidToken => {
                (StatusCode::UNAUTHORIZED, "INVALID_TOKEN", "invalid oauth token", json!({}))
            }
            Self::ScopeMismatch => (
                StatusCode::UNAUTHORIZED,
                "OAUTH_SCOPE_MISMATCH",
                "invalid oauth scope to access this URL",
                json!({}),
            ),
            Self::NoPermission(permission) => (
                StatusCode::FORBIDDEN,
                "NO_PERMISSION",
                "permission denied",
                json!({"permissions": [permission]}),
            ),
            Self::InvalidModule => {
                (BAD, "INVALID_MODULE", "the module name given seems to be invalid", json!({}))
            }
            Self::InvalidUrl => (
                StatusCode::NOT_FOUND,
                "INVALID_URL_PATTERN",
                "Please check if the URL trying to access is a correct one",
                json!({}),
            ),
            Self::InvalidMethod => {
                (BAD, "INVALID_REQUEST_METHOD", "The http request method type is not a valid one", json!({}))
            }
            Self::MissingParameter(name) => (
                BAD,
                "REQUIRED_PARAM_MISSING",
                "One of the expected parameter is missing",
                json!({"param_name": name}),
            ),
            Self::UnknownId(id) => {
                (BAD, "INVALID_DATA", "the id given seems to be invalid", json!({"id": id}))
            }
            Self::InvalidBody => (
                BAD,
                "INVALID_DATA",
                "the given data seems to be invalid",
                json!({"expected_data_type": "jsonobject", "api_name": "data"}),
            ),
            Self::Syntax { near, column } => (
                BAD,
                "SYNTAX_ERROR",
                "error occured while parsing the query",
                json!({"near": near, "line": 1, "column": column}),
            ),
            Self::Query { reason, name } => {
                (BAD, "INVALID_QUERY", "invalid query formed", json!({"reason": reason, "name": name}))
            }
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, code, message, details) = self.parts();
        let body = json!({"code": code, "details": details, "message": message, "status": "error"});
        (status, Json(body)).into_response()
    }
}

pub(crate) async fn wrong_method() -> ApiError {
    ApiError::InvalidMethod
}

pub(crate) async fn wrong_url() -> ApiError {
    ApiError::InvalidUrl
}
