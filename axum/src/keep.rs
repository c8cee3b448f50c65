//! Keeps a request while its handler runs, in case a guard refuses it.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use axum::body::Body;
use bytes::Bytes;
use http::header::{
    ACCEPT, ACCEPT_LANGUAGE, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HOST, ORIGIN, REFERER,
};
use http::request::Parts;
use http::{HeaderMap, HeaderName, Method};
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt as _;
use requires_scope::KeptRequest;
use url::Url;

use crate::channel::{WebChannel, current_url, is_boosted};

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

/// A copy of a request, made while the handler reads it.
pub(crate) struct Keep {
    method: Method,
    target: String,
    referrer: String,
    headers: HeaderMap,
    /// Whether the answer is a part of the page at `referrer`, and no page of its own.
    is_partial: bool,
    tape: Arc<Mutex<Tape>>,
}

/// What the handler has read so far, and what it has left.
struct Tape {
    limit: usize,
    chunks: Vec<Bytes>,
    length: usize,
    rest: Option<Body>,
    finished: bool,
    too_long: bool,
}

impl Tape {
    fn new(limit: usize) -> Tape {
        Tape { limit, chunks: Vec::new(), length: 0, rest: None, finished: false, too_long: false }
    }

    /// What was read is of no use any more.
    fn give_up(&mut self) {
        *self = Tape { too_long: true, ..Tape::new(self.limit) };
    }
}

impl Keep {
    /// Splits a request into its copy and the body for the handler. The chunks are shared, not copied.
    pub(crate) fn of(parts: &Parts, body: Body, limit: usize) -> (Keep, Body) {
        let mut headers = HeaderMap::new();
        for name in &KEPT_HEADERS {
            for value in parts.headers.get_all(name) {
                headers.append(name, value.clone());
            }
        }
        let announced =
            parts.headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
        let too_long = announced.is_some_and(|length| length > limit);
        let tape = Arc::new(Mutex::new(Tape { too_long, ..Tape::new(limit) }));
        let body = Body::new(Recording { body: Some(body), tape: Arc::clone(&tape) });
        let target = parts.uri.path_and_query().map_or("/", |target| target.as_str()).to_owned();
        let referrer = sender(&parts.headers).unwrap_or_else(|| "/".to_owned());
        let is_partial = WebChannel::of(&parts.headers) == WebChannel::Partial && !is_boosted(&parts.headers);
        (Keep { method: parts.method.clone(), target, referrer, headers, is_partial, tape }, body)
    }

    /// Where the person was: the page itself, or the one whose form was sent.
    pub(crate) fn back(&self) -> KeptRequest {
        let target = if self.is_safe() && !self.is_partial { &self.target } else { &self.referrer };
        KeptRequest {
            method: Method::GET,
            target: target.clone(),
            headers: HeaderMap::new(),
            body: Vec::new(),
            is_way_back: !self.is_safe(),
        }
    }

    /// Whether the request changes nothing, so that coming back to it is enough.
    pub(crate) fn is_safe(&self) -> bool {
        matches!(self.method, Method::GET | Method::HEAD)
    }

    /// The whole request, whatever part of the body the handler has read. `None`: it is too long, or broken off.
    pub(crate) async fn whole(self) -> Option<KeptRequest> {
        let (mut body, rest, limit) = {
            let mut tape = self.tape();
            if tape.too_long {
                return None;
            }
            // A handler that has put the body away, into a task of its own, has not given its rest back.
            if !tape.finished && tape.rest.is_none() {
                return None;
            }
            (tape.chunks.concat(), tape.rest.take(), tape.limit)
        };
        if let Some(mut rest) = rest {
            while let Some(frame) = rest.frame().await {
                if let Ok(data) = frame.ok()?.into_data() {
                    if body.len() + data.len() > limit {
                        return None;
                    }
                    body.extend_from_slice(&data);
                }
            }
        }
        Some(KeptRequest {
            method: self.method,
            target: self.target,
            headers: self.headers,
            body,
            is_way_back: false,
        })
    }

