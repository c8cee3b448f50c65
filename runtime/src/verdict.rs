//! What a refused API call means: decided by the code in the body, never by the status or a text.

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
    pub(crate) fn read(body: &[u8]) -> Verdict {
        let Ok(body) = serde_json::from_slice::<Value>(body) else { return Verdict::Other };
        match code(&body) {
            Some("OAUTH_SCOPE_MISMATCH" | "INVALID_OAUTHSCOPE" | "SCOPE_MISMATCH" | "insufficient_scope") => {
                Verdict::ScopeMismatch
            }
            Some("INVALID_TOKEN" | "AUTHENTICATION_FAILURE" | "INVALID_OAUTHTOKEN" | "INVALID_OAUTH") => {
                Verdict::TokenRefused
            }
            Some("NO_PERMISSION") => Verdict::NoPermission { permissions: permissions(&body) },
            _ => Verdict::Other,
        }
    }
}

/// CRM: `code`. Social: `error.message`. Desk: `errorCode`. RFC 6750: `error`.
fn code(body: &Value) -> Option<&str> {
    let candidates = [&body["code"], &body["errorCode"], &body["error"]["message"], &body["error"]];
    candidates.into_iter().find_map(Value::as_str)
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
    use super::*;

    #[test]
    fn the_code_decides() {
        let verdict = |body: &str| Verdict::read(body.as_bytes());
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
            Verdict::read(body),
            Verdict::NoPermission { permissions: "Crm_Implied_View_Leads".to_owned() }
        );
    }
}
