//! Runs a request with its user's grant; takes it over where a guard has refused it.

mod serve;

use std::fmt;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::request::Parts;
use http::{Request, Response};
use http_body::Body;
use pin_project_lite::pin_project;
use requires_scope::{Grant, GrantKey, Observation, Observed, observe};
use tower::{BoxError, Service};

use self::serve::serve;
use crate::body::{OwnResponse, RequestBody, ResponseBody};
use crate::channel::WebChannel;
use crate::keep::Keep;
use crate::layer::Ours;
use crate::marks::Told;
use crate::{look, refused, reply};

/// An application with the grants of its users.
#[derive(Clone)]
pub struct RequiresScopeService<S> {
    ours: Arc<Ours>,
    app: S,
}

impl<S> RequiresScopeService<S> {
    pub(crate) fn new(ours: Arc<Ours>, app: S) -> RequiresScopeService<S> {
        RequiresScopeService { ours, app }
    }
}

impl<S, B, R> Service<Request<B>> for RequiresScopeService<S>
where
    S: Service<Request<RequestBody<B>>, Response = Response<R>> + Clone + Send + 'static,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
    B: Body<Data = Bytes, Error: Into<BoxError>> + Send + Unpin + 'static,
    R: Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
{
    type Response = Response<ResponseBody<R>>;
    type Error = S::Error;
    type Future = ResponseFuture<S, B, R>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.app.poll_ready(cx)
    }

    #[inline]
    fn call(&mut self, request: Request<B>) -> ResponseFuture<S, B, R> {
        let (parts, body) = request.into_parts();
        let route = self.ours.addresses.as_ref().and_then(|addresses| addresses.route(&parts.uri));
        let known = match route {
            None => self.ours.known_grant(&parts),
            Some(_) => Known::Nothing,
        };
        let user = match known {
            Known::Grant(grant) => {
                let granted = Granted { parts, body: RequestBody::live(body), grant };
                return ResponseFuture { state: State::run(&self.ours, &mut self.app, granted) };
            }
            Known::User(user) => Some(user),
            Known::Nothing => None,
        };
        // The one that is ready goes; its clone stays, and gets ready in its turn.
        let next = self.app.clone();
        let app = mem::replace(&mut self.app, next);
        let ours = Arc::clone(&self.ours);
        let state = match route {
            Some(route) => State::Ours { answer: Box::pin(serve(ours, app, route, parts, body)) },
            None => {
                State::Asking { granted: Box::pin(granted(Arc::clone(&ours), user, parts, body)), ours, app }
            }
        };
        ResponseFuture { state }
    }
}

impl<S> fmt::Debug for RequiresScopeService<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequiresScopeService").field("client", &self.ours.client).finish_non_exhaustive()
    }
}

type Answer<R, E> = Result<Response<ResponseBody<R>>, E>;

/// A request, and the grant that it acts with; `None` is nobody's.
struct Granted<B> {
    parts: Parts,
    body: RequestBody<B>,
    grant: Option<Grant>,
}

/// A failure is answered.
type Asked<B, R> = Result<Granted<B>, Box<Response<ResponseBody<R>>>>;

pin_project! {
    /// The response to a request: the application's, or ours where a guard has refused it.
    #[must_use = "futures do nothing unless they are polled"]
    pub struct ResponseFuture<S, B, R>
    where
        S: Service<Request<RequestBody<B>>>,
    {
        #[pin]
        state: State<S, B, R>,
    }
}

pin_project! {
    /// What most requests do not need is in boxes, so that theirs is a small future without one.
    #[project = StateProjection]
    enum State<S, B, R>
    where
        S: Service<Request<RequestBody<B>>>,
    {
        Asking {
            granted: BoxFuture<'static, Asked<B, R>>,
            ours: Arc<Ours>,
            app: S,
        },
        Running {
            #[pin]
            running: Observed<S::Future>,
            ours: Arc<Ours>,
            // Nobody's request is not kept.
            keep: Option<Keep<B>>,
        },
        Ours {
            answer: BoxFuture<'static, Answer<R, S::Error>>,
        },
    }
}

