//! What a route says of itself to the layer that stands around all routes: it rides on the route's responses.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::Response;
use pin_project_lite::pin_project;
use tower::{Layer, Service};

use crate::channel::WebChannel;

/// What is said.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Marks {
    pub(crate) channel: Option<WebChannel>,
    pub(crate) is_idempotent: bool,
}

impl Marks {
    pub(crate) fn take<R>(response: &mut Response<R>) -> Marks {
        response.extensions_mut().remove().unwrap_or_default()
    }

    fn and(self, other: Marks) -> Marks {
        Marks {
            channel: self.channel.or(other.channel),
            is_idempotent: self.is_idempotent || other.is_idempotent,
        }
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

impl<S, Q, R> Service<Q> for Marked<S>
where
    S: Service<Q, Response = Response<R>>,
{
    type Response = Response<R>;
    type Error = S::Error;
    type Future = MarkedFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.route.poll_ready(cx)
    }

    fn call(&mut self, request: Q) -> MarkedFuture<S::Future> {
        MarkedFuture { response: self.route.call(request), marks: self.marks }
    }
}

pin_project! {
    /// The response of a marked route.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless they are polled"]
    pub struct MarkedFuture<F> {
        #[pin]
        response: F,
        marks: Marks,
    }
}

impl<F, R, E> Future for MarkedFuture<F>
where
    F: Future<Output = Result<Response<R>, E>>,
{
    type Output = Result<Response<R>, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let marks = *this.marks;
        let response = ready!(this.response.poll(cx));
        Poll::Ready(response.map(|mut response| {
            let inner = Marks::take(&mut response);
            response.extensions_mut().insert(marks.and(inner));
            response
        }))
    }
}
