//! Runs a request with its user's grant; takes it over where a guard has refused it.

use std::fmt;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::header::HOST;
use http::request::Parts;
use http::{Request, Response, StatusCode, Uri};
use http_body::Body;
use http_body_util::{BodyExt as _, Collected, Limited};
use requires_scope::{
    Attempt, CallId, Channel, Error, Grant, GrantKey, KeptRequest, MissingScopes, without_grant,
};
use tower::{BoxError, Service};
use url::Url;

use crate::body::{BoxBody, OwnResponse, RequestBody, ResponseBody};
use crate::channel::WebChannel;
use crate::keep::{self, Keep};
use crate::layer::Ours;
use crate::marks::Marks;
use crate::reply::{self, Refusal};
use crate::routes::{Called, Route, Visit};
use crate::{look, pages, resumed};

/// A form of one of our pages is shorter, in bytes.
const FORM_LIMIT: usize = 4096;

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
    type Future = ResponseFuture<R, S::Error>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.app.poll_ready(cx)
    }

    fn call(&mut self, request: Request<B>) -> ResponseFuture<R, S::Error> {
        // The one that is ready goes; its clone stays, and gets ready in its turn.
        let next = self.app.clone();
        let app = mem::replace(&mut self.app, next);
        ResponseFuture(Box::pin(respond(Arc::clone(&self.ours), app, request)))
    }
}

impl<S> fmt::Debug for RequiresScopeService<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequiresScopeService").field("client", &self.ours.client).finish_non_exhaustive()
    }
}

/// The response to a request: the application's, or ours where a guard has refused it.
#[must_use = "futures do nothing unless they are polled"]
pub struct ResponseFuture<R, E>(BoxFuture<'static, Answer<R, E>>);

type Answer<R, E> = Result<Response<ResponseBody<R>>, E>;

impl<R, E> Future for ResponseFuture<R, E> {
    type Output = Answer<R, E>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Answer<R, E>> {
        self.0.as_mut().poll(cx)
    }
}

impl<R, E> fmt::Debug for ResponseFuture<R, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}

/// An application as this file needs it: ready, and called once.
trait App<B>: Send + 'static {
    type Body: Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static;
    type Error: Send + 'static;

    fn run(
        self,
        request: Request<RequestBody<B>>,
    ) -> impl Future<Output = Result<Response<Self::Body>, Self::Error>> + Send;
}

impl<S, B, R> App<B> for S
where
    S: Service<Request<RequestBody<B>>, Response = Response<R>> + Send + 'static,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
    B: Send + 'static,
    R: Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
{
    type Body = R;
    type Error = S::Error;

    /// It is called within the future, so that what it does before its own future begins has the user's grant as well.
    async fn run(mut self, request: Request<RequestBody<B>>) -> Result<Response<R>, S::Error> {
        self.call(request).await
    }
}

/// What hardly any request needs is boxed: the future of all the others stays small.
async fn respond<S, B>(ours: Arc<Ours>, app: S, request: Request<B>) -> Answer<S::Body, S::Error>
where
    S: App<B>,
    B: Body<Data = Bytes, Error: Into<BoxError>> + Send + Unpin + 'static,
{
    let (parts, body) = request.into_parts();
    let user = ours.whose.whose_grant(&parts).answer().await;
    let Some(route) = ours.addresses.route(parts.uri.path()) else {
        return run(&ours, app, user, parts, RequestBody::live(body)).await;
    };
    if let Some(objection) = route.objection(&parts, &ours.keeping.home) {
        return Ok(own(&ours, user, objection));
    }
    if let Route::Call(id) = route {
        return Box::pin(resume(ours, app, id, user, parts)).await;
    }
    let form = Limited::new(body, FORM_LIMIT).collect().await.map(Collected::to_bytes).unwrap_or_default();
    let visit = Visit { parts, user, form };
    let served = Box::pin(ours.serve(&route, &visit)).await;
    let response = served.unwrap_or_else(|error| reply::failure(&Channel::page(), &error));
    Ok(own(&ours, visit.user, response))
}

