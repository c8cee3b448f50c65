//! The bodies that go through the layer: of requests that may be kept, of answers that are the application's or ours.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::Response;
use http_body::{Body, Frame, SizeHint};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, Full};
use pin_project_lite::pin_project;
use tower::BoxError;

/// Of a body that nobody wants, so much is read on, in bytes.
pub(crate) const DISCARD_LIMIT: usize = 64 * 1024 * 1024;

/// A body of any kind.
pub type BoxBody = UnsyncBoxBody<Bytes, BoxError>;

/// A reply of our own.
pub(crate) type OwnResponse = Response<Full<Bytes>>;

/// The body of a request as the application sees it: the one that has arrived, or that of a request that was kept.
///
/// It is recorded while it is read if the request may have to be kept.
pub struct RequestBody<B> {
    source: Option<Source<B>>,
    /// It is of no use any more when the request was answered.
    tape: Weak<Mutex<Tape<B>>>,
}

enum Source<B> {
    Live(B),
    Kept(Full<Bytes>),
}

/// What the application has read so far, and what it has left.
pub(crate) struct Tape<B> {
    limit: usize,
    chunks: Vec<Bytes>,
    length: usize,
    rest: Option<Source<B>>,
    finished: bool,
    too_long: bool,
}

impl<B> RequestBody<B> {
    pub(crate) fn live(body: B) -> RequestBody<B> {
        RequestBody { source: Some(Source::Live(body)), tape: Weak::new() }
    }

    pub(crate) fn kept(body: Vec<u8>) -> RequestBody<B> {
        RequestBody { source: Some(Source::Kept(Full::new(body.into()))), tape: Weak::new() }
    }

    /// Records up to `limit` bytes. The chunks are shared, not copied.
    pub(crate) fn record(&mut self, limit: usize) -> Arc<Mutex<Tape<B>>> {
        let tape = Arc::new(Mutex::new(Tape::new(limit)));
        self.tape = Arc::downgrade(&tape);
        tape
    }
}

impl RequestBody<axum::body::Body> {
    /// As axum takes it: one that is not recorded is what it was.
    pub(crate) fn into_axum(mut self) -> axum::body::Body {
        match self.source.take() {
            Some(Source::Live(body)) if self.tape.strong_count() == 0 => body,
            source => {
                self.source = source;
                axum::body::Body::new(self)
            }
        }
    }
}

impl<B> Body for RequestBody<B>
where
    B: Body<Data = Bytes, Error: Into<BoxError>> + Unpin,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Some(source) = &mut self.source else { return Poll::Ready(None) };
        let frame = ready!(Pin::new(source).poll_frame(cx));
        if let Some(tape) = self.tape.upgrade() {
            tape.lock().unwrap_or_else(PoisonError::into_inner).note(frame.as_ref());
        }
        if frame.is_none() {
            self.source = None;
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.source.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.source.as_ref().map_or_else(|| SizeHint::with_exact(0), Body::size_hint)
    }
}

impl<B> Drop for RequestBody<B> {
    fn drop(&mut self) {
        if let Some(tape) = self.tape.upgrade() {
            tape.lock().unwrap_or_else(PoisonError::into_inner).rest = self.source.take();
        }
    }
}

impl<B> fmt::Debug for RequestBody<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestBody")
            .field("is_recorded", &(self.tape.strong_count() > 0))
            .finish_non_exhaustive()
    }
}

impl<B> Body for Source<B>
where
    B: Body<Data = Bytes, Error: Into<BoxError>> + Unpin,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match self.get_mut() {
            Source::Live(body) => Pin::new(body).poll_frame(cx).map_err(Into::into),
            Source::Kept(body) => Pin::new(body).poll_frame(cx).map_err(Into::into),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Source::Live(body) => body.is_end_stream(),
            Source::Kept(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Source::Live(body) => body.size_hint(),
            Source::Kept(body) => body.size_hint(),
        }
    }
}

