//! A stranger's request acts with nobody's grant, whatever the process has set as its default.

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::request::Parts;
use http::{Request, StatusCode};
use requires_scope::{
    Client, Error, GrantImport, GrantKey, MemoryStore, ScopeSet, requires_scope, set_default_grant,
};
use requires_scope_axum::RequiresScopeLayer;
use tower::ServiceExt as _;

static RUNS: AtomicUsize = AtomicUsize::new(0);

struct AppError(Error);

impl From<Error> for AppError {
    fn from(error: Error) -> AppError {
        AppError(error)
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
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
    Ok(())
}