/// Runs the request in the application.
async fn run<S, B>(
    ours: &Ours,
    app: S,
    user: Option<GrantKey>,
    parts: Parts,
    mut body: RequestBody<B>,
) -> Answer<S::Body, S::Error>
where
    S: App<B>,
    B: Body<Data = Bytes, Error: Into<BoxError>> + Send + Unpin + 'static,
{
    let Some(user) = user else {
        let response = without_grant(app.run(Request::from_parts(parts, body))).await?;
        return Ok(look::dress(response.map(ResponseBody::app), &*ours.look, None));
    };
    let channel = WebChannel::of(&parts.headers);
    let grant = match ours.client.grant(&user).await {
        Ok(grant) => grant.on(channel.to_channel()),
        Err(error) => return Ok(own(ours, Some(user), reply::failure(&channel.to_channel(), &error))),
    };
    let keep = Keep::of(&parts, channel, &mut body, &ours.keeping);
    let (response, refused) = grant.clone().observe(app.run(Request::from_parts(parts, body))).await;
    let mut response = response?.map(ResponseBody::app);
    let marks = Marks::take(&mut response);
    if let Some(refused) = refused {
        let status = response.status();
        // A success is the handler's own way with a refusal, a page without the part that is missing for example.
        if status.is_client_error() || status.is_server_error() {
            let channel = marks.channel.unwrap_or(channel);
            let grant = grant.on(channel.to_channel());
            let is_repeatable = refused.is_before_any_effect() || marks.is_idempotent;
            let way_on = Box::pin(ours.go_on(&grant, channel, refused.missing(), is_repeatable, keep));
            response = way_on.await.map(ResponseBody::own);
        }
    }
    Ok(look::dress(response, &*ours.look, Some(user)))
}

/// A suspended call goes on for the person who has come back.
async fn resume<S, B>(
    ours: Arc<Ours>,
    app: S,
    id: CallId,
    user: Option<GrantKey>,
    live: Parts,
) -> Answer<S::Body, S::Error>
where
    S: App<B>,
    B: Body<Data = Bytes, Error: Into<BoxError>> + Send + Unpin + 'static,
{
    let grant = match ours.call(&id, user.as_ref()).await {
        Ok(Called::Ready(grant)) => grant,
        Ok(Called::Shown(response)) => return Ok(own(&ours, user, response)),
        Err(error) => return Ok(own(&ours, user, reply::failure(&Channel::page(), &error))),
    };
    // Once the call is taken it runs to its end, even if the person does not wait: nobody else can take it.
    let running = tokio::spawn({
        let (ours, user) = (Arc::clone(&ours), user.clone());
        async move {
            let mut call = match ours.client.resume_call(&id, grant.key()).await {
                Ok(call) => call,
                Err(error) => return Ok(own(&ours, user, reply::failure(&Channel::page(), &error))),
            };
            let page = keep::take_page_of_part(&mut call.request);
            let (host, uri) = (live.headers.get(HOST).cloned(), live.uri.clone());
            let response = run_again(&ours, app, user, call.request, live).await?;
            let to_own = |url: &str| keep::own_path(url, host.as_ref(), &uri, &ours.keeping.home);
            let response = resumed::whole(response, page, to_own);
            Ok(resumed::keep(&ours.client, &id, grant.key(), response).await)
        }
    });
    running.await.unwrap_or_else(|_| Ok(own(&ours, user, pages::interrupted())))
}

/// Runs a kept request for the person who has come back with `live`: their cookies, the kept body.
async fn run_again<S, B>(
    ours: &Ours,
    app: S,
    user: Option<GrantKey>,
    kept: KeptRequest,
    live: Parts,
) -> Answer<S::Body, S::Error>
where
    S: App<B>,
    B: Body<Data = Bytes, Error: Into<BoxError>> + Send + Unpin + 'static,
{
    let Some(uri) = uri_at(&live.uri, &kept.target) else {
        let title = "This request cannot be run again";
        return Ok(own(ours, user, pages::plain(StatusCode::GONE, title, "Please send it once more.")));
    };
    let mut parts = live;
    parts.method = kept.method;
    parts.uri = uri;
    for name in &ours.keeping.headers {
        parts.headers.remove(name);
    }
    parts.headers.extend(kept.headers);
    parts.headers.remove(http::header::CONTENT_LENGTH);
    run(ours, app, user, parts, RequestBody::kept(kept.body)).await
}

