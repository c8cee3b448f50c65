//! What sent a request: a browser that navigates, a script, a frame, or a page that replaces a part of itself.

use http::header::{ACCEPT, HOST, ORIGIN};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use requires_scope::Channel;

use crate::marks::{Mark, Marks};

pub(crate) const CURRENT_URL: HeaderName = HeaderName::from_static("hx-current-url");
const HX_REQUEST: HeaderName = HeaderName::from_static("hx-request");
const HX_BOOSTED: HeaderName = HeaderName::from_static("hx-boosted");
const FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");
const FETCH_DEST: HeaderName = HeaderName::from_static("sec-fetch-dest");
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const PURPOSE: HeaderName = HeaderName::from_static("sec-purpose");

/// What is shown within another page.
const FRAMES: [&str; 5] = ["iframe", "frame", "embed", "object", "fencedframe"];

/// What the sender of a request can make of a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WebChannel {
    /// A browser that navigates: it can be redirected, and comes back.
    Page,
    /// A browser that navigates within a frame: Zoho's pages do not show there, so that the reply is a page with a link
    /// for the whole window.
    ///
    /// Source: <https://www.w3.org/TR/fetch-metadata/#sec-fetch-dest-header>.
    Framed,
    /// A script or an API client: it is told, and never redirected.
    Fetch,
    /// A page that replaces a part of itself, as htmx does: its script follows the header `HX-Redirect` of a reply of
    /// any status, and would put a page that it is redirected to into the part.
    ///
    /// Source: <https://htmx.org/reference/#response_headers>.
    Partial,
}

impl WebChannel {
    /// Decides by what browsers say of themselves (`Sec-Fetch-Mode`, `Sec-Fetch-Dest`), then by `HX-Request`, which no
    /// navigation has, else by what the client accepts. `X-Requested-With` is of no use: `fetch` does not send it.
    pub(crate) fn of(headers: &HeaderMap) -> WebChannel {
        let mode = text(headers, &FETCH_MODE);
        if mode == Some("navigate") {
            let is_framed = text(headers, &FETCH_DEST).is_some_and(|dest| FRAMES.contains(&dest));
            return if is_framed { WebChannel::Framed } else { WebChannel::Page };
        }
        if text(headers, &HX_REQUEST) == Some("true") {
            return WebChannel::Partial;
        }
        let wants_page = || text(headers, &ACCEPT).is_some_and(|accept| accept.contains("text/html"));
        if mode.is_none() && wants_page() { WebChannel::Page } else { WebChannel::Fetch }
    }

