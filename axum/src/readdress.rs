//! A request that the application gets at another address than it was sent to.

use http::request::Parts;
use http::{StatusCode, Uri};

use crate::body::OwnResponse;
use crate::pages;

/// Says of a request that its address is a new one.
#[derive(Clone)]
pub(crate) struct Readdressed;

/// Gives a request another path and query, where it was sent to.
pub(crate) fn readdress(parts: &mut Parts, target: &str) -> Result<(), Box<OwnResponse>> {
    let Some(uri) = uri_at(&parts.uri, target) else {
        let title = "This request cannot be run again";
        return Err(Box::new(pages::plain(StatusCode::GONE, title, "Please send it once more.")));
    };
    parts.uri = uri;
    parts.extensions.insert(Readdressed);
    Ok(())
}

/// A path and query where `live` was sent to, which HTTP/2 says in the URI.
fn uri_at(live: &Uri, target: &str) -> Option<Uri> {
    let mut uri = live.clone().into_parts();
    uri.path_and_query = Some(target.parse().ok()?);
    Uri::from_parts(uri).ok()
}