/// A path and query where `live` was sent to, which HTTP/2 says in the URI.
fn uri_at(live: &Uri, target: &str) -> Option<Uri> {
    let mut uri = live.clone().into_parts();
    uri.path_and_query = Some(target.parse().ok()?);
    Uri::from_parts(uri).ok()
}

impl Ours {
    /// The way on for a request that a guard has refused.
    async fn go_on<B>(
        &self,
        grant: &Grant,
        channel: WebChannel,
        missing: &MissingScopes,
        is_repeatable: bool,
        keep: Keep<B>,
    ) -> Response<BoxBody>
    where
        B: Body<Data = Bytes, Error: Into<BoxError>> + Unpin,
    {
        let attempt = match grant.ask_for(missing).await {
            Ok(attempt) => attempt,
            Err(error) if channel == WebChannel::Fetch || error.missing().is_none() => {
                return self.settled(channel, missing, None, reply::failure(grant.channel(), &error));
            }
            Err(_) => None,
        };
        let (link, ours) = match channel {
            WebChannel::Fetch => {
                let link = attempt.as_ref().map(Attempt::consent_link);
                (link.clone(), reply::insufficient_scope(missing, link))
            }
            WebChannel::Page | WebChannel::Partial => {
                match self.leave(grant, channel, missing, attempt.as_ref(), is_repeatable, keep).await {
                    Ok(left) => left,
                    Err(error) => (None, reply::failure(grant.channel(), &error)),
                }
            }
        };
        self.settled(channel, missing, link, ours)
    }

    /// The person leaves for Zoho's page, and the request is kept until they come back. Gives the consent link, and
    /// the reply that leads there.
    async fn leave<B>(
        &self,
        grant: &Grant,
        channel: WebChannel,
        missing: &MissingScopes,
        attempt: Option<&Attempt>,
        is_repeatable: bool,
        keep: Keep<B>,
    ) -> Result<(Option<Url>, OwnResponse), Error>
    where
        B: Body<Data = Bytes, Error: Into<BoxError>> + Unpin,
    {
        let home = &self.keeping.home;
        let back = keep.back(channel, home);
        let kept = match () {
            () if keep.is_safe() => Some(back.clone()),
            () if is_repeatable => keep.whole(channel, home).await,
            () => None,
        };
        let is_lost = kept.is_none();
        let call = self.client.suspend(grant, missing, kept.unwrap_or(back)).await?;
        let link = attempt.map(|attempt| reply::link_with_call(attempt, &call));
        // Declined lately, or granted meanwhile, or not kept: the call's own page tells which. A page of its own, so that
        // the browser's history holds no form that it would offer to send again.
        let page = self.client.beside_callback(&format!("call/{call}"));
        let next = link.as_ref().filter(|_| !is_lost).unwrap_or(&page).as_str();
        let response = match channel {
            WebChannel::Partial => reply::redirect_partial(missing, next),
            WebChannel::Page | WebChannel::Fetch => reply::see_other(next),
        };
        Ok((link, response))
    }

    /// What the application makes of our reply.
    fn settled(
        &self,
        channel: WebChannel,
        missing: &MissingScopes,
        consent_link: Option<Url>,
        ours: OwnResponse,
    ) -> Response<BoxBody> {
        let refusal = Refusal { channel, missing: missing.clone(), consent_link };
        self.reply.reply(&refusal, ours)
    }
}

/// A reply of ours, in the application's look.
fn own<R>(ours: &Ours, user: Option<GrantKey>, response: OwnResponse) -> Response<ResponseBody<R>> {
    look::dress(response.map(ResponseBody::own), &*ours.look, user)
}
