//! The protocol of Zoho Accounts: requests out, answers in, no I/O.
//!
//! Facts from <https://www.zoho.com/accounts/protocol/oauth.html>: errors come with HTTP status 200 as well as
//! 400, texts may be localized, `scope` may be absent from any answer, and `expires_in` was in milliseconds
//! where `expires_in_sec` stands beside it. So an answer is read by its members alone.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, StatusCode, header};
use serde_json::{Map, Value};
use url::{Url, form_urlencoded};

use crate::error::Error;
use crate::secret::Secret;
use crate::transport::NoConnection;

/// What the application is to Zoho.
#[derive(Clone, Debug)]
pub(crate) struct Credentials {
    pub(crate) client_id: String,
    pub(crate) client_secret: Secret,
}

/// One request to the token endpoint's family.
#[derive(Debug)]
pub(crate) enum AccountsRequest<'a> {
    /// RFC 6749, section 6. `scope` is never sent: Zoho narrows the token to it.
    Refresh { refresh_token: &'a Secret },
    /// RFC 6749, section 4.1.3.
    ExchangeCode { code: &'a Secret, redirect_uri: &'a Url },
    /// The first step of Zoho's incremental authorization.
    EnhanceScope { refresh_token: &'a Secret },
    /// RFC 7009, as Zoho has it: the access tokens of the refresh token end with it. Its answer is no token.
    Revoke { refresh_token: &'a Secret },
}

impl AccountsRequest<'_> {
    /// Whether sending it again after a lost answer gives what the first would have given. A code is good once.
    pub(crate) fn is_repeatable(&self) -> bool {
        !matches!(self, AccountsRequest::ExchangeCode { .. })
    }

    pub(crate) fn to_http(&self, accounts: &Url, credentials: &Credentials) -> Result<Request<Bytes>, Error> {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("client_id", &credentials.client_id);
        form.append_pair("client_secret", credentials.client_secret.expose());
        let path = match self {
            AccountsRequest::Refresh { refresh_token } => {
                form.append_pair("grant_type", "refresh_token");
                form.append_pair("refresh_token", refresh_token.expose());
                "/oauth/v2/token"
            }
            AccountsRequest::ExchangeCode { code, redirect_uri } => {
                form.append_pair("grant_type", "authorization_code");
                form.append_pair("redirect_uri", redirect_uri.as_str());
                form.append_pair("code", code.expose());
                "/oauth/v2/token"
            }
            AccountsRequest::EnhanceScope { refresh_token } => {
                form.append_pair("grant_type", "update_scopes_token");
                form.append_pair("refresh_token", refresh_token.expose());
                "/oauth/v2/token/scopeenhance"
            }
            AccountsRequest::Revoke { refresh_token } => {
                form.append_pair("token", refresh_token.expose());
                "/oauth/v2/token/revoke"
            }
        };
        let mut url = accounts.clone();
        url.set_path(path);
        Request::post(url.as_str())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "application/json")
            .body(Bytes::from(form.finish()))
            .map_err(|_| Error::configuration("the accounts URL makes no request"))
    }
}

/// A token answer: of an access token, or of an enhancement token.
#[derive(Debug)]
pub(crate) struct TokenAnswer {
    pub(crate) access_token: Secret,
    pub(crate) refresh_token: Option<Secret>,
    /// Space separated; `None` means that nothing was learnt.
    pub(crate) scope: Option<String>,
    pub(crate) api_domain: Option<String>,
    pub(crate) expires_in: Duration,
}

