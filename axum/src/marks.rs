//! What a route says of itself to the layer that stands around all routes: it rides on the route's responses.

use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::{Request, Response};
use pin_project_lite::pin_project;
use tower::{Layer, Service};

use crate::channel::WebChannel;
use crate::keep::Sender;

/// What is said.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Marks {
    pub(crate) channel: Option<WebChannel>,
    pub(crate) is_idempotent: bool,
}

impl Marks {
    fn and(self, other: Marks) -> Marks {
        Marks {
            channel: self.channel.or(other.channel),
            is_idempotent: self.is_idempotent || other.is_idempotent,
        }
    }
}

/// What rides on a response of a marked route.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    pub(crate) marks: Marks,
    /// Where a route answers with parts: only there the layer needs it of a request that asks for a page.
    pub(crate) sender: Option<Box<Sender>>,
}

impl Told {
    pub(crate) fn take<R>(response: &mut Response<R>) -> Told {
        response.extensions_mut().remove().unwrap_or_default()
    }

    fn and(self, other: Told) -> Told {
        Told { marks: self.marks.and(other.marks), sender: self.sender.or(other.sender) }
    }
}

/// A layer for routes that may be run again from the start, whatever has happened in them: a refusal deep inside is
/// then as good as one at the outermost guard, and the kept request goes on after the consent.
///
/// # Examples
///
/// ```
/// use axum::{Router, routing::put};
/// use requires_scope_axum::idempotent;
///
/// # async fn replace_contact() -> &'static str { "done" }
/// // Writing the same values twice leaves the same contact.
/// let app: Router = Router::new().route("/contacts/{id}", put(replace_contact).layer(idempotent()));
/// # drop(app);
/// ```
pub fn idempotent() -> Mark {
    Mark(Marks { is_idempotent: true, ..Marks::default() })
}

/// Says something of a route: made by [`always`](crate::always) and [`idempotent`].
#[derive(Clone, Copy, Debug)]
pub struct Mark(pub(crate) Marks);

impl<S> Layer<S> for Mark {
    type Service = Marked<S>;

    fn layer(&self, route: S) -> Marked<S> {
        Marked { route, marks: self.0 }
    }
}

/// A route of which something is said.
#[derive(Clone, Copy, Debug)]
pub struct Marked<S> {
    route: S,
    marks: Marks,
}

impl<S, B, R> Service<Request<B>> for Marked<S>
where
    S: Service<Request<B>, Response = Response<R>>,
{
    type Response = Response<R>;
    type Error = S::Error;
    type Future = MarkedFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.route.poll_ready(cx)
    }

    fn call(&mut self, request: Request<B>) -> MarkedFuture<S::Future> {
        let is_part = self.marks.channel == Some(WebChannel::Partial);
        let sender = is_part.then(|| Sender::of(request.uri(), request.headers(), WebChannel::Page));
        let told = Told { marks: self.marks, sender: sender.map(Box::new) };
        MarkedFuture { response: self.route.call(request), told }
    }
}

pin_project! {
    /// The response of a marked route.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless they are polled"]
    pub struct MarkedFuture<F> {
        #[pin]
        response: F,
        told: Told,
    }
}

impl<F, R, E> Future for MarkedFuture<F>
where
    F: Future<Output = Result<Response<R>, E>>,
{
    type Output = Result<Response<R>, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let response = ready!(this.response.poll(cx));
        Poll::Ready(response.map(|mut response| {
            let inner = Told::take(&mut response);
            response.extensions_mut().insert(mem::take(this.told).and(inner));
            response
        }))
    }
}