    /// How the runtime sees it.
    pub(crate) fn to_channel(self) -> Channel {
        match self {
            WebChannel::Page | WebChannel::Framed => Channel::page(),
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
pub fn always(channel: WebChannel) -> Mark {
    Mark(Marks { channel: Some(channel), ..Marks::default() })
}

/// Whether htmx navigates in place of the browser: then the answer is a whole page.
pub(crate) fn is_boosted(headers: &HeaderMap) -> bool {
    text(headers, &HX_BOOSTED) == Some("true")
}

/// Whether the browser only looks ahead: nobody has asked for the page yet.
///
/// Source: <https://wicg.github.io/nav-speculation/prefetch.html#sec-purpose-header>; a page that is prerendered says
/// `prefetch;prerender`.
pub(crate) fn is_prefetch(headers: &HeaderMap) -> bool {
    headers.get(&PURPOSE).is_some_and(|value| value.as_bytes().starts_with(b"prefetch"))
}

/// Whether the person came from one of our own pages, or has typed the address.
pub(crate) fn is_own_doing(headers: &HeaderMap) -> bool {
    matches!(text(headers, &FETCH_SITE), Some("same-origin" | "none"))
}

/// Whether a form on one of our own pages was sent (as tower-http's CSRF layer decides it: `Sec-Fetch-Site`, else
/// `Origin` against the host). A request that says neither is of no browser, and of no form of ours.
pub(crate) fn is_same_origin(parts: &Parts, home: &str) -> bool {
    match text(&parts.headers, &FETCH_SITE) {
        Some(site) => site == "same-origin",
        None => is_of_host(parts, home).unwrap_or(false),
    }
}

/// Whether another site has sent the request: a page of another host, though it may be of the same domain.
pub(crate) fn is_foreign(parts: &Parts, home: &str) -> bool {
    match text(&parts.headers, &FETCH_SITE) {
        Some(site) => !matches!(site, "same-origin" | "none"),
        None => is_of_host(parts, home).is_some_and(|is_own| !is_own),
    }
}

/// Whether `Origin` is this application; `None` where a client says nothing of where it is.
fn is_of_host(parts: &Parts, home: &str) -> Option<bool> {
    let origin = parts.headers.get(ORIGIN)?.to_str().unwrap_or_default();
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    Some(authority.is_some_and(|authority| is_own(authority, parts.headers.get(HOST), &parts.uri, home)))
}

/// Whether `authority` is this application: what the request was sent to, which HTTP/2 says in the URI and HTTP/1 in
/// `Host`, or `home`, the redirect URI's, which browsers use whatever a proxy in between makes of the first.
pub(crate) fn is_own(authority: &str, host: Option<&HeaderValue>, uri: &Uri, home: &str) -> bool {
    let sent_to = match host {
        Some(host) => host.to_str().ok(),
        None => uri.authority().map(http::uri::Authority::as_str),
    };
    authority == home || sent_to == Some(authority)
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    const HOME: &str = "zylker.example";

    fn parts(list: &[(&'static str, &'static str)]) -> Parts {
        let mut parts = http::Request::new(()).into_parts().0;
        parts.headers = headers(list);
        parts
    }

    fn headers(list: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs =
            list.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        pairs.collect()
    }

    #[test]
    fn a_navigation_is_a_page_a_fetch_is_none_and_htmx_is_a_part_of_one() {
        use WebChannel::{Fetch, Framed, Page, Partial};
        let cases: [(&[(&'static str, &'static str)], WebChannel); 12] = [
            (&[("sec-fetch-mode", "navigate"), ("accept", "*/*")], Page),
            (&[("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")], Page),
            (&[("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")], Framed),
            (&[("sec-fetch-mode", "cors"), ("sec-fetch-dest", "iframe")], Fetch),
            (&[("sec-fetch-mode", "cors"), ("accept", "text/html")], Fetch),
            (&[("accept", "text/html,application/xhtml+xml")], Page),
            (&[("accept", "application/json")], Fetch),
            (&[], Fetch),
            (&[("hx-request", "true"), ("sec-fetch-mode", "cors"), ("accept", "*/*")], Partial),
            (&[("hx-request", "true"), ("hx-boosted", "true"), ("accept", "text/html")], Partial),
            (&[("hx-request", "false"), ("accept", "text/html")], Page),
            (&[("hx-request", "true"), ("sec-fetch-mode", "navigate")], Page),
        ];
        for (list, expected) in cases {
            assert_eq!(WebChannel::of(&headers(list)), expected, "{list:?}");
        }
    }

    #[test]
    fn only_our_own_form_is_same_origin() {
        let same = |list: &[(&'static str, &'static str)]| is_same_origin(&parts(list), HOME);
        assert!(same(&[("sec-fetch-site", "same-origin")]));
        assert!(!same(&[("sec-fetch-site", "cross-site"), ("origin", "http://a"), ("host", "a")]));
        assert!(same(&[("origin", "http://127.0.0.1:4000"), ("host", "127.0.0.1:4000")]));
        assert!(!same(&[("origin", "https://evil.example"), ("host", "127.0.0.1:4000")]));
        assert!(!same(&[("origin", "null"), ("host", "127.0.0.1:4000")]));
        assert!(!same(&[("host", "127.0.0.1:4000")]));
        assert!(same(&[("origin", "https://zylker.example"), ("host", "behind-a-proxy:4000")]));
    }

    #[test]
    fn a_client_that_says_nothing_of_where_it_is_is_no_other_site() {
        let foreign = |list: &[(&'static str, &'static str)]| is_foreign(&parts(list), HOME);
        assert!(!foreign(&[("sec-fetch-site", "same-origin"), ("origin", "http://b"), ("host", "a")]));
        assert!(!foreign(&[("sec-fetch-site", "none")]));
        assert!(foreign(&[("sec-fetch-site", "same-site")]));
        assert!(foreign(&[("sec-fetch-site", "anything else")]));
        assert!(foreign(&[("origin", "https://evil.example"), ("host", "a")]));
        assert!(!foreign(&[("origin", "http://a"), ("host", "a")]));
        assert!(!foreign(&[("host", "a")]));
    }
}
