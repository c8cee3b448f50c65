//! The layer: what is put around an application, and how it behaves.

use std::convert::Infallible;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{MatchedPath, OriginalUri, Request};
use axum::response::Response as AxumResponse;
use axum::routing::Route;
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderName, Response};
use http_body_util::Full;
use requires_scope::Client;
use tower::util::{MapRequest, MapResponse};
use tower::{Service, layer::layer_fn};

use crate::addresses::Addresses;
use crate::body::{RequestBody, ResponseBody};
use crate::keep::{KEPT_HEADERS, Keeping};
use crate::look::{self, Look};
use crate::readdress::Readdressed;
use crate::reply::{Refusal, Reply};
use crate::service::RequiresScopeService;
use crate::whose::{OfAnyKind, WhoseGrant};

/// A longer body is not kept unless the layer is told otherwise, in bytes.
const BODY_LIMIT: usize = 1024 * 1024;

/// Gives every request its grant, and every refused request its way on.
///
/// It takes a whole application, with [`wrap`](Self::wrap): a kept request is run by the application as it was the first
/// time, and what `router.layer(…)` takes could not do that. Layers that `whose_grant` depends on, a session's for example,
/// go around the result.
///
/// What it gives is the outermost router: see [`wrap`](Self::wrap).
///
/// # Other frameworks than axum
///
/// [`service`](Self::service) wraps any `tower` service of `http` requests. It names nothing of axum's, and neither does
/// anything else here but `wrap` and `wrap_service`:
///
/// ```
/// use std::convert::Infallible;
///
/// use bytes::Bytes;
/// use http::request::Parts;
/// use http::{Request, Response};
/// use http_body_util::Full;
/// use requires_scope::{Client, GrantKey, MemoryStore};
/// use requires_scope_axum::{RequestBody, RequiresScopeLayer};
/// use tower::service_fn;
///
/// # fn main() -> Result<(), requires_scope::Error> {
/// let zoho = Client::builder("1000.CLIENT", "secret", "https://zylker.example/scopes/callback")
///     .store(MemoryStore::new())
///     .build()?;
/// // `RequestBody` is the body of what arrives, or of a request that was kept.
/// let app = service_fn(async |request: Request<RequestBody<Full<Bytes>>>| {
///     Ok::<_, Infallible>(Response::new(Full::<Bytes>::from(request.uri().path().to_owned())))
/// });
/// let app = RequiresScopeLayer::new(&zoho, |_: &Parts| Some(GrantKey::new("zylker", "mia"))).service(app);
/// # drop(app); Ok(()) }
/// ```
#[derive(Clone)]
pub struct RequiresScopeLayer(Ours);

/// What all requests share.
#[derive(Clone)]
pub(crate) struct Ours {
    pub(crate) client: Client,
    pub(crate) whose: Arc<dyn WhoseGrant>,
    /// `None` where a router has sent requests to them elsewhere.
    pub(crate) addresses: Option<Addresses>,
    pub(crate) look: Arc<dyn Look>,
    pub(crate) reply: Arc<dyn Reply>,
    pub(crate) keeping: Keeping,
    /// Where nobody is led who opens one of our pages; `None`: they are told to sign in.
    pub(crate) sign_in_at: Option<Arc<SignInAt>>,
}

/// Says where the application's own sign-in is, and tells it the way back.
pub(crate) type SignInAt = dyn Fn(&str) -> String + Send + Sync;

