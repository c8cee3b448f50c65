//! A guard that stands before a route's extractors, or before a whole router.

use std::fmt;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::{Request, Response};
use http_body::Body;
use pin_project_lite::pin_project;
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
    F: Future<Output = Result<(), Error>>,
    S: Service<Request<B>, Response = Response<R>> + Clone,
    R: Body<Data = Bytes, Error: Into<BoxError>>,
{
    type Response = Response<ResponseBody<R>>;
    type Error = S::Error;
    type Future = GuardedFuture<F, S, B>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&mut self, request: Request<B>) -> GuardedFuture<F, S, B> {
        let next = self.service.clone();
        let service = mem::replace(&mut self.service, next);
        GuardedFuture { state: State::Guard { guard: (self.guard)(), service, request: Some(request) } }
    }
}

impl<G, S> fmt::Debug for Guarded<G, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guarded").finish_non_exhaustive()
    }
}

pin_project! {
    /// The response of a guarded service, or the guard's refusal.
    #[must_use = "futures do nothing unless they are polled"]
    pub struct GuardedFuture<F, S, B>
    where
        S: Service<Request<B>>,
    {
        #[pin]
        state: State<F, S, B>,
    }
}

pin_project! {
    #[project = StateProjection]
    enum State<F, S, B>
    where
        S: Service<Request<B>>,
    {
        Guard {
            #[pin]
            guard: F,
            service: S,
            request: Option<Request<B>>,
        },
        Response {
            #[pin]
            response: S::Future,
        },
    }
}

impl<F, S, B, R> Future for GuardedFuture<F, S, B>
where
    F: Future<Output = Result<(), Error>>,
    S: Service<Request<B>, Response = Response<R>>,
{
    type Output = Result<Response<ResponseBody<R>>, S::Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut state = self.project().state;
        loop {
            let response = match state.as_mut().project() {
                StateProjection::Guard { guard, service, request } => {
                    let verdict = ready!(guard.poll(cx));
                    let Some(request) = request.take() else { panic!("polled after its end") };
                    if let Err(error) = verdict {
                        let channel = WebChannel::of(request.headers()).to_channel();
                        return Poll::Ready(Ok(reply::failure(&channel, &error).map(ResponseBody::own)));
                    }
                    service.call(request)
                }
                StateProjection::Response { response } => {
                    return response.poll(cx).map_ok(|response| response.map(ResponseBody::app));
                }
            };
            state.set(State::Response { response });
        }
    }
}

impl<F, S, B> fmt::Debug for GuardedFuture<F, S, B>
where
    S: Service<Request<B>>,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GuardedFuture").finish_non_exhaustive()
    }
}