    fn tape(&self) -> MutexGuard<'_, Tape> {
        self.tape.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Path and query of the page that sent the request, if it is one of the application's own.
fn sender(headers: &HeaderMap) -> Option<String> {
    let referrer = || headers.get(REFERER).and_then(|referrer| referrer.to_str().ok());
    own_path(current_url(headers).or_else(referrer)?, headers)
}

/// Path and query of `url`, if it is one of the host that this request was sent to.
pub(crate) fn own_path(url: &str, headers: &HeaderMap) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let authority = headers.get(HOST)?.to_str().ok()?;
    if url.authority() != authority {
        return None;
    }
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    Some(format!("{}{query}", url.path()))
}

/// The body as the handler sees it.
struct Recording {
    body: Option<Body>,
    tape: Arc<Mutex<Tape>>,
}

impl http_body::Body for Recording {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let frame = ready!(Pin::new(body).poll_frame(cx));
        let mut tape = self.tape.lock().unwrap_or_else(PoisonError::into_inner);
        match &frame {
            Some(Ok(frame)) => {
                if let Some(data) = frame.data_ref().filter(|_| !tape.too_long) {
                    tape.length += data.len();
                    tape.chunks.push(data.clone());
                    if tape.length > tape.limit {
                        tape.give_up();
                    }
                }
            }
            // A body that broke off is not what the person has sent.
            Some(Err(_)) => tape.give_up(),
            None => {
                tape.finished = true;
                drop(tape);
                self.body = None;
            }
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(http_body::Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map_or_else(|| SizeHint::with_exact(0), http_body::Body::size_hint)
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        self.tape.lock().unwrap_or_else(PoisonError::into_inner).rest = self.body.take();
    }
}

#[cfg(test)]
mod tests {
    use futures_util::stream;

    use super::*;

    const LIMIT: usize = 1024 * 1024;

    fn parts() -> Parts {
        let request = http::Request::post("/contacts?source=fair")
            .header(CONTENT_TYPE, "text/plain")
            .header("cookie", "session=secret")
            .body(());
        request.expect("a request").into_parts().0
    }

    fn body(chunks: &'static [&'static str]) -> Body {
        Body::from_stream(stream::iter(chunks.iter().map(|chunk| Ok::<_, std::io::Error>(*chunk))))
    }

    #[tokio::test]
    async fn a_request_is_whole_however_much_of_it_was_read() {
        for read in 0..=3 {
            let (keep, mut body) = Keep::of(&parts(), body(&["Last_Name=", "Boyle", "&Email=b"]), LIMIT);
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
        let (keep, mut body) = Keep::of(&parts(), body(&["Last_Name=", "Boyle"]), LIMIT);
        body.frame().await.expect("a chunk").expect("no error");
        assert!(keep.whole().await.is_none());
        drop(body);
    }

    #[tokio::test]
    async fn credentials_are_not_kept() {
        let (keep, body) = Keep::of(&parts(), body(&[]), LIMIT);
        drop(body);
        let kept = keep.whole().await.expect("a short body");
        assert_eq!(kept.headers.len(), 1);
        assert!(kept.headers.contains_key(CONTENT_TYPE));
    }

    #[tokio::test]
    async fn a_long_body_is_not_kept() {
        static CHUNK: [u8; 64 * 1024] = [b'x'; 64 * 1024];
        for read in [0, 8, 17] {
            let chunks = stream::iter((0..17).map(|_| Ok::<_, std::io::Error>(&CHUNK[..])));
            let (keep, mut body) = Keep::of(&parts(), Body::from_stream(chunks), LIMIT);
            for _ in 0..read {
                body.frame().await.expect("a chunk").expect("no error");
            }
            drop(body);
            assert!(keep.whole().await.is_none(), "after {read} chunks");
        }
    }
}
