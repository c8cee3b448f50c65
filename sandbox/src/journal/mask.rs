//! What the journal leaves out: passwords, codes and tokens.

use serde_json::Value;

/// Parameters whose values are never written down.
const SECRET_PARAMETERS: &[&str] = &[
    "access_token",
    "client_secret",
    "code",
    "csrf",
    "enhance_token",
    "page",
    "password",
    "refresh_token",
    "state",
    "token",
];

/// Members of JSON objects whose values are never written down. A `code` is none of them: there it names an error.
const SECRET_MEMBERS: &[&str] =
    &["access_token", "client_secret", "enhance_token", "password", "refresh_token", "token"];

/// What stands in an entry in place of a secret.
const MASK: &str = "***";

/// Longer bodies are cut, so that a journal of many uploads stays small.
const LONGEST: usize = 16 * 1024;

pub(super) fn parameter((name, value): (&str, &str)) -> (String, String) {
    let value = if SECRET_PARAMETERS.contains(&name) && !value.is_empty() { MASK } else { value };
    (name.to_owned(), value.to_owned())
}

/// A body as text, if it is JSON.
pub(super) fn json(body: &[u8]) -> Option<String> {
    let mut value: Value = serde_json::from_slice(body).ok()?;
    cover(&mut value);
    let mut text = value.to_string();
    if text.len() > LONGEST {
        text.truncate(text.floor_char_boundary(LONGEST));
        text.push('…');
    }
    Some(text)
}

fn cover(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                if SECRET_MEMBERS.contains(&name.as_str()) && member.is_string() {
                    *member = MASK.into();
                } else {
                    cover(member);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(cover),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, json};

    fn check(body: &str, expected: Option<&str>) {
        assert_eq!(json(body.as_bytes()).as_deref(), expected);
    }

    #[test]
    fn secrets_in_json_are_masked_however_deep() {
        check(
            r#"{"access_token":"1000.a","expires_in":3600}"#,
            Some(r#"{"access_token":"***","expires_in":3600}"#),
        );
        check(
            r#"[{"a":[{"refresh_token":"x","code":"SUCCESS"}]}]"#,
            Some(r#"[{"a":[{"code":"SUCCESS","refresh_token":"***"}]}]"#),
        );
    }

    #[test]
    fn what_is_not_json_is_not_kept() {
        check("<html>", None);
        check("", None);
        check("refresh_token=x", None);
    }

    #[test]
    fn a_long_body_is_cut_between_characters() {
        let long = json(format!("\"{}\"", "ü".repeat(LONGEST)).as_bytes()).unwrap_or_default();
        assert!(long.len() <= LONGEST + '…'.len_utf8());
        assert!(long.ends_with("ü…"));
    }
}
