//! Who may come in: programs on this machine, and pages that the admin interface itself has served.
//!
//! A browser on this machine also runs foreign pages. They must not reach in, neither by a form or a `fetch` to
//! 127.0.0.1 (cross-site request forgery) nor under a host name of theirs that they let point there (DNS rebinding).

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::api::AdminError;

/// The names under which the admin interface may be asked.
#[derive(Clone, Debug)]
pub(crate) struct Door {
    hosts: Arc<[String; 2]>,
}

impl Door {
    pub(crate) fn on(port: u16) -> Self {
        Self { hosts: Arc::new([format!("127.0.0.1:{port}"), format!("localhost:{port}")]) }
    }

    /// Why the request may not come in.
    fn objection(&self, method: &Method, headers: &HeaderMap) -> Option<&'static str> {
        let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
        let host = text(header::HOST).unwrap_or_default();
        if !self.hosts.iter().any(|ours| ours.eq_ignore_ascii_case(host)) {
            return Some(
                "ask for 127.0.0.1 or localhost: another host name may be a trick of a foreign page",
            );
        }
        let own_origin = |origin: &str| origin.strip_prefix("http://").is_some_and(|name| name == host);
        if !text(header::ORIGIN).is_none_or(own_origin) {
            return Some("a page of another origin has sent this");
        }
        let site = text(HeaderName::from_static("sec-fetch-site"));
        let is_ours = site.is_none_or(|site| matches!(site, "same-origin" | "none"));
        // A link on a foreign page may lead here, as long as it only looks.
        let looks = method == Method::GET
            && text(HeaderName::from_static("sec-fetch-mode")) == Some("navigate")
            && text(HeaderName::from_static("sec-fetch-dest")) == Some("document");
        (!is_ours && !looks).then_some("a page of another site has sent this")
    }
}

pub(crate) async fn admit(State(door): State<Door>, request: Request, next: Next) -> Response {
    let mut response = match door.objection(request.method(), request.headers()) {
        Some(objection) => AdminError::Foreign(objection).into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Nothing but our own stylesheet loads, forms go nowhere else, nobody may frame the dashboard or keep a copy.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::CACHE_CONTROL, "no-store"),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    ),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
];

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};

    use super::Door;

    fn admits(method: &Method, headers: &[(&'static str, &'static str)]) -> bool {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        Door::on(8402).objection(method, &headers).is_none()
    }

    #[test]
    fn programs_and_our_own_pages_come_in() {
        assert!(admits(&Method::PUT, &[("host", "127.0.0.1:8402")]));
        assert!(admits(&Method::GET, &[("host", "localhost:8402"), ("sec-fetch-site", "none")]));
        let own = [
            ("host", "localhost:8402"),
            ("origin", "http://localhost:8402"),
            ("sec-fetch-site", "same-origin"),
        ];
        assert!(admits(&Method::POST, &own));
    }

    #[test]
    fn other_host_names_stay_outside() {
        for host in ["evil.example:8402", "127.0.0.1:8400", "127.0.0.1", "127.0.0.1.evil.example:8402", ""] {
            assert!(!admits(&Method::GET, &[("host", host)]), "{host}");
        }
        assert!(!admits(&Method::GET, &[]));
    }

    #[test]
    fn foreign_pages_stay_outside_and_a_foreign_link_may_look() {
        let host = ("host", "127.0.0.1:8402");
        for origin in ["http://evil.example", "null", "http://127.0.0.1:8400", "https://127.0.0.1:8402"] {
            assert!(!admits(&Method::POST, &[host, ("origin", origin)]), "{origin}");
        }
        let fetch = [host, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")];
        assert!(!admits(&Method::GET, &fetch));
        let link = [
            host,
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "navigate"),
            ("sec-fetch-dest", "document"),
        ];
        assert!(admits(&Method::GET, &link));
        assert!(!admits(&Method::POST, &link));
        assert!(
            !admits(&Method::GET, &[host, ("sec-fetch-site", "same-site")]),
            "another port of this machine"
        );
    }
}
