//! Keeps a request while its handler runs, in case a guard refuses it.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::header::{
    ACCEPT, ACCEPT_LANGUAGE, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, EXPECT, HOST, IF_MATCH,
    IF_NONE_MATCH, IF_UNMODIFIED_SINCE, ORIGIN, REFERER,
};
use http::request::Parts;
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, Version};
use http_body::Body;
use requires_scope::KeptRequest;
use tower::BoxError;
use url::Url;

use crate::body::{self, DISCARD_LIMIT, RequestBody, Tape};
use crate::channel::{self, CURRENT_URL, WebChannel};
use crate::layer;
use crate::routes::is_local;

/// The headers that say what the body is, what is wanted, and which page has sent it: an application that looks for
/// forged requests must see where this one came from. Cookies and credentials are never kept: the person brings them
/// along when they come back.
///
/// A condition (RFC 9110, section 13.1) is kept too, or the request would overwrite what was changed meanwhile; so is
/// the key by which a server knows a request that it has had, and what the person has told htmx.
pub(crate) const KEPT_HEADERS: [HeaderName; 19] = [
    CONTENT_TYPE,
    CONTENT_ENCODING,
    ACCEPT,
    ACCEPT_LANGUAGE,
    ORIGIN,
    IF_MATCH,
    IF_NONE_MATCH,
    IF_UNMODIFIED_SINCE,
    HeaderName::from_static("idempotency-key"),
    HeaderName::from_static("sec-fetch-site"),
    HeaderName::from_static("sec-fetch-mode"),
    HeaderName::from_static("sec-fetch-dest"),
    HeaderName::from_static("hx-request"),
    HeaderName::from_static("hx-boosted"),
    HeaderName::from_static("hx-current-url"),
    HeaderName::from_static("hx-prompt"),
    HeaderName::from_static("hx-target"),
    HeaderName::from_static("hx-trigger"),
    HeaderName::from_static("hx-trigger-name"),
];

/// The page a part of which a kept request is to replace: a header of our own, and no request's.
const PART_OF: HeaderName = HeaderName::from_static("requires-scope-part-of");

/// What is kept of requests, and whose they are.
#[derive(Clone, Debug)]
pub(crate) struct Keeping {
    /// The longest body, in bytes.
    pub(crate) body_limit: usize,
    pub(crate) headers: Vec<HeaderName>,
    /// Host and port of the application, as browsers know them.
    pub(crate) home: String,
}

/// What is noted of a request while its handler runs: no more than costs next to nothing, for hardly any is refused. It is
/// small, for it is moved with the request's future.
pub(crate) struct Keep<B> {
    channel: WebChannel,
    is_prefetch: bool,
    method: Method,
    target: Option<PathAndQuery>,
    /// Whether a router around the layer has taken the start of the path away.
    is_nested: bool,
    /// Of a request that asks for no page: one that does is come back to, unless its route [says](Keep::sent_by) that it
    /// answers with parts.
    sender: Option<Box<Sender>>,
    /// Of a request that may have to be run again.
    whole: Option<Box<Whole<B>>>,
}

/// What a page says that sends a form, or replaces a part of itself.
#[derive(Clone, Debug)]
pub(crate) struct Sender {
    /// Where the request was sent to, which HTTP/2 says in the URI and HTTP/1 in `Host`.
    uri: Uri,
    host: Option<HeaderValue>,
    page: Option<HeaderValue>,
    /// htmx navigates in place of the browser: then the answer is a whole page.
    is_boosted: bool,
}

/// What a request is that changes something.
struct Whole<B> {
    headers: HeaderMap,
    tape: Arc<Mutex<Tape<B>>>,
    /// Whether the sender would lose an answer that comes before it has sent all of it.
    is_awaited: bool,
}