impl RequiresScopeLayer {
    /// A layer for the grants of `client`: `whose` says which of them belongs to a request.
    pub fn new<M: 'static>(client: &Client, whose: impl WhoseGrant<M>) -> RequiresScopeLayer {
        RequiresScopeLayer(Ours {
            client: client.clone(),
            whose: Arc::new(OfAnyKind(whose, PhantomData)),
            addresses: Some(Addresses::of(client)),
            look: Arc::new(look::plain),
            reply: Arc::new(|_: &Refusal, ours: Response<Full<Bytes>>| ours),
            keeping: Keeping {
                body_limit: BODY_LIMIT,
                headers: KEPT_HEADERS.to_vec(),
                home: client.redirect_uri().authority().to_owned(),
            },
            sign_in_at: None,
        })
    }

    /// Shows our pages in the application's look.
    #[must_use]
    pub fn look(mut self, look: impl Look) -> RequiresScopeLayer {
        self.0.look = Arc::new(look);
        self
    }

    /// Lets the application change, or replace, what a refused request is answered, in one place for all routes.
    #[must_use]
    pub fn reply(mut self, reply: impl Reply) -> RequiresScopeLayer {
        self.0.reply = Arc::new(reply);
        self
    }

    /// How long the body of a request may be that is kept until the user has consented: 1 MiB unless this says
    /// otherwise. It is held in memory while the handler runs, and in the store while the person is at Zoho.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> RequiresScopeLayer {
        self.0.keeping.body_limit = bytes;
        self
    }

    /// Keeps one more header of a request that is run again: the one with the token of a form, `X-CSRF-Token` for
    /// example, where the application refuses what comes without it.
    ///
    /// # Security
    ///
    /// It stands in the store while the person is at Zoho. A cookie or a credential is none of those: the browser brings
    /// its own along.
    #[must_use]
    pub fn keep_header(mut self, name: HeaderName) -> RequiresScopeLayer {
        if !self.0.keeping.headers.contains(&name) {
            self.0.keeping.headers.push(name);
        }
        self
    }

    /// Leads who opens one of our pages and is signed out to the application's own sign-in: a consent link that came by
    /// mail, or the callback where the session has ended meanwhile. Without this they are told to sign in first.
    ///
    /// `sign_in_at` gets the way back, path and query of the page, and answers with where the browser goes. Who is signed
    /// in there and nobody to this layer must not be led back at once: they would go round in circles.
    ///
    /// # Security
    ///
    /// What comes back from the browser as the way back may be anybody's writing: the sign-in leads to a path of the
    /// application, and to no other site. The callback's query may hold Zoho's code, which does not belong in a log.
    ///
    /// # Examples
    ///
    /// ```
    /// use url::form_urlencoded::Serializer;
    /// # use requires_scope_axum::RequiresScopeLayer;
    ///
    /// # fn set_up(layer: RequiresScopeLayer) -> RequiresScopeLayer {
    /// layer.sign_in_at(|way_back| {
    ///     let query = Serializer::new(String::new()).append_pair("next", way_back).finish();
    ///     format!("/login?{query}")
    /// })
    /// # }
    /// ```
    #[must_use]
    pub fn sign_in_at(
        mut self,
        sign_in_at: impl Fn(&str) -> String + Send + Sync + 'static,
    ) -> RequiresScopeLayer {
        self.0.sign_in_at = Some(Arc::new(sign_in_at));
        self
    }

    /// Puts the layer around `app`, and adds the pages of a consent beside the client's redirect URI.
    ///
    /// A route or fallback that is added to the result is outside the layer, and so is what the result is merged with.
    ///
    /// # Nesting
    ///
    /// Nest inside what is wrapped, and not what is wrapped: our pages stand where the redirect URI says, as the
    /// application sees the path. A router that is nested around the result takes a prefix away, and so does a proxy that
    /// strips one, and our pages are out of reach. Of a router this is seen: a guard's refusal is answered with 500, and
    /// the log says why.
    ///
    /// ```
    /// # use axum::Router;
    /// # use requires_scope_axum::RequiresScopeLayer;
    /// # fn set_up(layer: RequiresScopeLayer, crm: Router) -> Router {
    /// layer.wrap(Router::new().nest("/crm", crm)) // and not `Router::new().nest("/crm", layer.wrap(crm))`
    /// # }
    /// ```
    ///
    /// # Layers around it
    ///
    /// A layer of the result runs once a request has found its route, as all layers of a router do, and for each route on
    /// its own:
    ///
    /// - What rewrites a request before that, as `NormalizePathLayer` does, or what takes the method from a form's field
    ///   `_method`, goes around [`wrap_service`](Self::wrap_service).
    /// - A kept request is run from a page of ours, and a layer of the result sees the GET of that page alone; of a form
    ///   that its answer has sent back there, the POST to that page. What must see the request itself is a layer of `app`.
    /// - What counts for each route, such as `ConcurrencyLimitLayer`, counts a kept request for our page, and not for its
    ///   own route: that too is a layer of `app`, or one that counts for all routes, such as
    ///   `GlobalConcurrencyLimitLayer`.
    ///
    /// # Panics
    ///
    /// When `app` has a route of its own where one of these pages stands, as `Router::route` does.
    pub fn wrap(self, app: Router) -> Router {
        let paths: Vec<_> = self.0.addresses.iter().flat_map(Addresses::paths).collect();
        // Its handlers are routes from here on: without this they would be made into some at each request.
        let app = app.with_state::<()>(());
        // A request has found its route when it comes here, and goes through no second router.
        let each = Arc::new(Ours { addresses: None, ..self.0.clone() });
        let router = app.clone().layer(layer_fn(move |route: Route| in_axum(Arc::clone(&each), route)));
        // A kept request is run by the whole application, as it was the first time.
        let pages = in_axum(Arc::new(self.0), app);
        paths.into_iter().fold(router, |router, path| router.route_service(&path, pages.clone()))
    }

    /// The same around `app` as a whole, and not around each of its routes, which saves every request what axum allocates
    /// for a layered one. Layers around the result run before a request finds its route. Where `app` has a route at the
    /// address of a page of ours, the page is served. The result is not nested either, as [`wrap`](Self::wrap) says.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use axum::{Router, extract::Request, routing::get};
    /// # use http::request::Parts;
    /// # use requires_scope::{Client, GrantKey};
    /// # use requires_scope_axum::RequiresScopeLayer;
    ///
    /// # async fn serve(zoho: Client, listener: tokio::net::TcpListener) -> std::io::Result<()> {
    /// # let whose = |_: &Parts| Some(GrantKey::new("zylker", "mia"));
    /// let app = Router::new().route("/", get(async || "home"));
    /// let app = RequiresScopeLayer::new(&zoho, whose).wrap_service(app);
    /// axum::serve(listener, axum::ServiceExt::<Request>::into_make_service(app)).await
    /// # }
    /// ```
    pub fn wrap_service(
        self,
        app: Router,
    ) -> impl Service<Request, Response = AxumResponse, Error = Infallible, Future: Send + 'static>
    + Clone
    + Send
    + Sync
    + 'static {
        in_axum(Arc::new(self.0), app.with_state::<()>(()))
    }

    /// The same around a service that is no router. No prefix is stripped before it, as [`wrap`](Self::wrap) says.
    pub fn service<S>(self, app: S) -> RequiresScopeService<S> {
        RequiresScopeService::new(Arc::new(self.0), app)
    }
}

