//! The layer: whose grant belongs to a request, and what is put around the router.

use std::fmt;

use axum::Router;
use http::request::Parts;
use requires_scope::{Client, GrantKey};
use tower::Layer;

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

/// Gives every request its grant, and every refused request its way on.
///
/// It wraps a whole router, and not its routes one by one: a kept request is run by the router as it was the first
/// time. So `router.layer(…)` does not take it; [`wrap`](Self::wrap) does. Layers that `whose_grant` depends on, a
/// session's for example, go around the result.
#[derive(Clone)]
pub struct RequiresScopeLayer<W> {
    client: Client,
    whose: W,
}

impl<W: WhoseGrant> RequiresScopeLayer<W> {
    /// A layer for the grants of `client`.
    pub fn new(client: &Client, whose: W) -> RequiresScopeLayer<W> {
        RequiresScopeLayer { client: client.clone(), whose }
    }

    /// Puts the layer around `app`, and adds the pages of a consent beside the client's redirect URI.
    pub fn wrap(self, app: Router) -> Router {
        Router::new().fallback_service(RequiresScopeService::new(self.client, self.whose, app))
    }
}

impl<W: WhoseGrant + Clone> Layer<Router> for RequiresScopeLayer<W> {
    type Service = RequiresScopeService;

    fn layer(&self, app: Router) -> RequiresScopeService {
        RequiresScopeService::new(self.client.clone(), self.whose.clone(), app)
    }
}

impl<W> fmt::Debug for RequiresScopeLayer<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequiresScopeLayer").field("client", &self.client).finish_non_exhaustive()
    }
}
