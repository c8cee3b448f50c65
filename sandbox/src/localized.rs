//! Errors in another language: what a client meets that decides by English text.

use axum::body::Bytes;
use serde_json::Value;

/// The body, if it is an error in JSON, with its text in Chinese.
///
/// The throttle's answer has been recorded like this, with even its `error` translated. The text of the others is ours:
/// what matters is that it is not English.
pub(crate) fn localized(body: Bytes) -> Bytes {
    let Ok(Value::Object(mut answer)) = serde_json::from_slice(&body) else { return body };
    if answer.contains_key("error_description") {
        answer.insert("error_description".to_owned(), "您已连续提出过多请求，请稍后再试。".into());
        answer.insert("error".to_owned(), "拒绝访问".into());
    } else if answer.get("status").is_some_and(|status| status == "error") && answer.contains_key("message") {
        answer.insert("message".to_owned(), "请求无法处理".into());
    } else {
        return body;
    }
    serde_json::to_vec(&answer).map_or(body, Bytes::from)
}

#[cfg(test)]
mod tests {
    use super::localized;

    fn check(body: &'static str, expected: &str) {
        assert_eq!(localized(body.as_bytes().into()), expected.as_bytes());
    }

    #[test]
    fn the_text_changes_and_the_code_stays() {
        check(
            r#"{"code":"INVALID_TOKEN","message":"invalid oauth token","status":"error"}"#,
            r#"{"code":"INVALID_TOKEN","message":"请求无法处理","status":"error"}"#,
        );
        check(
            r#"{"error":"Access Denied","error_description":"You …","status":"failure"}"#,
            r#"{"error":"拒绝访问","error_description":"您已连续提出过多请求，请稍后再试。","status":"failure"}"#,
        );
    }

    #[test]
    fn what_is_no_error_stays_as_it_is() {
        check(r#"{"access_token":"x"}"#, r#"{"access_token":"x"}"#);
        check("<html>", "<html>");
        check(r#"{"error":"invalid_code"}"#, r#"{"error":"invalid_code"}"#);
    }
}
