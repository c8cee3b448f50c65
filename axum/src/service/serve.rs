//! Answers requests to our own addresses; from two of them a request goes on to the application.

use std::sync::Arc;

use bytes::Bytes;
use http::header::HOST;
use http::request::Parts;
use http::{Request, Response};
use http_body::Body;
use http_body_util::{BodyExt as _, Collected, Limited};
use requires_scope::{CallId, Channel, Grant, GrantKey, KeptRequest};
use tower::{BoxError, Service};

use super::{Answer, Granted, ResponseFuture, State, granted, own};
use crate::addresses::Route;
use crate::body::RequestBody;
use crate::errand::Errand;
use crate::layer::Ours;
use crate::readdress::readdress;
use crate::routes::{Called, Visit};
use crate::{keep, layer, pages, reply, resumed};

/// A form of one of our pages is shorter, in bytes.
const FORM_LIMIT: usize = 4096;

/// Answers a request to one of our addresses.
pub(super) async fn serve<S, B, R>(
    ours: Arc<Ours>,
    app: S,
    route: Route,
    mut parts: Parts,
    body: B,
) -> Answer<R, S::Error>
where
    S: Service<Request<RequestBody<B>>, Response = Response<R>> + Send + 'static,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
    B: Body<Data = Bytes, Error: Into<BoxError>> + Send + Unpin + 'static,
    R: Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
{
    let user = ours.whose.whose_grant(&parts).answer().await;
    if layer::is_nested(&parts) {
        return Ok(own(&ours, user, reply::nested(&Channel::page())));
    }
    layer::forget_address(&mut parts);
    if let Route::Call(id) = &route {
        match ours.target_of_form(id, user.as_ref(), &parts).await {
            Ok(Some(target)) => return send_on(ours, app, &target, user, parts, body).await,
            Ok(None) => {}
            Err(error) => return Ok(own(&ours, user, reply::failure(&Channel::page(), &error))),
        }
    }
    if let Some(objection) = route.objection(&parts, &ours.keeping.home) {
        return Ok(own(&ours, user, objection));
    }
    if user.is_none()
        && let Some(to_sign_in) = ours.to_sign_in(&parts)
    {
        return Ok(own(&ours, user, to_sign_in));
    }
    if let Route::Call(id) = route {
        return resume(ours, app, id, user, parts).await;
    }
    let form = Limited::new(body, FORM_LIMIT).collect().await.map(Collected::to_bytes).unwrap_or_default();
    let visit = Visit { parts, user, form };
    let served = ours.serve(&route, &visit).await;
    let response = served.unwrap_or_else(|error| reply::failure(&Channel::page(), &error));
    Ok(own(&ours, visit.user, response))
}

/// Hands a request to the application at another address of it, where it is one like any other.
async fn send_on<S, B, R>(
    ours: Arc<Ours>,
    app: S,
    target: &str,
    user: Option<GrantKey>,
    mut parts: Parts,
    body: B,
) -> Answer<R, S::Error>
where
    S: Service<Request<RequestBody<B>>, Response = Response<R>> + Send + 'static,
    S::Error: Send + 'static,
    B: Body<Data = Bytes, Error: Into<BoxError>> + Send + Unpin + 'static,
    R: Send + 'static,
{
    if let Err(gone) = readdress(&mut parts, target) {
        return Ok(own(&ours, user, *gone));
    }
    let client = ours.client.clone();
    let granted = Box::pin(granted(Arc::clone(&ours), user, parts, body));
    let response = ResponseFuture { state: State::Asking { granted, ours, app } }.await?;
    Ok(resumed::located(response, target, &client))
}

/// A suspended call goes on for the person who has come back.
async fn resume<S, B, R>(
    ours: Arc<Ours>,
    app: S,
    id: CallId,
    user: Option<GrantKey>,
    live: Parts,
) -> Answer<R, S::Error>
where
    S: Service<Request<RequestBody<B>>, Response = Response<R>> + Send + 'static,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
    B: Body<Data = Bytes, Error: Into<BoxError>> + Send + Unpin + 'static,
    R: Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
{
    let grant = match ours.call(&id, user.as_ref()).await {
        Ok(Called::Ready(grant)) => grant,
        Ok(Called::Shown(response)) => return Ok(own(&ours, user, response)),
        Err(error) => return Ok(own(&ours, user, reply::failure(&Channel::page(), &error))),
    };
    // Once the call is taken it runs to its end, even if the person does not wait: nobody else can take it.
    let errand = Errand::new({
        let (ours, user) = (Arc::clone(&ours), user.clone());
        async move {
            let key = grant.key().clone();
            let mut call = match ours.client.resume_call(&id, &key).await {
                Ok(call) => call,
                Err(error) => return Ok(own(&ours, user, reply::failure(&Channel::page(), &error))),
            };
            let page = keep::take_page_of_part(&mut call.request);
            let target = call.request.target.clone();
            let (host, uri) = (live.headers.get(HOST).cloned(), live.uri.clone());
            let response = run_again(&ours, app, grant, call.request, live).await?;
            let to_own = |url: &str| keep::own_path(url, host.as_ref(), &uri, &ours.keeping.home);
            let response = resumed::whole(response, page, to_own);
            let response = resumed::located(response, &target, &ours.client);
            Ok(resumed::keep(&ours.client, &id, &key, target, response).await)
        }
    });
    errand.await.unwrap_or_else(|_| Ok(own(&ours, user, pages::interrupted())))
}

/// Runs a kept request for the person who has come back with `live`: their cookies, the kept body.
async fn run_again<S, B, R>(
    ours: &Arc<Ours>,
    mut app: S,
    grant: Grant,
    kept: KeptRequest,
    live: Parts,
) -> Answer<R, S::Error>
where
    S: Service<Request<RequestBody<B>>, Response = Response<R>>,
    S::Error: Send + 'static,
    B: Body<Data = Bytes, Error: Into<BoxError>> + Send + Unpin + 'static,
    R: Send + 'static,
{
    let mut parts = live;
    if let Err(gone) = readdress(&mut parts, &kept.target) {
        return Ok(own(ours, Some(grant.key().clone()), *gone));
    }
    parts.method = kept.method;
    for name in &ours.keeping.headers {
        parts.headers.remove(name);
    }
    parts.headers.extend(kept.headers);
    parts.headers.remove(http::header::CONTENT_LENGTH);
    let granted = Granted { parts, body: RequestBody::kept(kept.body), grant: Some(grant) };
    ResponseFuture { state: State::run(ours, &mut app, granted) }.await
}
