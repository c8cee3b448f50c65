//! Runs a request with its user's grant; takes it over where a guard has refused it.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use futures_util::future::BoxFuture;
use http::StatusCode;
use requires_scope::{Client, Error, Grant, KeptRequest, RefusedCall, without_grant};
use tower::Service;

use crate::keep::Keep;
use crate::layer::WhoseGrant;
use crate::routes::Route;
use crate::{channel, pages, reply};

/// A router with the grants of its users.
#[derive(Clone)]
pub struct RequiresScopeService {
    pub(crate) client: Client,
    pub(crate) whose: Arc<dyn WhoseGrant>,
    app: Router,
}

impl RequiresScopeService {
    pub(crate) fn new(client: Client, whose: impl WhoseGrant, app: Router) -> RequiresScopeService {
        RequiresScopeService { client, whose: Arc::new(whose), app }
    }

    async fn respond(self, request: Request) -> Response {
        match Route::of(&self.client, request.uri().path()) {
            Some(route) => self.serve(route, request).await,
            None => self.run(request).await,
        }
    }

    /// Runs the request in the application.
    pub(crate) async fn run(mut self, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        let Some(key) = self.whose.whose_grant(&parts) else {
            return without_grant(answer(&mut self.app, Request::from_parts(parts, body))).await;
        };
        let grant = match self.client.grant(&key).await {
            Ok(grant) => grant.on(channel::of(&parts.headers)),
            Err(error) => return reply::failure(&channel::of(&parts.headers), &error),
        };
        let (keep, body) = Keep::of(&parts, body);
        let run = answer(&mut self.app, Request::from_parts(parts, body));
        let (response, refused) = grant.clone().observe(run).await;
        match refused {
            // A success is the handler's own way with a refusal, a page without the part that is missing for example.
            Some(refused) if response.status().is_client_error() || response.status().is_server_error() => {
                self.go_on(&grant, &refused, keep).await
            }
            _ => response,
        }
    }

    /// The way on for a request that a guard has refused.
    async fn go_on(&self, grant: &Grant, refused: &RefusedCall, keep: Keep) -> Response {
        let asked = grant.ask_for(refused.missing()).await;
        if !grant.channel().is_page() {
            return match asked {
                Ok(attempt) => reply::insufficient_scope(refused.missing(), attempt.as_ref()),
                Err(error) => reply::failure(grant.channel(), &error),
            };
        }
        let attempt = match asked {
            Ok(attempt) => attempt,
            Err(error) if error.missing().is_some() => None,
            Err(error) => return reply::failure(grant.channel(), &error),
        };
        let back = keep.back();
        let kept = match () {
            () if keep.is_safe() => Some(back.clone()),
            () if refused.is_before_any_effect() => keep.whole().await,
            () => None,
        };
        let lost = kept.is_none();
        match self.client.suspend(grant, refused.missing(), kept.unwrap_or(back)).await {
            Ok(call) => match attempt {
                Some(attempt) if lost => {
                    pages::not_kept(&reply::link_with_call(&attempt, &call), refused.missing())
                }
                Some(attempt) => reply::see_other(&reply::link_with_call(&attempt, &call)),
                // Declined lately, or granted meanwhile: the call's own page tells which.
                None => reply::see_other(self.client.beside_callback(&format!("call/{call}")).as_str()),
            },
            Err(error) => reply::failure(grant.channel(), &error),
        }
    }

    /// Runs a kept request for the person who has come back with `live`: their cookies, the kept body.
    pub(crate) async fn run_again(self, kept: KeptRequest, live: Request) -> Response {
        let (mut parts, _) = live.into_parts();
        let Ok(target) = kept.target.parse() else {
            return pages::plain(
                StatusCode::GONE,
                "This request cannot be run again",
                "Please send it once more.",
            );
        };
        parts.method = kept.method;
        parts.uri = target;
        for name in kept.headers.keys() {
            parts.headers.remove(name);
        }
        parts.headers.extend(kept.headers);
        parts.headers.remove(http::header::CONTENT_LENGTH);
        self.run(Request::from_parts(parts, kept.body.into())).await
    }

    /// The signed-in user's grant.
    pub(crate) async fn grant_of(&self, request: &http::request::Parts) -> Result<Option<Grant>, Error> {
        match self.whose.whose_grant(request) {
            Some(key) => self.client.grant(&key).await.map(Some),
            None => Ok(None),
        }
    }
}

impl Service<Request> for RequiresScopeService {
    type Response = Response;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        // A router is always ready.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let service = self.clone();
        Box::pin(async move { Ok(service.respond(request).await) })
    }
}

impl fmt::Debug for RequiresScopeService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequiresScopeService").field("client", &self.client).finish_non_exhaustive()
    }
}

async fn answer(app: &mut Router, request: Request) -> Response {
    match app.call(request).await {
        Ok(response) => response,
        Err(infallible) => match infallible {},
    }
}