impl<B> Tape<B> {
    fn new(limit: usize) -> Tape<B> {
        Tape { limit, chunks: Vec::new(), length: 0, rest: None, finished: false, too_long: false }
    }

    /// What was read is of no use any more.
    pub(crate) fn give_up(&mut self) {
        *self = Tape { too_long: true, ..Tape::new(self.limit) };
    }

    fn note(&mut self, frame: Option<&Result<Frame<Bytes>, BoxError>>) {
        match frame {
            Some(Ok(frame)) => {
                if let Some(data) = frame.data_ref().filter(|_| !self.too_long) {
                    self.length += data.len();
                    self.chunks.push(data.clone());
                    if self.length > self.limit {
                        self.give_up();
                    }
                }
            }
            // A body that broke off is not what the person has sent.
            Some(Err(_)) => self.give_up(),
            None => self.finished = true,
        }
    }
}

/// The whole body, whatever part of it the application has read. `None`: it is too long, or broken off, or somebody
/// reads it still.
pub(crate) async fn whole<B>(tape: &Mutex<Tape<B>>) -> Option<Vec<u8>>
where
    B: Body<Data = Bytes, Error: Into<BoxError>> + Unpin,
{
    let (mut whole, rest, limit) = {
        let mut tape = tape.lock().unwrap_or_else(PoisonError::into_inner);
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
                if whole.len() + data.len() > limit {
                    tape.lock().unwrap_or_else(PoisonError::into_inner).rest = Some(rest);
                    return None;
                }
                whole.extend_from_slice(&data);
            }
        }
    }
    Some(whole)
}

/// Reads what nobody has read, and forgets it.
pub(crate) async fn discard<B>(tape: &Mutex<Tape<B>>)
where
    B: Body<Data = Bytes, Error: Into<BoxError>> + Unpin,
{
    let rest = tape.lock().unwrap_or_else(PoisonError::into_inner).rest.take();
    let Some(mut rest) = rest else { return };
    let mut length = 0;
    while let Some(Ok(frame)) = rest.frame().await {
        length += frame.data_ref().map_or(0, Bytes::len);
        if length > DISCARD_LIMIT {
            return;
        }
    }
}

pin_project! {
    /// The body of an answer: the application's, or that of a reply of ours.
    pub struct ResponseBody<R> {
        #[pin]
        answer: Answer<R>,
    }
}

pin_project! {
    #[project = AnswerProjection]
    enum Answer<R> {
        App { #[pin] body: R },
        Own { #[pin] body: BoxBody },
    }
}

impl<R> ResponseBody<R> {
    pub(crate) fn app(body: R) -> ResponseBody<R> {
        ResponseBody { answer: Answer::App { body } }
    }

    pub(crate) fn own(
        body: impl Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
    ) -> ResponseBody<R> {
        ResponseBody { answer: Answer::Own { body: body.map_err(Into::into).boxed_unsync() } }
    }
}

impl ResponseBody<axum::body::Body> {
    /// As axum takes it: the application's is what it was.
    pub(crate) fn into_axum(self) -> axum::body::Body {
        match self.answer {
            Answer::App { body } => body,
            Answer::Own { body } => axum::body::Body::new(body),
        }
    }
}

impl<R> Body for ResponseBody<R>
where
    R: Body<Data = Bytes, Error: Into<BoxError>>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match self.project().answer.project() {
            AnswerProjection::App { body } => body.poll_frame(cx).map_err(Into::into),
            AnswerProjection::Own { body } => body.poll_frame(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.answer {
            Answer::App { body } => body.is_end_stream(),
            Answer::Own { body } => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.answer {
            Answer::App { body } => body.size_hint(),
            Answer::Own { body } => body.size_hint(),
        }
    }
}

impl<R> fmt::Debug for ResponseBody<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whose = match &self.answer {
            Answer::App { .. } => "the application's",
            Answer::Own { .. } => "ours",
        };
        f.debug_tuple("ResponseBody").field(&whose).finish()
    }
}