/// How Zoho Accounts said no, or failed to say anything.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AccountsError {
    /// The server answered with an error code, such as `invalid_client`.
    #[error("Zoho Accounts answered `{code}`: {}", meaning(.code))]
    Refused {
        /// Zoho's code.
        code: String,
    },
    /// Too many tokens were asked for.
    #[error("Zoho Accounts answered that there were too many requests")]
    Throttled,
    /// The answer is no token answer: a proxy's page, a maintenance notice.
    #[error("the answer (HTTP status {status}) is no JSON of a token endpoint: is the accounts URL right?")]
    NotJson {
        /// The HTTP status.
        status: StatusCode,
    },
    /// The server or something on the way to it is in trouble.
    #[error("Zoho Accounts answered with HTTP status {status}")]
    Trouble {
        /// The HTTP status, 500 or above.
        status: StatusCode,
    },
    /// The answer ends in the middle: the connection was lost.
    #[error("only a part of the answer of Zoho Accounts has arrived")]
    Torn,
    /// Nobody answered.
    #[error("Zoho Accounts cannot be reached: check the network and the data centre")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl AccountsError {
    /// The error code, where the server gave one.
    pub fn code(&self) -> Option<&str> {
        match self {
            AccountsError::Refused { code } => Some(code),
            _ => None,
        }
    }

    /// Whether the same request may go through later.
    pub fn is_retryable(&self) -> bool {
        match self {
            AccountsError::Throttled
            | AccountsError::Trouble { .. }
            | AccountsError::Torn
            | AccountsError::Unreachable(_) => true,
            AccountsError::NotJson { status } => status.is_server_error(),
            AccountsError::Refused { .. } => false,
        }
    }

    /// Whether the server cannot have given anything: it has refused to, or has never seen the request.
    pub(crate) fn is_without_effect(&self) -> bool {
        match self {
            AccountsError::Refused { .. } => true,
            AccountsError::Unreachable(_) => self.has_missed_the_server(),
            AccountsError::Throttled
            | AccountsError::NotJson { .. }
            | AccountsError::Trouble { .. }
            | AccountsError::Torn => false,
        }
    }

    /// Whether the server has never seen the request.
    pub(crate) fn has_missed_the_server(&self) -> bool {
        matches!(self, AccountsError::Unreachable(source) if source.is::<NoConnection>())
    }

    /// Whether trying again *now* could help: a throttle is kept alive by that.
    pub(crate) fn is_transient(&self) -> bool {
        self.is_retryable() && !matches!(self, AccountsError::Throttled)
    }
}

/// Reads what the token endpoint answered, whatever the status says.
pub(crate) fn read_answer(response: &Response<Bytes>) -> Result<TokenAnswer, AccountsError> {
    let status = response.status();
    let members = match serde_json::from_slice::<Map<String, Value>>(response.body()) {
        Ok(members) => members,
        Err(_) if status == StatusCode::TOO_MANY_REQUESTS => return Err(AccountsError::Throttled),
        Err(_) if status.is_server_error() => return Err(AccountsError::Trouble { status }),
        Err(error) if error.is_eof() => return Err(AccountsError::Torn),
        Err(_) => return Err(AccountsError::NotJson { status }),
    };
    let text = |name: &str| members.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    if let Some(access_token) = text("access_token") {
        return Ok(TokenAnswer {
            access_token: access_token.into(),
            refresh_token: text("refresh_token").map(Secret::from),
            scope: text("scope").map(str::to_owned),
            api_domain: text("api_domain").map(str::to_owned),
            expires_in: lifetime(members.get("expires_in"), members.get("expires_in_sec")),
        });
    }
    // The throttle's texts are localized; `status` is the one member that says the same in every language.
    if text("status") == Some("failure") || status == StatusCode::TOO_MANY_REQUESTS {
        return Err(AccountsError::Throttled);
    }
    if status.is_server_error() {
        return Err(AccountsError::Trouble { status });
    }
    match text("error").filter(|code| is_code(code)) {
        Some(code) => Err(AccountsError::Refused { code: code.to_owned() }),
        None => Err(AccountsError::NotJson { status }),
    }
}

/// Reads what the revocation endpoint answered: `{"status":"success"}`, or an error as of the token endpoint.
pub(crate) fn read_revocation(response: &Response<Bytes>) -> Result<(), AccountsError> {
    let members = serde_json::from_slice::<Map<String, Value>>(response.body()).unwrap_or_default();
    if response.status().is_success() && members.get("status").is_some_and(|status| status == "success") {
        return Ok(());
    }
    read_answer(response).map(drop)
}

/// The life of a token: one hour, Zoho's usual, where the answer does not say; never more than a day.
fn lifetime(expires_in: Option<&Value>, expires_in_sec: Option<&Value>) -> Duration {
    const USUAL: f64 = 3600.0;
    const DAY: f64 = 86_400.0;
    let number = |value: &Value| value.as_f64().or_else(|| value.as_str()?.parse().ok());
    let seconds = expires_in_sec.or(expires_in).and_then(number).unwrap_or(USUAL);
    let seconds = if seconds > DAY { seconds / 1000.0 } else { seconds };
    Duration::try_from_secs_f64(seconds.min(DAY)).unwrap_or_default()
}