impl<S, B, R> State<S, B, R>
where
    S: Service<Request<RequestBody<B>>, Response = Response<R>>,
    B: Body<Data = Bytes, Error: Into<BoxError>> + Unpin,
{
    /// Runs a request in the application, which has the user's grant from the start: also for what it does before its
    /// future begins.
    #[inline]
    fn run(ours: &Arc<Ours>, app: &mut S, granted: Granted<B>) -> State<S, B, R> {
        let Granted { parts, mut body, grant } = granted;
        let channel = WebChannel::of(&parts.headers);
        let keep = grant.is_some().then(|| Keep::of(&parts, channel, &mut body, &ours.keeping));
        let grant = grant.map(|grant| grant.on(channel.to_channel()));
        let running = observe(grant, || app.call(Request::from_parts(parts, body)));
        State::Running { running, ours: Arc::clone(ours), keep }
    }
}

impl<S, B, R> Future for ResponseFuture<S, B, R>
where
    S: Service<Request<RequestBody<B>>, Response = Response<R>>,
    S::Error: Send + 'static,
    B: Body<Data = Bytes, Error: Into<BoxError>> + Send + Unpin + 'static,
    R: Send + 'static,
{
    type Output = Answer<R, S::Error>;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Answer<R, S::Error>> {
        let mut state = self.project().state;
        loop {
            let next = match state.as_mut().project() {
                StateProjection::Asking { granted, ours, app } => match ready!(granted.as_mut().poll(cx)) {
                    Ok(granted) => State::run(ours, app, granted),
                    Err(failure) => return Poll::Ready(Ok(*failure)),
                },
                StateProjection::Running { running, ours, keep } => {
                    let Observation { output, grant, refused, .. } = ready!(running.poll(cx));
                    let mut response = output?.map(ResponseBody::app);
                    let told = Told::take(&mut response);
                    // A success is the handler's own way with a refusal, a page without the part that is missing for
                    // example.
                    let is_error = response.status().is_client_error() || response.status().is_server_error();
                    if let (true, Some(refused), Some(grant)) = (is_error, refused, &grant)
                        && let Some(keep) = keep.take()
                    {
                        let way_on = refused::go_on(Arc::clone(ours), grant.clone(), refused, told, keep);
                        State::Ours { answer: Box::pin(way_on) }
                    } else {
                        let user = || grant.map(|grant| grant.key().clone());
                        return Poll::Ready(Ok(look::dress(response, &*ours.look, user)));
                    }
                }
                StateProjection::Ours { answer } => return answer.as_mut().poll(cx),
            };
            state.set(next);
        }
    }
}

impl<S, B, R> fmt::Debug for ResponseFuture<S, B, R>
where
    S: Service<Request<RequestBody<B>>>,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}

/// What can be said of a request's grant at once.
enum Known {
    /// Whose it is; `None` is nobody's.
    Grant(Option<Grant>),
    /// Whose it is; the store must be asked for it.
    User(GrantKey),
    /// The application must be asked.
    Nothing,
}

impl Ours {
    fn known_grant(&self, parts: &Parts) -> Known {
        if !self.whose.is_at_once() {
            return Known::Nothing;
        }
        match self.whose.whose_grant(parts).at_once() {
            Ok(Some(user)) => match self.client.loaded_grant(&user) {
                Some(grant) => Known::Grant(Some(grant)),
                None => Known::User(user),
            },
            Ok(None) => Known::Grant(None),
            Err(_) => Known::Nothing,
        }
    }
}

/// Asks the store for the grant that a request acts with: the one of `user`, or else of whom the application names.
async fn granted<B, R>(ours: Arc<Ours>, user: Option<GrantKey>, parts: Parts, body: B) -> Asked<B, R> {
    let body = RequestBody::live(body);
    let user = match user {
        Some(user) => Some(user),
        None => ours.whose.whose_grant(&parts).answer().await,
    };
    let Some(user) = user else {
        return Ok(Granted { parts, body, grant: None });
    };
    match ours.client.grant(&user).await {
        Ok(grant) => Ok(Granted { parts, body, grant: Some(grant) }),
        Err(error) => {
            let channel = WebChannel::of(&parts.headers).to_channel();
            Err(Box::new(own(&ours, Some(user), reply::failure(&channel, &error))))
        }
    }
}

/// A reply of ours, in the application's look.
fn own<R>(ours: &Ours, user: Option<GrantKey>, response: OwnResponse) -> Response<ResponseBody<R>> {
    look::dress(response.map(ResponseBody::own), &*ours.look, || user)
}
