//! Why a page of Zylker could not be shown, and what its reader is told.

use std::io;

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::Value;

use crate::pages;

/// Why a request failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AppError {
    /// A guarded function did not run, or Zoho did not answer.
    #[error(transparent)]
    Zoho(#[from] requires_scope::Error),
    /// Zoho has read the call and does not take it.
    #[error("Zoho refuses the call: {code}")]
    Refused { code: String },
    #[error("Zoho's answer cannot be read")]
    Unreadable(#[from] reqwest::Error),
    #[error("the session cannot be kept")]
    Session(#[from] io::Error),
    #[error("the page cannot be written")]
    Page(#[from] askama::Error),
    #[error("the file is too large, or broke off")]
    TooLarge,
    #[error("there is nothing at this address")]
    NotFound,
    #[error("the browser keeps no cookies")]
    NoCookies,
    #[error("the form was sent from another site")]
    ForeignForm,
}

impl AppError {
    /// Takes the reason from the body of Zoho's answer: that of the first record, or that of the whole.
    pub(crate) fn refused(body: &Value) -> AppError {
        let code = [&body["data"][0]["code"], &body["code"]].into_iter().find_map(Value::as_str);
        let is_word = |code: &&str| code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        AppError::Refused { code: code.filter(is_word).unwrap_or("no reason given").to_owned() }
    }

    /// Status, title and advice. Where scopes are missing or the grant has ended, the layer answers in place of this.
    fn told(&self) -> (StatusCode, &'static str, &'static str) {
        match self {
            AppError::Zoho(error) if error.is_no_permission() => (
                StatusCode::FORBIDDEN,
                "Your Zoho profile does not allow this",
                "An administrator of your Zoho CRM can change that; allowing Zylker more would not help.",
            ),
            AppError::Zoho(error) if error.missing().is_some() => (
                StatusCode::FORBIDDEN,
                "Zylker may not do this",
                "Zoho needs your consent for it. Please go back and try once more.",
            ),
            AppError::Zoho(error) if error.is_expired() => (
                StatusCode::UNAUTHORIZED,
                "Zoho asks you to sign in again",
                "It no longer knows Zylker. Please go back and try once more.",
            ),
            AppError::Zoho(error) if error.may_have_had_effect() => (
                StatusCode::GATEWAY_TIMEOUT,
                "Zoho has not answered",
                "Perhaps it has done what you asked for. Please look before you try once more.",
            ),
            AppError::Zoho(error) if error.is_retryable() => (
                StatusCode::SERVICE_UNAVAILABLE,
                "Zoho does not answer",
                "Nothing is lost. Please try again in a moment.",
            ),
            AppError::Refused { .. } => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "Zoho did not take this",
                "Something about it is not as Zoho CRM wants it, and nothing was saved. Please go back and check.",
            ),
            AppError::TooLarge => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "This file is too large",
                "Zoho CRM takes files of up to 20 MB. Please go back and choose a smaller one.",
            ),
            AppError::NotFound => (
                StatusCode::NOT_FOUND,
                "There is nothing here",
                "The address is wrong, or what was here is gone.",
            ),
            AppError::NoCookies => (
                StatusCode::UNAUTHORIZED,
                "Your browser keeps no cookies",
                "Zylker needs one to know that it is you. Please allow cookies for this site, and sign in again.",
            ),
            AppError::ForeignForm => (
                StatusCode::FORBIDDEN,
                "Not from here",
                "This was sent from another site. Please use Zylker's own page.",
            ),
            AppError::Zoho(_) | AppError::Unreadable(_) | AppError::Session(_) | AppError::Page(_) => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "This did not work",
                "Zylker cannot go on here; whoever runs it finds the reason in its log.",
            ),
        }
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let (status, title, advice) = self.told();
        if status.is_server_error() {
            tracing::error!(error = &self as &dyn std::error::Error, "request failed");
        } else {
            tracing::debug!(error = &self as &dyn std::error::Error, "request refused");
        }
        match pages::trouble(status, title, advice) {
            Ok(page) => page.into_response(),
            Err(_) => (status, title).into_response(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn zohos_reason_is_a_word_and_no_text_of_anybody_elses() {
        let cases = [
            (json!({ "data": [{ "code": "MANDATORY_NOT_FOUND" }] }), "MANDATORY_NOT_FOUND"),
            (json!({ "code": "INVALID_DATA", "message": "…" }), "INVALID_DATA"),
            (json!({ "code": "<b>" }), "no reason given"),
            (json!(null), "no reason given"),
        ];
        for (body, code) in cases {
            assert_eq!(AppError::refused(&body).to_string(), format!("Zoho refuses the call: {code}"));
        }
    }
}
