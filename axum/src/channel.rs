//! What sent a request: a browser that navigates, a script, or a page that replaces a part of itself.

use axum::response::Response;
use http::HeaderMap;
use http::header::ACCEPT;
use requires_scope::Channel;
use tower::util::MapResponseLayer;

use crate::marks::{self, Marks};

/// What the sender of a request can make of a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WebChannel {
    /// A browser that navigates: it can be redirected, and comes back.
    Page,
    /// A script or an API client: it is told, and never redirected.
    Fetch,
    /// A page that replaces a part of itself, as htmx does: its script follows the header `HX-Redirect` of a reply of
    /// any status, and would put a page that it is redirected to into the part.
    ///
    /// Source: <https://htmx.org/reference/#response_headers>.
    Partial,
}

impl WebChannel {
    /// Decides by `HX-Request`, then by what browsers say of themselves (`Sec-Fetch-Mode`), else by what the client
    /// accepts. `X-Requested-With` is of no use: `fetch` does not send it.
    pub(crate) fn of(headers: &HeaderMap) -> WebChannel {
        if text(headers, "hx-request") == Some("true") {
            return WebChannel::Partial;
        }
        let navigates = match text(headers, "sec-fetch-mode") {
            Some(mode) => mode == "navigate",
            None => text(headers, ACCEPT.as_str()).is_some_and(|accept| accept.contains("text/html")),
        };
        if navigates { WebChannel::Page } else { WebChannel::Fetch }
    }

    /// How the runtime sees it.
    pub(crate) fn to_channel(self) -> Channel {
        match self {
            WebChannel::Page => Channel::page(),
            WebChannel::Fetch | WebChannel::Partial => Channel::fetch(),
        }
    }
}

/// A layer for routes whose requests always come from this channel, whatever their headers say.
///
/// # Examples
///
/// ```
/// use axum::{Router, routing::get};
/// use requires_scope_axum::{WebChannel, always};
///
/// # async fn leads() -> &'static str { "[]" }
/// let api: Router = Router::new().route("/api/leads", get(leads)).layer(always(WebChannel::Fetch));
/// # drop(api);
/// ```
pub fn always(channel: WebChannel) -> MapResponseLayer<impl Fn(Response) -> Response + Clone> {
    marks::mark(move |marks| Marks { channel: Some(channel), ..marks })
}

/// The application's own page that shows what is to be replaced, as htmx names it.
pub(crate) fn current_url(headers: &HeaderMap) -> Option<&str> {
    text(headers, "hx-current-url")
}

/// Whether htmx navigates in place of the browser: then the answer is a whole page.
pub(crate) fn is_boosted(headers: &HeaderMap) -> bool {
    text(headers, "hx-boosted") == Some("true")
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
    match (text(headers, "sec-fetch-site"), text(headers, "origin")) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => {
            let authority = origin.split_once("://").map(|(_, authority)| authority);
            authority.is_some() && authority == text(headers, "host")
        }
        (None, None) => false,
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
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
    fn a_navigation_is_a_page_a_fetch_is_none_and_htmx_is_a_part_of_one() {
        use WebChannel::{Fetch, Page, Partial};
        let cases: [(&[(&'static str, &'static str)], WebChannel); 8] = [
            (&[("sec-fetch-mode", "navigate"), ("accept", "*/*")], Page),
            (&[("sec-fetch-mode", "cors"), ("accept", "text/html")], Fetch),
            (&[("accept", "text/html,application/xhtml+xml")], Page),
            (&[("accept", "application/json")], Fetch),
            (&[], Fetch),
            (&[("hx-request", "true"), ("sec-fetch-mode", "cors"), ("accept", "*/*")], Partial),
            (&[("hx-request", "true"), ("hx-boosted", "true"), ("accept", "text/html")], Partial),
            (&[("hx-request", "false"), ("accept", "text/html")], Page),
        ];
        for (list, expected) in cases {
            assert_eq!(WebChannel::of(&headers(list)), expected, "{list:?}");
        }
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