/// As axum takes it. The body that the application reads is what it was unless it is recorded, or that of a kept request.
fn in_axum<S>(
    ours: Arc<Ours>,
    app: S,
) -> impl Service<Request, Response = AxumResponse, Error = Infallible, Future: Send + 'static>
+ Clone
+ Send
+ Sync
+ 'static
where
    S: Service<Request, Response = AxumResponse, Error = Infallible, Future: Send + 'static>,
    S: Clone + Send + Sync + 'static,
{
    let app = MapRequest::new(app, |mut request: http::Request<RequestBody<Body>>| {
        // A request that is run again has another route and address than the page it is run from.
        if request.extensions_mut().remove::<Readdressed>().is_some() {
            let uri = OriginalUri(request.uri().clone());
            request.extensions_mut().insert(uri);
            request.extensions_mut().remove::<MatchedPath>();
        }
        request.map(RequestBody::into_axum)
    });
    let service = RequiresScopeService::new(ours, app);
    MapResponse::new(service, |response: Response<ResponseBody<Body>>| response.map(ResponseBody::into_axum))
}

/// Whether a router around the layer has taken the start of the path away. Our addresses have it in front there, and the
/// links to them have not.
pub(crate) fn is_nested(parts: &Parts) -> bool {
    let sent_to = parts.extensions.get::<OriginalUri>();
    sent_to.is_some_and(|OriginalUri(sent_to)| sent_to.path() != parts.uri.path())
}

/// What is run from one of our pages has another address than the page.
pub(crate) fn forget_address(parts: &mut Parts) {
    parts.extensions.remove::<OriginalUri>();
}

impl fmt::Debug for RequiresScopeLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequiresScopeLayer").field("client", &self.0.client).finish_non_exhaustive()
    }
}
