//! Our own pages: by which methods they are asked for, and what they say when something of the application's fails.

use std::error::Error as StdError;
use std::time::SystemTime;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::response::Response;
use futures_util::future::BoxFuture;
use http::header::{ALLOW, CACHE_CONTROL, LOCATION};
use http::request::Parts;
use http::{HeaderValue, Method, Request, StatusCode};
use requires_scope::{Client, GrantKey, Kind, MemoryStore, Record, Store, StoreError, Version};
use requires_scope_axum::RequiresScopeLayer;
use tower::ServiceExt as _;

type Outcome<T = ()> = Result<T, Box<dyn StdError>>;

/// A disk that is full, a server that has gone.
#[derive(Debug)]
struct Broken;

impl Store for Broken {
    fn load<'a>(&'a self, _: Kind, _: &'a str) -> BoxFuture<'a, Result<Option<Record>, StoreError>> {
        Box::pin(async { Err(StoreError::unavailable("the disk is full")) })
    }

    fn save<'a>(
        &'a self,
        _: Kind,
        _: &'a str,
        _: Vec<u8>,
        _: Version,
        _: Option<SystemTime>,
    ) -> BoxFuture<'a, Result<Version, StoreError>> {
        Box::pin(async { Err(StoreError::unavailable("the disk is full")) })
    }

    fn remove<'a>(&'a self, _: Kind, _: &'a str, _: Version) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async { Err(StoreError::unavailable("the disk is full")) })
    }
}

/// An application whose users are named by a header.
fn app(store: impl Store, set_up: impl FnOnce(RequiresScopeLayer) -> RequiresScopeLayer) -> Outcome<Router> {
    let zoho = Client::builder("id", "secret", "https://zylker.example/scopes/callback");
    let zoho = zoho.store(store).build()?;
    let whose = |parts: &Parts| Some(GrantKey::new("zylker", parts.headers.get("user")?.to_str().ok()?));
    Ok(set_up(RequiresScopeLayer::new(&zoho, whose)).wrap(Router::new()))
}

async fn send(app: &Router, method: &Method, path: &str, user: Option<&str>) -> Outcome<Response> {
    let mut request = Request::builder().method(method).uri(path).header("sec-fetch-site", "same-origin");
    if let Some(user) = user {
        request = request.header("user", user);
    }
    Ok(app.clone().oneshot(request.body(Body::empty())?).await?)
}

async fn body(response: Response) -> Outcome<String> {
    Ok(String::from_utf8(to_bytes(response.into_body(), usize::MAX).await?.to_vec())?)
}

#[tokio::test]
async fn a_page_of_ours_says_by_which_methods_it_can_be_had() -> Outcome {
    let app = app(MemoryStore::new(), |layer| layer)?;
    for (path, allowed) in [
        ("callback", "GET"),
        ("sign-in", "GET"),
        ("consent/unknown", "GET"),
        ("call?id=unknown", "GET"),
        ("call/ask?id=unknown", "POST"),
        ("connection", "GET, HEAD"),
        ("connection/withdraw", "POST"),
        ("connection/allow", "POST"),
    ] {
        let path = format!("/scopes/{path}");
        for method in [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::OPTIONS] {
            let is_allowed = allowed.split(", ").any(|allowed| allowed == method.as_str());
            let answer = send(&app, &method, &path, Some("mia")).await?;
            assert_eq!(answer.status() != StatusCode::METHOD_NOT_ALLOWED, is_allowed, "{method} {path}");
            let said = answer.headers().get(ALLOW).map(HeaderValue::as_bytes);
            assert_eq!(said, (!is_allowed).then_some(allowed.as_bytes()), "{method} {path}");
        }
    }
    let (shown, looked_at) = (
        send(&app, &Method::GET, "/scopes/connection", Some("mia")).await?,
        send(&app, &Method::HEAD, "/scopes/connection", Some("mia")).await?,
    );
    assert_eq!(
        (looked_at.status(), looked_at.headers()["cache-control"].to_str()?),
        (StatusCode::OK, "no-store")
    );
    assert_eq!(looked_at.headers()["content-type"], shown.headers()["content-type"]);
    Ok(())
}

#[tokio::test]
async fn a_store_that_fails_is_not_called_zoho() -> Outcome {
    let app = app(Broken, |layer| layer)?;
    let answer = send(&app, &Method::GET, "/scopes/connection", Some("mia")).await?;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    let page = body(answer).await?;
    assert!(!page.contains("Zoho cannot be reached"), "{page}");
    assert!(page.contains("its own records") && page.contains("reload"), "{page}");
    Ok(())
}

#[tokio::test]
async fn nobody_is_led_to_the_applications_own_sign_in_and_back() -> Outcome {
    let told = app(MemoryStore::new(), |layer| layer)?;
    let led =
        app(MemoryStore::new(), |layer| layer.sign_in_at(|way_back| format!("/login?next={way_back}")))?;
    for page in ["callback?status=success", "sign-in", "consent/abc?call=d", "call?id=d", "connection"] {
        let page = format!("/scopes/{page}");
        let answer = send(&told, &Method::GET, &page, None).await?;
        assert_eq!(answer.headers().get(LOCATION), None, "{page}");
        let answer = send(&led, &Method::GET, &page, None).await?;
        let to = (answer.status(), answer.headers()[LOCATION].to_str()?);
        assert_eq!(to, (StatusCode::SEE_OTHER, format!("/login?next={page}").as_str()));
        assert_eq!(answer.headers()[CACHE_CONTROL], "no-store", "{page}");
    }
    let form = send(&led, &Method::POST, "/scopes/connection/withdraw", None).await?;
    assert_eq!((form.status(), form.headers().get(LOCATION)), (StatusCode::UNAUTHORIZED, None));
    let known = send(&led, &Method::GET, "/scopes/connection", Some("mia")).await?;
    assert_eq!(known.status(), StatusCode::OK);
    Ok(())
}
