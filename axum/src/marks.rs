//! What a route says of itself to the layer that stands around all routes: it rides on the route's responses.

use axum::response::Response;
use tower::util::MapResponseLayer;

use crate::channel::WebChannel;

/// What is said.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Marks {
    pub(crate) channel: Option<WebChannel>,
    pub(crate) is_idempotent: bool,
}

impl Marks {
    pub(crate) fn take(response: &mut Response) -> Marks {
        response.extensions_mut().remove().unwrap_or_default()
    }
}

/// A layer for routes that may be run again from the start, whatever has happened in them: a refusal deep inside is
/// then as good as one at the outermost guard, and the kept request goes on after the consent.
///
/// # Examples
///
/// ```
/// use axum::{Router, routing::put};
/// use requires_scope_axum::idempotent;
///
/// # async fn replace_contact() -> &'static str { "done" }
/// // Writing the same values twice leaves the same contact.
/// let app: Router = Router::new().route("/contacts/{id}", put(replace_contact).layer(idempotent()));
/// # drop(app);
/// ```
pub fn idempotent() -> MapResponseLayer<impl Fn(Response) -> Response + Clone> {
    mark(|marks| Marks { is_idempotent: true, ..marks })
}

pub(crate) fn mark(
    add: impl Fn(Marks) -> Marks + Clone,
) -> MapResponseLayer<impl Fn(Response) -> Response + Clone> {
    MapResponseLayer::new(move |mut response: Response| {
        let marks = add(Marks::take(&mut response));
        response.extensions_mut().insert(marks);
        response
    })
}
