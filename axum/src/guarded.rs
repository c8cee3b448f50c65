//! A guard that stands before a route's extractors, or before a whole router.

use axum::extract::Request;
use axum::middleware::{self, FromFnLayer, Next};
use axum::response::Response;
use futures_util::future::BoxFuture;
use requires_scope::Error;

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
pub fn guarded_by<G, F>(
    guard: G,
) -> FromFnLayer<impl Fn(Request, Next) -> BoxFuture<'static, Response> + Clone, (), (Request,)>
where
    G: Fn() -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Result<(), Error>> + Send + 'static,
{
    middleware::from_fn(move |request: Request, next: Next| -> BoxFuture<'static, Response> {
        let guard = guard.clone();
        Box::pin(async move {
            let channel = WebChannel::of(request.headers()).to_channel();
            match guard().await {
                Ok(()) => next.run(request).await,
                Err(error) => reply::failure(&channel, &error),
            }
        })
    })
}
