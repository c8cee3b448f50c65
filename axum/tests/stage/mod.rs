//! An application whose user has allowed nothing yet, as its own browser sees it.

use std::error::Error as StdError;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::response::{IntoResponse, Response};
use http::header::{HOST, LOCATION};
use http::request::{Builder, Parts};
use http::{HeaderMap, Request, StatusCode};
use requires_scope::{Client, Error, GrantImport, GrantKey, MemoryStore, ScopeSet};
use requires_scope_axum::RequiresScopeLayer;
use tower::ServiceExt as _;

pub(crate) type Outcome<T = ()> = Result<T, Box<dyn StdError>>;

pub(crate) struct AppError;

impl From<Error> for AppError {
    fn from(_: Error) -> AppError {
        AppError
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

pub(crate) struct Stage {
    zoho: Client,
    app: Router,
}

impl Stage {
    /// Whatever `around` puts around the wrapped routes.
    pub(crate) fn set(routes: Router, around: impl FnOnce(Router) -> Router) -> Outcome<Stage> {
        let zoho = Client::builder("id", "secret", "https://zylker.example/scopes/callback");
        let zoho = zoho.store(MemoryStore::new()).build()?;
        let layer = RequiresScopeLayer::new(&zoho, |parts: &Parts| Some(key(&parts.headers)));
        Ok(Stage { app: around(layer.wrap(routes)), zoho })
    }

    pub(crate) async fn send(&self, request: Builder, body: &'static str) -> Outcome<Response> {
        let request = request.header(HOST, "zylker.example").body(Body::from(body))?;
        Ok(self.app.clone().oneshot(request).await?)
    }

    /// Sends a form that is refused, has it allowed, and gives the page on which it goes on.
    pub(crate) async fn allowed(&self, form: Builder, body: &'static str) -> Outcome<String> {
        let refused = self.send(form, body).await?;
        let link = refused.headers().get(LOCATION).ok_or("no way on")?.to_str()?.to_owned();
        let call = link.split_once("call=").ok_or("no call")?.1;
        self.holds("ZohoCRM.modules.contacts.CREATE").await?;
        Ok(format!("/scopes/call?id={call}"))
    }

    /// From here on these scopes are what Mia has allowed.
    pub(crate) async fn holds(&self, scopes: &str) -> Outcome {
        let import = GrantImport::new("1000.r").assuming(ScopeSet::parse_list(scopes)?);
        self.zoho.import_grant(&key(&HeaderMap::new()), import).await?;
        Ok(())
    }
}

/// Mia's, unless a request says whose.
fn key(headers: &HeaderMap) -> GrantKey {
    let user = headers.get("user").and_then(|user| user.to_str().ok());
    GrantKey::new("zylker", user.unwrap_or("mia"))
}

/// A form that a page of the application sends.
pub(crate) fn form(path: &str) -> Builder {
    Request::post(path).header("sec-fetch-mode", "navigate").header("sec-fetch-site", "same-origin")
}

/// A page that the browser opens.
pub(crate) fn page(path: &str) -> Builder {
    Request::get(path).header("sec-fetch-mode", "navigate")
}

pub(crate) async fn body(response: Response) -> Outcome<String> {
    Ok(String::from_utf8(to_bytes(response.into_body(), usize::MAX).await?.to_vec())?)
}
