//! Whether a browser navigates, or a script or an API client calls.

use http::HeaderMap;
use http::header::ACCEPT;
use requires_scope::Channel;

/// Decides by what browsers say of themselves (`Sec-Fetch-Mode`), else by what the client accepts.
///
/// `X-Requested-With` is of no use: `fetch` does not send it.
pub(crate) fn of(headers: &HeaderMap) -> Channel {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let navigates = match text("sec-fetch-mode") {
        Some(mode) => mode == "navigate",
        None => text(ACCEPT.as_str()).is_some_and(|accept| accept.contains("text/html")),
    };
    if navigates { Channel::page() } else { Channel::fetch() }
}

/// Whether the browser only looks ahead: nobody has asked for the page yet.
pub(crate) fn is_prefetch(headers: &HeaderMap) -> bool {
    ["sec-purpose", "purpose"]
        .iter()
        .any(|name| headers.get(*name).is_some_and(|value| value.as_bytes().starts_with(b"prefetch")))
}

/// Whether the person came from one of our own pages, or has typed the address.
pub(crate) fn is_own_doing(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin" || site == "none")
}

/// Whether a form on one of our own pages was sent (as tower-http's CSRF layer decides it: `Sec-Fetch-Site`, else
/// `Origin` against `Host`).
pub(crate) fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => {
            let authority = origin.split_once("://").map(|(_, authority)| authority);
            authority.is_some() && authority == text("host")
        }
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;

    fn headers(list: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs =
            list.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        pairs.collect()
    }

    #[test]
    fn a_navigation_is_a_page_and_a_fetch_is_none() {
        let is_page = |list: &[(&'static str, &'static str)]| of(&headers(list)).is_page();
        assert!(is_page(&[("sec-fetch-mode", "navigate"), ("accept", "*/*")]));
        assert!(!is_page(&[("sec-fetch-mode", "cors"), ("accept", "text/html")]));
        assert!(is_page(&[("accept", "text/html,application/xhtml+xml")]));
        assert!(!is_page(&[("accept", "application/json")]));
        assert!(!is_page(&[]));
    }

    #[test]
    fn only_our_own_form_is_same_origin() {
        let same = |list: &[(&'static str, &'static str)]| is_same_origin(&headers(list));
        assert!(same(&[("sec-fetch-site", "same-origin")]));
        assert!(!same(&[("sec-fetch-site", "cross-site"), ("origin", "http://a"), ("host", "a")]));
        assert!(same(&[("origin", "http://127.0.0.1:4000"), ("host", "127.0.0.1:4000")]));
        assert!(!same(&[("origin", "https://evil.example"), ("host", "127.0.0.1:4000")]));
        assert!(!same(&[("origin", "null"), ("host", "127.0.0.1:4000")]));
        assert!(!same(&[("host", "127.0.0.1:4000")]));
    }
}
