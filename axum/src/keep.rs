//! Keeps a request while its handler runs, in case a guard refuses it.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::header::{
    ACCEPT, ACCEPT_LANGUAGE, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HOST, ORIGIN, REFERER,
};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};
use http_body::Body;
use requires_scope::KeptRequest;
use tower::BoxError;
use url::Url;

use crate::body::{self, RequestBody, Tape};
use crate::channel::{self, CURRENT_URL, WebChannel};

/// The headers that say what the body is, what is wanted, and which page has sent it: an application that looks for
/// forged requests must see where this one came from. Cookies and credentials are never kept: the person brings them
/// along when they come back.
const KEPT_HEADERS: [HeaderName; 13] = [
    CONTENT_TYPE,
    CONTENT_ENCODING,
    ACCEPT,
    ACCEPT_LANGUAGE,
    ORIGIN,
    HeaderName::from_static("sec-fetch-site"),
    HeaderName::from_static("sec-fetch-mode"),
    HeaderName::from_static("sec-fetch-dest"),
    HeaderName::from_static("hx-request"),
    HeaderName::from_static("hx-boosted"),
    HeaderName::from_static("hx-current-url"),
    HeaderName::from_static("hx-target"),
    HeaderName::from_static("hx-trigger"),
];

/// What is noted of a request while its handler runs: no more than costs next to nothing, for hardly any is refused.
pub(crate) struct Keep<B> {
    method: Method,
    uri: Uri,
    /// What says which page has sent it, unless it is a page itself.
    sender: Option<Sender>,
    /// Of a request that may have to be run again.
    whole: Option<Whole<B>>,
}

/// What a request is that changes something.
struct Whole<B> {
    headers: HeaderMap,
    tape: Arc<Mutex<Tape<B>>>,
}

struct Sender {
    current_url: Option<HeaderValue>,
    referrer: Option<HeaderValue>,
    host: Option<HeaderValue>,
}

impl<B> Keep<B>
where
    B: Body<Data = Bytes, Error: Into<BoxError>> + Unpin,
{
    /// Notes a request, and has its body recorded while the handler reads it.
    ///
    /// One that another site has sent is not for us to keep: it would be run in this site's name, by a person who has
    /// seen no form of this site.
    pub(crate) fn of(parts: &Parts, channel: WebChannel, body: &mut RequestBody<B>, limit: usize) -> Keep<B> {
        let is_safe = is_safe(&parts.method);
        let is_kept = !is_safe && !channel::is_foreign(&parts.headers);
        let is_partial = channel == WebChannel::Partial && !channel::is_boosted(&parts.headers);
        Keep {
            method: parts.method.clone(),
            uri: parts.uri.clone(),
            sender: (is_partial || !is_safe).then(|| Sender::of(&parts.headers)),
            whole: is_kept.then(|| Whole::of(&parts.headers, body, limit)),
        }
    }

    /// Where the person was: the page itself, or the one whose form was sent.
    pub(crate) fn back(&self) -> KeptRequest {
        let target = self.sender.as_ref().map_or_else(|| self.target().to_owned(), Sender::page);
        let (headers, body) = (HeaderMap::new(), Vec::new());
        KeptRequest { method: Method::GET, target, headers, body, is_way_back: !self.is_safe() }
    }

    /// Whether the request changes nothing, so that coming back to it is enough.
    pub(crate) fn is_safe(&self) -> bool {
        is_safe(&self.method)
    }

    /// The whole request, whatever part of the body the handler has read. `None`: it is too long, or broken off, or
    /// another site's.
    pub(crate) async fn whole(self) -> Option<KeptRequest> {
        let target = self.target().to_owned();
        let Whole { headers, tape } = self.whole?;
        let body = body::whole(&tape).await?;
        Some(KeptRequest { method: self.method, target, headers, body, is_way_back: false })
    }

    fn target(&self) -> &str {
        self.uri.path_and_query().map_or("/", |target| target.as_str())
    }
}

impl<B> Whole<B> {
    fn of(headers: &HeaderMap, body: &mut RequestBody<B>, limit: usize) -> Whole<B> {
        let mut kept = HeaderMap::new();
        for name in &KEPT_HEADERS {
            for value in headers.get_all(name) {
                kept.append(name, value.clone());
            }
        }
        let tape = body.record(limit);
        let announced =
            headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
        if announced.is_some_and(|length| length > limit) {
            tape.lock().unwrap_or_else(PoisonError::into_inner).give_up();
        }
        Whole { headers: kept, tape }
    }
}

impl Sender {
    fn of(headers: &HeaderMap) -> Sender {
        Sender {
            current_url: headers.get(CURRENT_URL).cloned(),
            referrer: headers.get(REFERER).cloned(),
            host: headers.get(HOST).cloned(),
        }
    }

    /// Path and query of the page that sent the request; the first page if it is none of the application's own.
    fn page(&self) -> String {
        let url = self.current_url.as_ref().or(self.referrer.as_ref());
        let page = url.zip(self.host.as_ref()).and_then(|(url, host)| path_at(url.to_str().ok()?, host));
        page.unwrap_or_else(|| "/".to_owned())
    }
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// Path and query of `url`, if it is one of the host that this request was sent to.
pub(crate) fn own_path(url: &str, headers: &HeaderMap) -> Option<String> {
    path_at(url, headers.get(HOST)?)
}

fn path_at(url: &str, host: &HeaderValue) -> Option<String> {
    let url = Url::parse(url).ok()?;
    if url.authority() != host.to_str().ok()? {
        return None;
    }
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    Some(format!("{}{query}", url.path()))
}

#[cfg(test)]
mod tests {
    use futures_util::stream;
    use http_body::Frame;
    use http_body_util::{BodyExt as _, StreamBody};

    use super::*;

    const LIMIT: usize = 1024 * 1024;

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
        (Keep::of(parts, WebChannel::Page, &mut body, LIMIT), body)
    }

    #[tokio::test]
    async fn a_request_is_whole_however_much_of_it_was_read() {
        for read in 0..=3 {
            let (keep, mut body) = keep(&parts(&[]), body([&b"Last_Name="[..], b"Boyle", b"&Email=b"]));
            for _ in 0..read {
                body.frame().await.expect("a chunk").expect("no error");
            }
            drop(body);
            let kept = keep.whole().await.expect("a short body");
            assert_eq!(kept.body, b"Last_Name=Boyle&Email=b", "after {read} chunks");
            assert_eq!(kept.target, "/contacts?source=fair");
        }
    }

    #[tokio::test]
    async fn a_body_that_somebody_still_reads_is_not_whole() {
        let (keep, mut body) = keep(&parts(&[]), body([&b"Last_Name="[..], b"Boyle"]));
        body.frame().await.expect("a chunk").expect("no error");
        assert!(keep.whole().await.is_none());
        drop(body);
    }

    #[tokio::test]
    async fn credentials_are_not_kept() {
        let (keep, body) = keep(&parts(&[]), body([]));
        drop(body);
        let kept = keep.whole().await.expect("a short body");
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
            assert!(keep.whole().await.is_none(), "{headers:?}");
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
            assert!(keep.whole().await.is_none(), "after {read} chunks");
        }
    }
}