impl<B> Keep<B>
where
    B: Body<Data = Bytes, Error: Into<BoxError>> + Unpin,
{
    /// Notes a request, and has its body recorded while the handler reads it.
    ///
    /// One that another site has sent is not for us to keep: it would be run in this site's name, by a person who has
    /// seen no form of this site.
    pub(crate) fn of(
        parts: &Parts,
        channel: WebChannel,
        body: &mut RequestBody<B>,
        keeping: &Keeping,
    ) -> Keep<B> {
        let is_safe = is_safe(&parts.method);
        let is_kept = !is_safe && !channel::is_foreign(parts, &keeping.home);
        let is_page = is_safe && matches!(channel, WebChannel::Page | WebChannel::Framed);
        Keep {
            channel,
            is_prefetch: is_safe && channel::is_prefetch(&parts.headers),
            method: parts.method.clone(),
            target: parts.uri.path_and_query().cloned(),
            is_nested: layer::is_nested(parts),
            sender: (!is_page).then(|| Box::new(Sender::of(&parts.uri, &parts.headers, channel))),
            whole: is_kept.then(|| Box::new(Whole::of(parts, body, keeping))),
        }
    }

    /// Takes over from the route what was not worth noting of every request.
    pub(crate) fn sent_by(mut self, sender: Option<Box<Sender>>) -> Keep<B> {
        self.sender = self.sender.or(sender);
        self
    }

    /// What has sent it, by its headers.
    pub(crate) fn channel(&self) -> WebChannel {
        self.channel
    }

    /// Whether our pages are out of reach.
    pub(crate) fn is_nested(&self) -> bool {
        self.is_nested
    }

    /// Whether nobody has asked for the page yet.
    pub(crate) fn is_prefetch(&self) -> bool {
        self.is_prefetch
    }

    /// Where the person was: the page itself, or the one whose form was sent or whose part was to be replaced.
    pub(crate) fn back(&self, channel: WebChannel, home: &str) -> KeptRequest {
        let is_page = self.is_safe() && !self.is_part(channel);
        let target = if is_page { self.target().to_owned() } else { self.sending_page(home) };
        let (headers, body) = (HeaderMap::new(), Vec::new());
        KeptRequest { method: Method::GET, target, headers, body, is_way_back: !self.is_safe() }
    }

    /// Whether the request changes nothing, so that coming back to it is enough.
    pub(crate) fn is_safe(&self) -> bool {
        is_safe(&self.method)
    }

    /// The whole request, whatever part of the body the handler has read. `None`: it is too long, or broken off, or
    /// another site's.
    pub(crate) async fn whole(self, channel: WebChannel, home: &str) -> Option<KeptRequest> {
        let target = self.target().to_owned();
        let page = self.is_part(channel).then(|| self.sending_page(home));
        let Whole { mut headers, tape, .. } = *self.whole?;
        let body = body::whole(&tape).await?;
        if let Some(page) = page.and_then(|page| HeaderValue::try_from(page).ok()) {
            headers.insert(PART_OF, page);
        }
        Some(KeptRequest { method: self.method, target, headers, body, is_way_back: false })
    }

    /// The body, if it must be read to its end before there is an answer.
    pub(crate) fn awaited(&self) -> Option<Arc<Mutex<Tape<B>>>> {
        let whole = self.whole.as_ref().filter(|whole| whole.is_awaited)?;
        Some(Arc::clone(&whole.tape))
    }

    /// Whether the answer would have replaced a part of a page.
    fn is_part(&self, channel: WebChannel) -> bool {
        channel == WebChannel::Partial && self.sender.as_ref().is_some_and(|sender| !sender.is_boosted)
    }

    /// Path and query of the page that sent the request; the first page if it is none of the application's own.
    fn sending_page(&self, home: &str) -> String {
        let path = self.sender.as_ref().and_then(|sender| {
            let url = sender.page.as_ref()?.to_str().ok()?;
            own_path(url, sender.host.as_ref(), &sender.uri, home)
        });
        path.unwrap_or_else(|| "/".to_owned())
    }

    fn target(&self) -> &str {
        self.target.as_ref().map_or("/", PathAndQuery::as_str)
    }
}

impl Sender {
    pub(crate) fn of(uri: &Uri, headers: &HeaderMap, channel: WebChannel) -> Sender {
        let is_htmx = channel == WebChannel::Partial;
        let current_url = is_htmx.then(|| headers.get(CURRENT_URL)).flatten();
        Sender {
            uri: uri.clone(),
            host: headers.get(HOST).cloned(),
            page: current_url.or_else(|| headers.get(REFERER)).cloned(),
            is_boosted: is_htmx && channel::is_boosted(headers),
        }
    }
}

impl<B> Whole<B> {
    fn of(parts: &Parts, body: &mut RequestBody<B>, keeping: &Keeping) -> Whole<B> {
        let headers = &parts.headers;
        let mut kept = HeaderMap::new();
        for name in &keeping.headers {
            for value in headers.get_all(name) {
                kept.append(name, value.clone());
            }
        }
        let tape = body.record(keeping.body_limit);
        let announced =
            headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
        if announced.is_some_and(|length| length > keeping.body_limit) {
            tape.lock().unwrap_or_else(PoisonError::into_inner).give_up();
        }
        // Later versions close a stream, and not the connection; and who expects `100 Continue` has sent nothing yet.
        let is_awaited = parts.version <= Version::HTTP_11
            && !headers.contains_key(EXPECT)
            && announced.is_none_or(|length| length <= DISCARD_LIMIT);
        Whole { headers: kept, tape, is_awaited }
    }
}

