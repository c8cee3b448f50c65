//! A guard that stands before a route's extractors, or before a whole router.

use std::fmt;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::{Request, Response};
use http_body::Body;
use requires_scope::Error;
use tower::{BoxError, Layer, Service};

use crate::body::ResponseBody;
use crate::channel::WebChannel;
use crate::reply;

/// A layer that lets a request through only when `guard`, an annotated function, does.
///
/// An attribute on a handler is checked when the handler runs, and by then its extractors have read the request: a
/// form with a mistake in it is answered before anybody is asked for a scope. This asks first, for one route or for a
/// router; the requirement is written once, above `guard`, and may be the handler's own as well.
///
/// A further guard that refuses behind this one counts as a deeper one: see [`idempotent`](crate::idempotent).
///
/// # Examples
///
/// ```
/// use axum::{Router, routing::post};
/// use requires_scope::{Error, requires_scope};
/// use requires_scope_axum::guarded_by;
///
/// #[requires_scope("ZohoCRM.modules.contacts.CREATE")]
/// async fn may_create_contacts() -> Result<(), Error> {
///     Ok(())
/// }
///
/// # async fn create_contact() -> &'static str { "done" }
/// let app: Router =
///     Router::new().route("/contacts", post(create_contact)).route_layer(guarded_by(may_create_contacts));
/// # drop(app);
/// ```
pub fn guarded_by<G, F>(guard: G) -> GuardedBy<G>
where
    G: Fn() -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Result<(), Error>> + Send + 'static,
{
    GuardedBy { guard }
}

/// Puts a guard before a service: made by [`guarded_by`].
#[derive(Clone)]
pub struct GuardedBy<G> {
    guard: G,
}

impl<G: Clone, S> Layer<S> for GuardedBy<G> {
    type Service = Guarded<G, S>;

    fn layer(&self, service: S) -> Guarded<G, S> {
        Guarded { guard: self.guard.clone(), service }
    }
}

impl<G> fmt::Debug for GuardedBy<G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GuardedBy").finish_non_exhaustive()
    }
}

/// A service behind a guard.
#[derive(Clone)]
pub struct Guarded<G, S> {
    guard: G,
    service: S,
}

impl<G, F, S, B, R> Service<Request<B>> for Guarded<G, S>
where
    G: Fn() -> F,
    F: Future<Output = Result<(), Error>> + Send + 'static,
    S: Service<Request<B>, Response = Response<R>> + Clone + Send + 'static,
    S::Future: Send + 'static,
    B: Send + 'static,
    R: Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
{
    type Response = Response<ResponseBody<R>>;
    type Error = S::Error;
    type Future = GuardedFuture<R, S::Error>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&mut self, request: Request<B>) -> GuardedFuture<R, S::Error> {
        let next = self.service.clone();
        let mut service = mem::replace(&mut self.service, next);
        let guard = (self.guard)();
        GuardedFuture(Box::pin(async move {
            match guard.await {
                Ok(()) => Ok(service.call(request).await?.map(ResponseBody::app)),
                Err(error) => {
                    let channel = WebChannel::of(request.headers()).to_channel();
                    Ok(reply::failure(&channel, &error).map(ResponseBody::own))
                }
            }
        }))
    }
}

impl<G, S> fmt::Debug for Guarded<G, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guarded").finish_non_exhaustive()
    }
}

/// The response of a guarded service, or the guard's refusal.
#[must_use = "futures do nothing unless they are polled"]
pub struct GuardedFuture<R, E>(BoxFuture<'static, Result<Response<ResponseBody<R>>, E>>);

impl<R, E> Future for GuardedFuture<R, E> {
    type Output = Result<Response<ResponseBody<R>>, E>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(cx)
    }
}

impl<R, E> fmt::Debug for GuardedFuture<R, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GuardedFuture").finish_non_exhaustive()
    }
}
