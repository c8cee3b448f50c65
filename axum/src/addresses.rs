//! The addresses of a consent, and who may send a request to them.

use http::header::ALLOW;
use http::request::Parts;
use http::{HeaderValue, Method, StatusCode, Uri};
use requires_scope::{AttemptId, CallId, Client};
use url::form_urlencoded;

use crate::body::OwnResponse;
use crate::{channel, pages};

/// One of our addresses, beside the redirect URI.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Route {
    SignIn,
    Consent(AttemptId),
    Callback,
    Call(CallId),
    Ask(CallId),
    Connection,
    Withdraw,
    Allow,
}

/// Where our addresses are.
#[derive(Clone, Debug)]
pub(crate) struct Addresses {
    callback: String,
    /// What stands before every one of them, with its last slash.
    base: String,
}

/// What stands beside the redirect URI, as a router takes it. The address of a suspended call has no parameter in its
/// path: a router would hand it on to the application with the request that is run again.
const BESIDE: [(&str, ToRoute); 7] = [
    ("sign-in", |_, _| Route::SignIn),
    ("consent/{attempt}", |attempt, _| Route::Consent(AttemptId::new(attempt))),
    ("call", |_, uri| Route::Call(call_id(uri))),
    ("call/ask", |_, uri| Route::Ask(call_id(uri))),
    ("connection", |_, _| Route::Connection),
    ("connection/withdraw", |_, _| Route::Withdraw),
    ("connection/allow", |_, _| Route::Allow),
];

/// Makes a route of the parameter of its path, and of where the request was sent to.
type ToRoute = fn(&str, &Uri) -> Route;

impl Addresses {
    pub(crate) fn of(client: &Client) -> Addresses {
        let (callback, base) = (client.redirect_uri().path(), client.beside_callback(""));
        Addresses { callback: callback.to_owned(), base: base.path().to_owned() }
    }

    /// The addresses as a router takes them.
    pub(crate) fn paths(&self) -> impl Iterator<Item = String> {
        let beside = BESIDE.iter().map(|(path, _)| format!("{}{path}", self.base));
        beside.chain([self.callback.clone()])
    }

    /// Which of our addresses this is: the same ones as a router finds.
    pub(crate) fn route(&self, uri: &Uri) -> Option<Route> {
        let own = uri.path().strip_prefix(&self.base)?;
        if uri.path() == self.callback {
            return Some(Route::Callback);
        }
        BESIDE.iter().find_map(|(path, route)| Some(route(parameter(path, own)?, uri)))
    }
}

impl Route {
    /// What keeps a request from being served at all.
    pub(crate) fn objection(&self, parts: &Parts, home: &str) -> Option<OwnResponse> {
        if channel::is_prefetch(&parts.headers) {
            return Some(pages::not_yet());
        }
        let allowed = self.methods();
        if !allowed.split(", ").any(|allowed| allowed == parts.method.as_str()) {
            let mut objection = pages::plain(
                StatusCode::METHOD_NOT_ALLOWED,
                "Not this way",
                "Please go back and follow the link.",
            );
            objection.headers_mut().insert(ALLOW, HeaderValue::from_static(allowed));
            return Some(objection);
        }
        // What changes something is done for a form of our own page, and for nobody else's.
        if parts.method == Method::POST && !channel::is_same_origin(parts, home) {
            return Some(pages::plain(
                StatusCode::FORBIDDEN,
                "Not from here",
                "Please use the button on our own page.",
            ));
        }
        None
    }

    /// As the header `Allow` lists them (RFC 9110, section 10.2.1). A GET of most of them begins something or runs
    /// something, which a HEAD must not.
    fn methods(&self) -> &'static str {
        match self {
            Route::Ask(_) | Route::Withdraw | Route::Allow => "POST",
            Route::SignIn | Route::Consent(_) | Route::Callback | Route::Call(_) => "GET",
            Route::Connection => "GET, HEAD",
        }
    }
}

pub(crate) fn query_value(uri: &Uri, wanted: &str) -> Option<String> {
    let query = uri.query()?;
    form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == wanted)
        .map(|(_, value)| value.into_owned())
}

/// What stands in `own` for the parameter of `path`; nothing where `path` has none. `None` is another path.
fn parameter<'a>(path: &str, own: &'a str) -> Option<&'a str> {
    match path.split_once('{') {
        Some((before, _)) => own.strip_prefix(before).filter(|word| !word.is_empty() && !word.contains('/')),
        None => (path == own).then_some(""),
    }
}

fn call_id(uri: &Uri) -> CallId {
    CallId::new(query_value(uri, "id").unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use requires_scope::MemoryStore;

    use super::*;

    #[test]
    fn routes_stand_beside_the_redirect_uri() {
        let client = Client::builder("id", "secret", "http://127.0.0.1:4000/scopes/callback");
        let client = client.store(MemoryStore::new()).build().expect("a client");
        let addresses = Addresses::of(&client);
        let of = |target| addresses.route(&Uri::from_static(target));
        assert_eq!(of("/scopes/callback"), Some(Route::Callback));
        assert_eq!(of("/scopes/sign-in"), Some(Route::SignIn));
        assert_eq!(of("/scopes/consent/abc"), Some(Route::Consent(AttemptId::new("abc"))));
        assert_eq!(of("/scopes/call?id=abc"), Some(Route::Call(CallId::new("abc"))));
        assert_eq!(of("/scopes/call/ask?id=abc"), Some(Route::Ask(CallId::new("abc"))));
        assert_eq!(of("/scopes/call/abc"), None);
        for near in [
            "call/",
            "call//",
            "call/ask/",
            "consent",
            "consent/",
            "consent//",
            "consent/abc/",
            "consent/abc/d",
            "",
        ] {
            let near = Uri::try_from(format!("/scopes/{near}")).expect("a URI");
            assert_eq!(addresses.route(&near), None, "{near}");
        }
        assert_eq!(of("/scopes/connection"), Some(Route::Connection));
        assert_eq!(of("/scopes/connection/withdraw"), Some(Route::Withdraw));
        assert_eq!(of("/scopes/other"), None);
        assert_eq!(of("/contacts"), None);
        assert_eq!(of("/scopes"), None);
    }
}
