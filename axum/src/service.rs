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
use requires_scope::{Attempt, Client, Error, Grant, KeptRequest, MissingScopes, without_grant};
use tower::Service;

use crate::channel::WebChannel;
use crate::keep::Keep;
use crate::layer::{Settings, WhoseGrant};
use crate::marks::Marks;
use crate::reply::{self, Refusal};
use crate::routes::Route;
use crate::{look, pages};

/// A router with the grants of its users.
#[derive(Clone)]
pub struct RequiresScopeService {
    pub(crate) client: Client,
    pub(crate) whose: Arc<dyn WhoseGrant>,
    pub(crate) settings: Arc<Settings>,
    app: Router,
}

impl RequiresScopeService {
    pub(crate) fn new(
        client: Client,
        whose: impl WhoseGrant,
        settings: Settings,
        app: Router,
    ) -> RequiresScopeService {
        RequiresScopeService { client, whose: Arc::new(whose), settings: Arc::new(settings), app }
    }

    async fn respond(self, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        let user = self.whose.whose_grant(&parts);
        let settings = Arc::clone(&self.settings);
        let route = Route::of(&self.client, parts.uri.path());
        let request = Request::from_parts(parts, body);
        let response = match route {
            Some(route) => self.serve(route, request).await,
            None => self.run(request).await,
        };
        look::dress(response, &*settings.look, user)
    }

    /// Runs the request in the application.
    pub(crate) async fn run(mut self, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        let Some(key) = self.whose.whose_grant(&parts) else {
            return without_grant(answer(&mut self.app, Request::from_parts(parts, body))).await;
        };
        let channel = WebChannel::of(&parts.headers);
        let grant = match self.client.grant(&key).await {
            Ok(grant) => grant.on(channel.to_channel()),
            Err(error) => return reply::failure(&channel.to_channel(), &error),
        };
        let (keep, body) = Keep::of(&parts, body, self.settings.body_limit);
        let run = answer(&mut self.app, Request::from_parts(parts, body));
        let (mut response, refused) = grant.clone().observe(run).await;
        let marks = Marks::take(&mut response);
        match refused {
            // A success is the handler's own way with a refusal, a page without the part that is missing for example.
            Some(refused) if response.status().is_client_error() || response.status().is_server_error() => {
                let channel = marks.channel.unwrap_or(channel);
                let grant = grant.on(channel.to_channel());
                let is_repeatable = refused.is_before_any_effect() || marks.is_idempotent;
                self.go_on(&grant, channel, refused.missing(), is_repeatable, keep).await
            }
            _ => response,
        }
    }

    /// The way on for a request that a guard has refused.
    async fn go_on(
        &self,
        grant: &Grant,
        channel: WebChannel,
        missing: &MissingScopes,
        is_repeatable: bool,
        keep: Keep,
    ) -> Response {
        let attempt = match grant.ask_for(missing).await {
            Ok(attempt) => attempt,
            Err(error) if channel == WebChannel::Fetch || error.missing().is_none() => {
                return self.settled(channel, missing, None, reply::failure(grant.channel(), &error));
            }
            Err(_) => None,
        };
        let ours = match channel {
            WebChannel::Fetch => {
                reply::insufficient_scope(missing, attempt.as_ref().map(Attempt::consent_link))
            }
            WebChannel::Page | WebChannel::Partial => {
                match self.leave(grant, channel, missing, attempt.as_ref(), is_repeatable, keep).await {
                    Ok(response) => response,
                    Err(error) => reply::failure(grant.channel(), &error),
                }
            }
        };
        self.settled(channel, missing, attempt.as_ref(), ours)
    }

    /// The person leaves for Zoho's page, and the request is kept until they come back.
    async fn leave(
        &self,
        grant: &Grant,
        channel: WebChannel,
        missing: &MissingScopes,
        attempt: Option<&Attempt>,
        is_repeatable: bool,
        keep: Keep,
    ) -> Result<Response, Error> {
        let back = keep.back();
        let kept = match () {
            () if keep.is_safe() => Some(back.clone()),
            () if is_repeatable => keep.whole().await,
            () => None,
        };
        let is_lost = kept.is_none();
        let call = self.client.suspend(grant, missing, kept.unwrap_or(back)).await?;
        // Declined lately, or granted meanwhile, or not kept: the call's own page tells which.
        let page = self.client.beside_callback(&format!("call/{call}"));
        Ok(match (attempt, channel) {
            (Some(attempt), WebChannel::Page) if is_lost => {
                pages::not_kept(&reply::link_with_call(attempt, &call), missing)
            }
            (Some(attempt), WebChannel::Partial) if !is_lost => {
                reply::redirect_partial(missing, &reply::link_with_call(attempt, &call))
            }
            (_, WebChannel::Partial) => reply::redirect_partial(missing, page.as_str()),
            (Some(attempt), _) => reply::see_other(&reply::link_with_call(attempt, &call)),
            (None, _) => reply::see_other(page.as_str()),
        })
    }

    /// What the application makes of our reply.
    fn settled(
        &self,
        channel: WebChannel,
        missing: &MissingScopes,
        attempt: Option<&Attempt>,
        ours: Response,
    ) -> Response {
        let refusal =
            Refusal { channel, missing: missing.clone(), consent_link: attempt.map(Attempt::consent_link) };
        self.settings.reply.reply(&refusal, ours)
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
