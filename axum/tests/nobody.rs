//! A stranger's request acts with nobody's grant, whatever the process has set as its default.

use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Body;
use axum::response::IntoResponse;
use axum::routing::get;
use bytes::Bytes;
use http::request::Parts;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Full};
use requires_scope::{
    Client, Error, GrantImport, GrantKey, MemoryStore, ScopeSet, requires_scope, set_default_grant,
};
use requires_scope_axum::{RequestBody, RequiresScopeLayer};
use tower::{ServiceExt as _, service_fn};

static RUNS: AtomicUsize = AtomicUsize::new(0);

struct AppError(Error);

impl From<Error> for AppError {
    fn from(error: Error) -> AppError {
        AppError(error)
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> axum::response::Response {
        let status =
            if self.0.is_nobody_signed_in() { StatusCode::UNAUTHORIZED } else { StatusCode::FORBIDDEN };
        status.into_response()
    }
}

#[requires_scope("ZohoCRM.modules.leads.READ")]
async fn leads() -> Result<&'static str, AppError> {
    RUNS.fetch_add(1, Ordering::SeqCst);
    Ok("leads")
}

#[tokio::test]
async fn a_stranger_never_acts_with_the_default_grant() -> Result<(), Box<dyn std::error::Error>> {
    let zoho = Client::builder("id", "secret", "http://127.0.0.1:4000/scopes/callback");
    let zoho = zoho.store(MemoryStore::new()).build()?;
    let scopes = ScopeSet::parse_list("ZohoCRM.modules.leads.READ")?;
    let grant = zoho
        .import_grant(&GrantKey::new("zylker", "worker"), GrantImport::new("1000.r").assuming(scopes))
        .await?;
    set_default_grant(grant).map_err(|_| "a default was set before")?;
    let status = leads().await.map_err(|AppError(error)| error)?;
    assert_eq!((status, RUNS.load(Ordering::SeqCst)), ("leads", 1), "the worker itself may");

    let app = Router::new().route("/leads", get(leads));
    let app = RequiresScopeLayer::new(&zoho, |_: &Parts| None).wrap(app);
    let response = app.oneshot(Request::get("/leads").body(Body::empty())?).await?;
    assert_eq!((response.status(), RUNS.load(Ordering::SeqCst)), (StatusCode::UNAUTHORIZED, 1));

    // A service may look at once, before its future is polled.
    let app = service_fn(|_: Request<RequestBody<Full<Bytes>>>| {
        let user =
            requires_scope::current().map_or_else(|_| "nobody".to_owned(), |grant| grant.key().to_string());
        async { Ok::<_, Infallible>(Response::new(user)) }
    });
    let app = RequiresScopeLayer::new(&zoho, async |parts: &Parts| {
        let user = parts.headers.get("user")?.to_str().ok()?;
        Some(GrantKey::new("zylker", user))
    })
    .service(app);
    for (request, user) in [(Request::get("/"), "nobody"), (Request::get("/").header("user", "mia"), "mia")] {
        let response = app.clone().oneshot(request.body(Full::default())?).await?;
        let said = response.into_body().collect().await.map_err(|error| error.to_string())?.to_bytes();
        assert!(said.ends_with(user.as_bytes()), "{user}: {said:?}");
    }
    Ok(())
}
