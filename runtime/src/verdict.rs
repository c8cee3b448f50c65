//! What a refused API call means: decided by the code in the body, never by the status or a text.

use http::{HeaderMap, StatusCode, header};
use serde_json::Value;

/// The server's reason for refusing a call.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The access token is expired or revoked: a fresh one may do.
    TokenRefused,
    /// The grant lacks a scope: only the user's consent helps.
    ScopeMismatch,
    /// The user's profile in Zoho forbids it: no consent helps.
    NoPermission { permissions: String },
    /// The call itself is at fault, which is the caller's business.
    Other,
}

impl Verdict {
    /// Reads an answer whose status says that the call was refused.
    pub(crate) fn read(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Verdict {
        let body = serde_json::from_slice::<Value>(body).unwrap_or_default();
        match code(&body).or_else(|| challenge(headers)) {
            Some(
                "OAUTH_SCOPE_MISMATCH"
                | "INVALID_OAUTHSCOPE"
                | "SCOPE_MISMATCH"
                | "scope_mismatch"
                | "scope_invalid"
                | "insufficient_scope",
            ) => Verdict::ScopeMismatch,
            // Projects has no code for it, only this text; it is not known to be localized.
            Some("Invalid OAuth scope") if status == StatusCode::FORBIDDEN => Verdict::ScopeMismatch,
            Some(
                "INVALID_TOKEN"
                | "AUTHENTICATION_FAILURE"
                | "INVALID_OAUTHTOKEN"
                | "INVALID_OAUTH"
                | "invalid_token",
            ) => Verdict::TokenRefused,
            Some("NO_PERMISSION") => Verdict::NoPermission { permissions: permissions(&body) },
            _ if is_peoples_scope_mismatch(&body) => Verdict::ScopeMismatch,
            _ => Verdict::Other,
        }
    }
}

/// CRM: `code`. Social, Projects: `error.message`. Desk: `errorCode`. RFC 6750: `error`.
fn code(body: &Value) -> Option<&str> {
    let candidates = [&body["code"], &body["errorCode"], &body["error"]["message"], &body["error"]];
    candidates.into_iter().find_map(Value::as_str)
}

/// People: the number 7218. In which member it stands is not documented, so it is looked for where Zoho's products have
/// theirs.
fn is_peoples_scope_mismatch(body: &Value) -> bool {
    let errors = [body, &body["error"], &body["errors"], &body["response"]["errors"]];
    errors.into_iter().any(|error| match &error["code"] {
        Value::Number(code) => code.as_u64() == Some(7218),
        Value::String(code) => code == "7218",
        _ => false,
    })
}

/// The error of a `Bearer` challenge (RFC 6750, section 3).
fn challenge(headers: &HeaderMap) -> Option<&str> {
    let challenges = headers.get_all(header::WWW_AUTHENTICATE).into_iter().filter_map(|it| it.to_str().ok());
    challenges.filter_map(|challenge| challenge.split_once(' ')).find_map(|(scheme, parameters)| {
        let mut parameters = parameters.split(',').filter_map(|parameter| parameter.trim().split_once('='));
        let (_, error) = parameters.find(|(name, _)| name.eq_ignore_ascii_case("error"))?;
        scheme.eq_ignore_ascii_case("bearer").then(|| error.trim_matches('"'))
    })
}

/// Zoho's names of what the profile lacks: words of the protocol, not text.
fn permissions(body: &Value) -> String {
    let named = body["details"]["permissions"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let is_word =
        |name: &&str| name.len() <= 64 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let named: Vec<_> = named.filter(is_word).take(8).collect();
    if named.is_empty() { "Zoho does not say which".to_owned() } else { named.join(", ") }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn read(status: u16, challenge: Option<&'static str>, body: &str) -> Verdict {
        let mut headers = HeaderMap::new();
        headers.extend(challenge.map(|it| (header::WWW_AUTHENTICATE, HeaderValue::from_static(it))));
        Verdict::read(StatusCode::from_u16(status).expect("a status"), &headers, body.as_bytes())
    }

    #[test]
    fn products_say_it_in_their_own_ways() {
        let is_mismatch = |status, body| read(status, None, body) == Verdict::ScopeMismatch;
        assert!(is_mismatch(403, r#"{"error":{"code":6401,"message":"Invalid OAuth scope"}}"#));
        assert!(!is_mismatch(400, r#"{"error":{"code":6401,"message":"Invalid OAuth scope"}}"#));
        assert!(is_mismatch(401, r#"{"response":{"status":1,"errors":{"code":7218,"message":"x"}}}"#));
        assert!(is_mismatch(400, r#"{"code":"7218"}"#));
        assert!(!is_mismatch(400, r#"{"code":7217,"data":7218}"#));
        assert!(is_mismatch(403, r#"{"code":"scope_mismatch"}"#));
    }

    #[test]
    fn a_challenge_counts_where_the_body_says_nothing() {
        let scope = r#"Bearer realm="crm", error="insufficient_scope", scope="a b""#;
        assert_eq!(read(403, Some(scope), "<html>"), Verdict::ScopeMismatch);
        assert_eq!(read(401, Some(r#"bearer error="invalid_token""#), ""), Verdict::TokenRefused);
        assert_eq!(read(401, Some(r#"Basic error="insufficient_scope""#), ""), Verdict::Other);
        assert_eq!(read(403, Some(scope), r#"{"code":"NO_SUCH_RECORD"}"#), Verdict::Other);
    }

    #[test]
    fn the_code_decides() {
        let verdict = |body: &str| read(401, None, body);
        for message in ["invalid oauth scope to access this URL", "Unauthorized", "認証エラー"] {
            let body = format!(
                r#"{{"code":"OAUTH_SCOPE_MISMATCH","details":{{}},"message":"{message}","status":"error"}}"#
            );
            assert_eq!(verdict(&body), Verdict::ScopeMismatch);
        }
        assert_eq!(
            verdict(r#"{"error":{"code":401,"message":"INVALID_OAUTHSCOPE"}}"#),
            Verdict::ScopeMismatch
        );
        assert_eq!(
            verdict(r#"{"code":"INVALID_TOKEN","message":"invalid oauth token"}"#),
            Verdict::TokenRefused
        );
        assert_eq!(verdict(r#"{"code":"AUTHENTICATION_FAILURE"}"#), Verdict::TokenRefused);
        assert_eq!(verdict(r#"{"code":"INVALID_DATA","message":"OAUTH_SCOPE_MISMATCH"}"#), Verdict::Other);
        assert_eq!(verdict("<html>OAUTH_SCOPE_MISMATCH"), Verdict::Other);
    }

    #[test]
    fn a_profile_is_no_scope() {
        let body = br#"{"code":"NO_PERMISSION","details":{"permissions":["Crm_Implied_View_Leads"]},"message":"permission denied"}"#;
        assert_eq!(
            Verdict::read(StatusCode::FORBIDDEN, &HeaderMap::new(), body),
            Verdict::NoPermission { permissions: "Crm_Implied_View_Leads".to_owned() }
        );
    }
}