pub(crate) fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// The page a part of which a kept request is to replace.
pub(crate) fn take_page_of_part(request: &mut KeptRequest) -> Option<String> {
    request.headers.remove(PART_OF)?.to_str().ok().map(str::to_owned)
}

/// Path and query of `url`, if it is one of this application's.
pub(crate) fn own_path(url: &str, host: Option<&HeaderValue>, uri: &Uri, home: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    let path = format!("{}{query}", url.path());
    (channel::is_own(url.authority(), host, uri, home) && is_local(&path)).then_some(path)
}

#[cfg(test)]
mod tests {
    use futures_util::stream;
    use http_body::Frame;
    use http_body_util::{BodyExt as _, StreamBody};

    use super::*;

    const HOME: &str = "zylker.example";

    fn keeping() -> Keeping {
        Keeping { body_limit: 1024 * 1024, headers: KEPT_HEADERS.to_vec(), home: HOME.to_owned() }
    }

    fn parts(headers: &[(&str, &str)]) -> Parts {
        let mut request = http::Request::post("/contacts?source=fair")
            .header(CONTENT_TYPE, "text/plain")
            .header("cookie", "session=secret");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(()).expect("a request").into_parts().0
    }

    fn body(
        chunks: impl IntoIterator<Item = &'static [u8], IntoIter: Send>,
    ) -> impl Body<Data = Bytes, Error = BoxError> + Unpin {
        let frames = chunks.into_iter().map(|chunk| Ok(Frame::data(Bytes::from_static(chunk))));
        StreamBody::new(stream::iter(frames))
    }

    fn keep<B>(parts: &Parts, body: B) -> (Keep<B>, RequestBody<B>)
    where
        B: Body<Data = Bytes, Error = BoxError> + Unpin,
    {
        let mut body = RequestBody::live(body);
        (Keep::of(parts, WebChannel::Page, &mut body, &keeping()), body)
    }

    #[tokio::test]
    async fn a_request_is_whole_however_much_of_it_was_read() {
        for read in 0..=3 {
            let (keep, mut body) = keep(&parts(&[]), body([&b"Last_Name="[..], b"Boyle", b"&Email=b"]));
            for _ in 0..read {
                body.frame().await.expect("a chunk").expect("no error");
            }
            drop(body);
            let kept = keep.whole(WebChannel::Page, HOME).await.expect("a short body");
            assert_eq!(kept.body, b"Last_Name=Boyle&Email=b", "after {read} chunks");
            assert_eq!(kept.target, "/contacts?source=fair");
        }
    }

    #[tokio::test]
    async fn a_body_that_somebody_still_reads_is_not_whole() {
        let (keep, mut body) = keep(&parts(&[]), body([&b"Last_Name="[..], b"Boyle"]));
        body.frame().await.expect("a chunk").expect("no error");
        assert!(keep.whole(WebChannel::Page, HOME).await.is_none());
        drop(body);
    }

    #[tokio::test]
    async fn credentials_are_not_kept() {
        let (keep, body) = keep(&parts(&[]), body([]));
        drop(body);
        let kept = keep.whole(WebChannel::Page, HOME).await.expect("a short body");
        assert_eq!(kept.headers.len(), 1);
        assert!(kept.headers.contains_key(CONTENT_TYPE));
    }

    #[tokio::test]
    async fn a_form_of_another_site_is_not_kept() {
        let foreign: [&[(&str, &str)]; 4] = [
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
            &[("origin", "https://evil.example"), ("host", "zylker.example")],
            &[("origin", "null"), ("host", "zylker.example")],
        ];
        for headers in foreign {
            let (keep, body) = keep(&parts(headers), body([&b"Last_Name=Boyle"[..]]));
            drop(body);
            assert!(keep.whole(WebChannel::Page, HOME).await.is_none(), "{headers:?}");
        }
    }

    #[tokio::test]
    async fn a_long_body_is_not_kept() {
        static CHUNK: [u8; 64 * 1024] = [b'x'; 64 * 1024];
        for read in [0, 8, 17] {
            let (keep, mut body) = keep(&parts(&[]), body([&CHUNK[..]; 17]));
            for _ in 0..read {
                body.frame().await.expect("a chunk").expect("no error");
            }
            drop(body);
            assert!(keep.whole(WebChannel::Page, HOME).await.is_none(), "after {read} chunks");
        }
    }
}
