//! The layer: whose grant belongs to a request, and what is put around the router.

use std::fmt;
use std::sync::Arc;

use axum::Router;
use axum::response::Response;
use http::request::Parts;
use requires_scope::{Client, GrantKey};
use tower::Layer;

use crate::look::{self, Look};
use crate::reply::{Refusal, Reply};
use crate::service::RequiresScopeService;

/// Says whose grant belongs to a request. Implemented for closures.
///
/// # Security
///
/// The answer must come from the application's own session, and never from anything else that the request says:
/// it decides whose Zoho account is acted on.
pub trait WhoseGrant: Send + Sync + 'static {
    /// The grant of the signed-in user; `None` when nobody is signed in.
    fn whose_grant(&self, parts: &Parts) -> Option<GrantKey>;
}

impl<F: Fn(&Parts) -> Option<GrantKey> + Send + Sync + 'static> WhoseGrant for F {
    fn whose_grant(&self, parts: &Parts) -> Option<GrantKey> {
        self(parts)
    }
}

/// A longer body is not kept unless the layer is told otherwise, in bytes.
const BODY_LIMIT: usize = 1024 * 1024;

/// What the application has said of how the layer is to behave.
pub(crate) struct Settings {
    pub(crate) look: Arc<dyn Look>,
    pub(crate) reply: Arc<dyn Reply>,
    pub(crate) body_limit: usize,
}

/// Gives every request its grant, and every refused request its way on.
///
/// It wraps a whole router, and not its routes one by one: a kept request is run by the router as it was the first
/// time. So `router.layer(…)` does not take it; [`wrap`](Self::wrap) does. Layers that `whose_grant` depends on, a
/// session's for example, go around the result.
#[derive(Clone)]
pub struct RequiresScopeLayer<W> {
    client: Client,
    whose: W,
    look: Arc<dyn Look>,
    reply: Arc<dyn Reply>,
    body_limit: usize,
}

impl<W: WhoseGrant> RequiresScopeLayer<W> {
    /// A layer for the grants of `client`.
    pub fn new(client: &Client, whose: W) -> RequiresScopeLayer<W> {
        RequiresScopeLayer {
            client: client.clone(),
            whose,
            look: Arc::new(look::plain),
            reply: Arc::new(|_: &Refusal, ours: Response| ours),
            body_limit: BODY_LIMIT,
        }
    }

    /// Shows our pages in the application's look.
    #[must_use]
    pub fn look(mut self, look: impl Look) -> RequiresScopeLayer<W> {
        self.look = Arc::new(look);
        self
    }

    /// Lets the application change, or replace, what a refused request is answered, in one place for all routes.
    #[must_use]
    pub fn reply(mut self, reply: impl Reply) -> RequiresScopeLayer<W> {
        self.reply = Arc::new(reply);
        self
    }

    /// How long the body of a request may be that is kept until the user has consented: 1 MiB unless this says
    /// otherwise. It is held in memory while the handler runs, and in the store while the person is at Zoho.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> RequiresScopeLayer<W> {
        self.body_limit = bytes;
        self
    }

    /// Puts the layer around `app`, and adds the pages of a consent beside the client's redirect URI.
    pub fn wrap(self, app: Router) -> Router {
        let service = self.service(app);
        Router::new().fallback_service(service)
    }

    fn service(self, app: Router) -> RequiresScopeService {
        let settings = Settings { look: self.look, reply: self.reply, body_limit: self.body_limit };
        RequiresScopeService::new(self.client, self.whose, settings, app)
    }
}

impl<W: WhoseGrant + Clone> Layer<Router> for RequiresScopeLayer<W> {
    type Service = RequiresScopeService;

    fn layer(&self, app: Router) -> RequiresScopeService {
        self.clone().service(app)
    }
}

impl<W> fmt::Debug for RequiresScopeLayer<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequiresScopeLayer").field("client", &self.client).finish_non_exhaustive()
    }
}
