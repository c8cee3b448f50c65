//! Files that are attached to a lead: what Zylker shows of them, and how their bytes reach the browser.

use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
use http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderName, HeaderValue};
use serde::Deserialize;

use crate::record::{RecordId, text};

/// A file, as the list of a record's attachments has it.
#[derive(Debug, Deserialize)]
pub(crate) struct Attachment {
    pub(crate) id: RecordId,
    #[serde(rename = "File_Name", default, deserialize_with = "text")]
    name: String,
    #[serde(rename = "Size", default, deserialize_with = "text")]
    n_bytes: String,
    #[serde(rename = "Created_Time", default, deserialize_with = "text")]
    created: String,
}

impl Attachment {
    /// What Zoho is asked for.
    pub(crate) const FIELDS: &str = "File_Name,Size,Created_Time";

    pub(crate) fn name(&self) -> &str {
        if self.name.is_empty() { "(without a name)" } else { &self.name }
    }

    /// How large it is, as a person reads it: `98 kB`.
    pub(crate) fn size(&self) -> String {
        const UNITS: [&str; 4] = ["bytes", "kB", "MB", "GB"];
        let Ok(mut size) = self.n_bytes.parse::<u64>() else { return String::new() };
        let mut unit = 0;
        while size >= 1000 && unit + 1 < UNITS.len() {
            size = (size + 500) / 1000;
            unit += 1;
        }
        format!("{size} {}", UNITS[unit])
    }

    /// The day on which it came, as `2026-11-22`.
    pub(crate) fn day(&self) -> &str {
        self.created.split('T').next().unwrap_or_default()
    }
}

/// Hands Zoho's answer to the browser as it arrives, to be saved and never to be shown: whoever has attached the file
/// may have put a page of theirs into it.
pub(crate) fn saved(answer: reqwest::Response) -> Response {
    let named = answer.headers().get(CONTENT_DISPOSITION);
    let named = named.filter(|named| named.as_bytes().starts_with(b"attachment")).cloned();
    let headers: [(HeaderName, HeaderValue); 5] = [
        (CONTENT_DISPOSITION, named.unwrap_or(HeaderValue::from_static("attachment"))),
        (CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox")),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    (headers, Body::new(reqwest::Body::from(answer))).into_response()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_size_reads_as_a_person_says_it() {
        for (bytes, size) in [
            (Some("0"), "0 bytes"),
            (Some("999"), "999 bytes"),
            (Some("98304"), "98 kB"),
            (Some("999600"), "1 MB"),
            (Some("20971520"), "21 MB"),
            (Some("unknown"), ""),
            (None, ""),
        ] {
            let file: Attachment =
                serde_json::from_value(json!({ "id": "41508", "Size": bytes })).expect("a file");
            assert_eq!(file.size(), size, "{bytes:?}");
        }
    }

    #[test]
    fn a_file_is_saved_and_never_shown() {
        for (sent, expected) in [
            (Some("attachment;filename*=UTF-8''card.png"), "attachment;filename*=UTF-8''card.png"),
            (Some("inline"), "attachment"),
            (None, "attachment"),
        ] {
            let mut answer = http::Response::new("<script>alert(1)</script>");
            if let Some(sent) = sent {
                answer.headers_mut().insert(CONTENT_DISPOSITION, HeaderValue::from_static(sent));
            }
            answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html"));
            let saved = saved(answer.into());
            assert_eq!(saved.headers()[CONTENT_DISPOSITION], expected);
            assert_eq!(saved.headers()[CONTENT_TYPE], "application/octet-stream");
            assert_eq!(saved.headers()[X_CONTENT_TYPE_OPTIONS], "nosniff");
        }
    }
}