/// Error codes are words of the protocol; anything else may be localized text, or worse, and is not repeated.
fn is_code(text: &str) -> bool {
    !text.is_empty() && text.len() <= 64 && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

fn meaning(code: &str) -> &'static str {
    match code {
        "invalid_client" => {
            "the client id is unknown at this data centre; check the id and `ClientBuilder::data_center`"
        }
        "invalid_client_secret" => "the client secret is wrong",
        "invalid_code" => "the code or refresh token is wrong, used, revoked, or of another data centre",
        "invalid_redirect_uri" => "the redirect URI is not the one that is registered",
        "access_denied" => "too many codes were asked for, or the user declined",
        _ => "see Zoho's documentation of the token endpoint",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &'static str) -> Result<TokenAnswer, AccountsError> {
        let response = Response::builder().status(status).body(Bytes::from(body)).expect("a response");
        read_answer(&response)
    }

    fn refusal(status: u16, body: &'static str) -> String {
        answer(status, body).expect_err("a refusal").to_string()
    }

    #[test]
    fn an_error_is_read_from_the_body_at_any_status() {
        for status in [200, 400, 401] {
            let error = answer(status, r#"{"error":"invalid_code"}"#).expect_err("an error");
            assert_eq!(error.code(), Some("invalid_code"));
            assert!(!error.is_retryable());
        }
    }

    #[test]
    fn a_throttle_is_known_in_every_language() {
        for body in [
            r#"{"error_description":"You have made too many requests continuously.","error":"Access Denied","status":"failure"}"#,
            r#"{"error_description":"您已连续提出过多请求，请稍后再试。","error":"拒绝访问","status":"failure"}"#,
        ] {
            for status in [200, 400] {
                let error = answer(status, body).expect_err("a throttle");
                assert!(matches!(error, AccountsError::Throttled), "{error:?}");
                assert!(error.is_retryable() && !error.is_transient());
            }
        }
    }

    #[test]
    fn a_revocation_is_a_success_only_where_the_answer_says_so() {
        let read = |status: u16, body: &'static str| {
            let response = Response::builder().status(status).body(Bytes::from(body)).expect("a response");
            read_revocation(&response)
        };
        assert!(read(200, r#"{"status":"success"}"#).is_ok());
        assert_eq!(
            read(400, r#"{"error":"invalid_code"}"#).expect_err("refused").code(),
            Some("invalid_code")
        );
        for (status, body) in [(200, "{}"), (200, ""), (500, r#"{"status":"success"}"#), (200, "<html>")] {
            assert!(read(status, body).is_err(), "{status} {body}");
        }
    }

    #[test]
    fn a_page_instead_of_json_is_named() {
        assert!(refusal(200, "<html>").contains("no JSON"));
        assert!(refusal(502, "<html>").contains("502"));
        assert!(refusal(200, "{}").contains("no JSON"));
        assert!(matches!(answer(429, "<html>"), Err(AccountsError::Throttled)));
    }

    #[test]
    fn a_torn_answer_is_worth_another_try() {
        for body in ["", "{", r#"{"access_token":"1000.a"#] {
            let error = answer(200, body).expect_err("a torn answer");
            assert!(matches!(error, AccountsError::Torn) && error.is_transient(), "{error:?}");
        }
    }

    #[test]
    fn no_text_of_the_server_is_repeated() {
        assert!(!refusal(200, r#"{"error":"token 1000.secret is bad"}"#).contains("secret"));
    }

    #[test]
    fn a_life_is_in_seconds_unless_both_members_stand() {
        let life = |body| answer(200, body).expect("a token").expires_in.as_secs();
        assert_eq!(life(r#"{"access_token":"a","expires_in":3600}"#), 3600);
        assert_eq!(life(r#"{"access_token":"a","expires_in":3600000,"expires_in_sec":3600}"#), 3600);
        assert_eq!(life(r#"{"access_token":"a","expires_in":3600000}"#), 3600);
        assert_eq!(life(r#"{"access_token":"a","expires_in":"3600"}"#), 3600);
        assert_eq!(life(r#"{"access_token":"a"}"#), 3600);
        assert_eq!(life(r#"{"access_token":"a","expires_in":-5}"#), 0);
    }

    #[test]
    fn a_refresh_never_sends_a_scope() {
        let credentials = Credentials { client_id: "id".to_owned(), client_secret: "s".into() };
        let accounts = Url::parse("https://accounts.zoho.com").expect("a URL");
        let refresh_token = Secret::new("1000.r");
        let request =
            AccountsRequest::Refresh { refresh_token: &refresh_token }.to_http(&accounts, &credentials);
        let body = request.expect("a request").into_body();
        assert_eq!(&body[..], b"client_id=id&client_secret=s&grant_type=refresh_token&refresh_token=1000.r");
    }
}
