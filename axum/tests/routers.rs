//! The layer around routers that are nested, merged, or added to: whose grant a request has, and which pages are ours.

use std::convert::Infallible;
use std::error::Error as StdError;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{OriginalUri, Path, Request};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use futures_util::{FutureExt as _, StreamExt as _};
use http::header::{CACHE_CONTROL, HOST, LOCATION};
use http::request::Parts;
use http::{StatusCode, Uri};
use requires_scope::{
    Client, Error, GrantImport, GrantKey, MemoryStore, ScopeSet, Store as _, requires_scope,
};
use requires_scope_axum::RequiresScopeLayer;
use tower::{Service, ServiceExt as _};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

type Outcome<T = ()> = Result<T, Box<dyn StdError>>;

struct AppError;

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

/// Says by which path it was reached, as it is outside and as its own router sees it.
#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn create(
    OriginalUri(outside): OriginalUri,
    inside: Uri,
    Path(id): Path<u64>,
    text: String,
) -> Result<String, AppError> {
    Ok(format!("{} {} id={id} {text}", outside.path(), inside.path()))
}

/// Needs one thing more, which it says late.
async fn twice() -> Result<String, AppError> {
    may_create().await?;
    may_delete().await
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn may_create() -> Result<(), AppError> {
    Ok(())
}

#[requires_scope("ZohoCRM.modules.contacts.DELETE")]
async fn may_delete() -> Result<String, AppError> {
    Ok("deleted".to_owned())
}

/// Says whose grant is current.
async fn who() -> String {
    requires_scope::current().map_or_else(|_| "nobody".to_owned(), |grant| grant.key().to_string())
}

fn key() -> GrantKey {
    GrantKey::new("zylker", "mia")
}

fn client() -> Result<Client, Error> {
    let zoho = Client::builder("id", "secret", "https://zylker.example/scopes/callback");
    zoho.store(MemoryStore::new()).build()
}

fn layer(zoho: &Client) -> RequiresScopeLayer {
    RequiresScopeLayer::new(zoho, |_: &Parts| Some(key()))
}

/// A request of a browser that navigates within the application.
fn request(request: http::request::Builder, body: &'static str) -> Outcome<Request> {
    let request = request.header(HOST, "zylker.example").header("sec-fetch-mode", "navigate");
    Ok(request.header("sec-fetch-site", "same-origin").body(Body::from(body))?)
}

async fn ask<S>(app: &S, path: &str) -> Outcome<Response>
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone,
{
    Ok(app.clone().oneshot(request(Request::get(path), "")?).await?)
}

async fn body(response: Response) -> Outcome<String> {
    Ok(String::from_utf8(to_bytes(response.into_body(), usize::MAX).await?.to_vec())?)
}

/// A POST to a route of a nested router, which was refused, and runs once she has allowed it.
async fn run_again_in_nested(create: MethodRouter) -> Outcome<Response> {
    let contacts = Router::new().route("/contacts/{id}", create);
    let zoho = client()?;
    let app = layer(&zoho).wrap(Router::new().nest("/crm", contacts));
    let refused = app.clone().oneshot(request(Request::post("/crm/contacts/7"), "Boyle")?).await?;
    let link = refused.headers()[LOCATION].to_str()?;
    let call = link.split_once("call=").ok_or("no call")?.1;
    let scopes = ScopeSet::parse_list("ZohoCRM.modules.contacts.CREATE")?;
    zoho.import_grant(&key(), GrantImport::new("1000.r").assuming(scopes)).await?;
    ask(&app, &format!("/scopes/call?id={call}")).await
}

#[tokio::test]
async fn a_kept_request_finds_a_nested_route_again() -> Outcome {
    let answer = run_again_in_nested(post(create)).await?;
    assert_eq!(body(answer).await?, "/crm/contacts/7 /contacts/7 id=7 Boyle");
    Ok(())
}

#[tokio::test]
async fn a_kept_request_that_is_refused_again_has_a_way_on() -> Outcome {
    let again = run_again_in_nested(post(twice)).await?;
    assert_eq!(again.status(), StatusCode::SEE_OTHER);
    assert!(again.headers()[LOCATION].to_str()?.contains("/scopes/call?id="), "it tells what is not kept");
    Ok(())
}

#[tokio::test]
async fn a_fallback_that_is_added_later_has_nobodys_grant_and_hides_no_page_of_ours() -> Outcome {
    let within = layer(&client()?).wrap(Router::new().route("/who", get(who)).fallback(who));
    let app = layer(&client()?).wrap(Router::new().route("/who", get(who))).fallback(who);
    assert_eq!(body(ask(&within, "/elsewhere").await?).await?, key().to_string());
    assert_eq!(body(ask(&app, "/who").await?).await?, key().to_string());
    assert_eq!(body(ask(&app, "/elsewhere").await?).await?, "nobody");
    assert_eq!(ask(&app, "/scopes/connection").await?.headers()[CACHE_CONTROL], "no-store");
    Ok(())
}

#[tokio::test]
async fn what_is_merged_later_stays_as_it_was() -> Outcome {
    let app = layer(&client()?).wrap(Router::new().route("/who", get(who)));
    let other = Router::new().route("/health", get(who)).fallback(async || "nothing here");
    for app in [app.clone().merge(other.clone()), other.merge(app)] {
        assert_eq!(body(ask(&app, "/who").await?).await?, key().to_string());
        assert_eq!(body(ask(&app, "/health").await?).await?, "nobody");
        assert_eq!(body(ask(&app, "/elsewhere").await?).await?, "nothing here");
        assert_eq!(ask(&app, "/scopes/connection").await?.headers()[CACHE_CONTROL], "no-store");
    }
    Ok(())
}

#[tokio::test]
async fn the_same_addresses_are_ours_with_and_without_a_router() -> Outcome {
    let app = || Router::new().fallback(async || "of the application");
    let zoho = client()?;
    let (router, service) = (layer(&zoho).wrap(app()), layer(&zoho).wrap_service(app()));
    for (path, is_ours) in [
        ("callback", true),
        ("sign-in", true),
        ("consent/abc", true),
        ("call?id=abc", true),
        ("call/ask?id=abc", true),
        ("connection", true),
        ("connection/withdraw", true),
        ("connection/allow", true),
        ("", false),
        ("callback/", false),
        ("sign-in/", false),
        ("consent", false),
        ("consent/", false),
        ("consent//", false),
        ("consent/abc/", false),
        ("consent/abc/def", false),
        ("call/", false),
        ("call//", false),
        ("call/ask/", false),
        ("connection/other", false),
    ] {
        let path = format!("/scopes/{path}");
        for answer in [ask(&router, &path).await?, ask(&service, &path).await?] {
            assert_eq!(body(answer).await? != "of the application", is_ours, "{path}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_application_is_asked_once_whose_grant_it_is() -> Outcome {
    let asked = Arc::new(AtomicUsize::new(0));
    let whose = {
        let asked = Arc::clone(&asked);
        move |_: &Parts| {
            asked.fetch_add(1, Ordering::SeqCst);
            Some(key())
        }
    };
    let app = RequiresScopeLayer::new(&client()?, whose).wrap(Router::new().route("/who", get(who)));
    for (n, when) in [(1, "while the grant is not in memory yet"), (2, "once it is")] {
        assert_eq!(body(ask(&app, "/who").await?).await?, key().to_string());
        assert_eq!(asked.load(Ordering::SeqCst), n, "{when}");
    }
    Ok(())
}

/// Counts what is logged as an error.
#[derive(Clone, Default)]
struct Errors(Arc<AtomicUsize>);

impl Subscriber for Errors {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() == Level::ERROR && metadata.target() == "requires_scope::web"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The consent would end where nobody answers: the addresses are below the prefix, and the links are not.
#[tokio::test]
async fn a_wrapped_router_that_is_nested_says_so_and_begins_nothing() -> Outcome {
    let errors = Errors::default();
    let _guard = tracing::subscriber::set_default(errors.clone());
    let store = Arc::new(MemoryStore::new());
    let zoho = Client::builder("id", "secret", "https://zylker.example/scopes/callback");
    let zoho = zoho.store(Arc::clone(&store)).build()?;
    let mut changes = store.changes();
    changes.next().await;
    let contacts = || Router::new().route("/contacts/{id}", post(create));
    for app in [
        Router::new().nest("/crm", layer(&zoho).wrap(contacts())),
        Router::new().nest_service("/crm", layer(&zoho).wrap(contacts())),
        Router::new().nest_service("/crm", layer(&zoho).wrap_service(contacts())),
    ] {
        let page = request(Request::post("/crm/contacts/7"), "Boyle")?;
        let fetch = Request::post("/crm/contacts/7").header("sec-fetch-mode", "cors").body(Body::empty())?;
        let own = request(Request::get("/crm/scopes/sign-in"), "")?;
        for (request, form) in [(page, "text/html"), (fetch, "application/problem+json"), (own, "text/html")]
        {
            let answer = app.clone().oneshot(request).await?;
            assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
            assert_eq!(errors.0.swap(0, Ordering::SeqCst), 1, "it stands in the log once");
            assert!(!answer.headers().contains_key(LOCATION));
            assert!(answer.headers()["content-type"].to_str()?.starts_with(form));
            let said = body(answer).await?;
            assert!(said.contains("RequiresScopeLayer::wrap") && said.contains("nest"), "{said}");
        }
    }
    assert_eq!(changes.next().now_or_never(), None, "nothing is written");
    Ok(())
}
