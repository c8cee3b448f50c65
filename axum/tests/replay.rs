//! A request that was refused is run again as it was sent, once the person has allowed what it needs.

use std::error::Error as StdError;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{MatchedPath, OriginalUri, Path};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::header::{ACCEPT, CACHE_CONTROL, CONTENT_ENCODING, HOST, LOCATION, REFERER};
use http::request::{Builder, Parts};
use http::{HeaderMap, HeaderName, Request, StatusCode};
use http_body_util::Full;
use requires_scope::{Client, Error, GrantImport, GrantKey, MemoryStore, ScopeSet, requires_scope};
use requires_scope_axum::{Refusal, RequiresScopeLayer, WebChannel, always};
use tower::ServiceExt as _;

type Outcome<T = ()> = Result<T, Box<dyn StdError>>;

const CSRF: HeaderName = HeaderName::from_static("x-csrf-token");

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

/// Says what it was sent.
#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn told(OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Result<String, AppError> {
    let header = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("-");
    Ok(format!("{} accept={} csrf={}", uri.path(), header(ACCEPT), header(CSRF)))
}

/// Says by which route it was reached.
#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn routed(matched: MatchedPath, Path(id): Path<u64>) -> Result<String, AppError> {
    Ok(format!("{} id={id}", matched.as_str()))
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn packed() -> Result<Response, AppError> {
    let headers = [(CONTENT_ENCODING, "gzip"), (CACHE_CONTROL, "private, max-age=60")];
    Ok((headers, "as if packed").into_response())
}

/// Answers as htmx wants it: with an error status, and where to go, by the header that the path names.
#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn moved(OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Result<Response, AppError> {
    let by = if uri.path() == "/located" { "hx-location" } else { "hx-redirect" };
    let to = headers.get(CSRF).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    Ok((StatusCode::CONFLICT, [(by, to)]).into_response())
}

struct Stage {
    zoho: Client,
    app: Router,
}

impl Stage {
    fn set(set_up: impl FnOnce(RequiresScopeLayer) -> RequiresScopeLayer) -> Outcome<Stage> {
        let zoho = Client::builder("id", "secret", "https://zylker.example/scopes/callback");
        let zoho = zoho.store(MemoryStore::new()).build()?;
        let routes = Router::new()
            .route("/told", post(told))
            .route("/packed", post(packed))
            .route("/conditional", post(conditional))
            .route("/moved", post(moved))
            .route("/located", post(moved))
            .route("/contacts/{id}", post(routed))
            .route("/{*anything}", get(async || "of the application"))
            .route("/part", get(told).post(told).layer(always(WebChannel::Partial)));
        let layer = RequiresScopeLayer::new(&zoho, |_: &Parts| Some(key())).keep_header(CSRF);
        Ok(Stage { app: set_up(layer).wrap(routes), zoho })
    }

    async fn send(&self, request: Builder) -> Outcome<Response> {
        let request = request.header(HOST, "zylker.example").body(Body::empty())?;
        Ok(self.app.clone().oneshot(request).await?)
    }

    /// Sends what is refused, has it allowed, and comes back to the page of the call.
    async fn allowed(&self, request: Builder) -> Outcome<Response> {
        let refused = self.send(request).await?;
        let headers = refused.headers();
        let link = headers.get(LOCATION).or(headers.get("hx-redirect")).ok_or("no way on")?.to_str()?;
        let call = link.split_once("call=").ok_or("no call")?.1.to_owned();
        self.come_back(&call).await
    }

    async fn come_back(&self, call: &str) -> Outcome<Response> {
        let scopes = ScopeSet::parse_list("ZohoCRM.modules.contacts.CREATE")?;
        self.zoho.import_grant(&key(), GrantImport::new("1000.r").assuming(scopes)).await?;
        self.send(Request::get(format!("/scopes/call?id={call}")).header(ACCEPT, "text/html")).await
    }
}

fn key() -> GrantKey {
    GrantKey::new("zylker", "mia")
}

/// A form that a browser sends.
fn form(path: &str) -> Builder {
    Request::post(path).header("sec-fetch-mode", "navigate").header("sec-fetch-site", "same-origin")
}

/// The same by htmx, on a page of the application.
fn by_htmx(path: &str) -> Builder {
    let request = Request::post(path).header("hx-request", "true").header("sec-fetch-site", "same-origin");
    request.header("hx-current-url", "https://zylker.example/leads?page=2")
}

async fn body(response: Response) -> Outcome<String> {
    Ok(String::from_utf8(to_bytes(response.into_body(), usize::MAX).await?.to_vec())?)
}

#[tokio::test]
async fn it_has_its_own_address_and_headers_and_none_of_the_way_back() -> Outcome {
    let stage = Stage::set(|layer| layer)?;
    let answer = stage.allowed(form("/told").header(CSRF, "of the form")).await?;
    assert_eq!(body(answer).await?, "/told accept=- csrf=of the form");
    Ok(())
}

/// Says which of the headers it has that change what a request does.
#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn conditional(headers: HeaderMap) -> Result<String, AppError> {
    let found = CONDITIONS.into_iter().filter_map(|name| headers.get(name)?.to_str().ok());
    Ok(found.collect::<Vec<_>>().join(" "))
}

const CONDITIONS: [&str; 6] =
    ["hx-prompt", "hx-trigger-name", "if-match", "if-none-match", "if-unmodified-since", "idempotency-key"];

#[tokio::test]
async fn it_has_the_headers_without_which_it_would_do_something_else() -> Outcome {
    let stage = Stage::set(|layer| layer)?;
    let request =
        CONDITIONS.into_iter().fold(form("/conditional"), |request, name| request.header(name, name));
    let answer = stage.allowed(request).await?;
    assert_eq!(body(answer).await?, CONDITIONS.join(" "));
    Ok(())
}

#[tokio::test]
async fn it_has_its_own_route_and_parameters() -> Outcome {
    let stage = Stage::set(|layer| layer)?;
    let answer = stage.allowed(form("/contacts/7")).await?;
    assert_eq!(body(answer).await?, "/contacts/{id} id=7");
    Ok(())
}

#[tokio::test]
async fn our_pages_come_before_a_route_that_matches_anything() -> Outcome {
    let stage = Stage::set(|layer| layer)?;
    let answer = stage.send(Request::get("/scopes/other")).await?;
    assert_eq!(body(answer).await?, "of the application");
    let answer = stage.send(Request::get("/scopes/call/?id=unknown")).await?;
    assert_eq!(body(answer).await?, "of the application", "another address than ours");
    for path in ["call?id=unknown", "consent/unknown", "callback", "connection"] {
        let answer = stage.send(Request::get(format!("/scopes/{path}"))).await?;
        assert_eq!(answer.headers()["cache-control"], "no-store", "{path}");
    }
    Ok(())
}

#[test]
#[should_panic(expected = "/scopes/connection")]
fn a_route_of_the_application_is_not_hidden_by_a_page_of_ours() {
    let zoho = Client::builder("id", "secret", "https://zylker.example/scopes/callback");
    let zoho = zoho.store(MemoryStore::new()).build().expect("a client");
    let app = Router::new().route("/scopes/connection", get(async || "of the application"));
    drop(RequiresScopeLayer::new(&zoho, |_: &Parts| Some(key())).wrap(app));
}

#[tokio::test]
async fn a_packed_answer_is_still_known_as_one_when_it_is_loaded_again() -> Outcome {
    let stage = Stage::set(|layer| layer)?;
    let refused = stage.send(form("/packed")).await?;
    let link = refused.headers()[LOCATION].to_str()?.to_owned();
    let call = link.split_once("call=").ok_or("no call")?.1;
    for _ in 0..2 {
        let answer = stage.come_back(call).await?;
        assert_eq!(answer.headers()[CONTENT_ENCODING], "gzip");
        assert_eq!(body(answer).await?, "as if packed");
    }
    Ok(())
}

#[tokio::test]
async fn nobody_on_the_way_may_store_its_answer_unless_the_application_says_so() -> Outcome {
    for (path, expected) in [("/told", "no-store"), ("/packed", "private, max-age=60")] {
        let stage = Stage::set(|layer| layer)?;
        let answer = stage.allowed(form(path)).await?;
        assert_eq!(answer.headers()[CACHE_CONTROL], expected, "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn where_htmx_would_be_sent_the_browser_goes_and_never_elsewhere() -> Outcome {
    for (to, location) in [
        ("/contacts/7", "/contacts/7"),
        ("https://zylker.example/contacts/7", "/contacts/7"),
        ("//evil.example", "/leads?page=2"),
        ("https://evil.example/", "/leads?page=2"),
    ] {
        let stage = Stage::set(|layer| layer)?;
        let answer = stage.allowed(by_htmx("/moved").header(CSRF, to)).await?;
        assert_eq!(
            (answer.status(), answer.headers()[LOCATION].to_str()?),
            (StatusCode::SEE_OTHER, location)
        );
        assert!(!answer.headers().contains_key("hx-redirect"));
    }
    Ok(())
}

/// htmx reads a path there, or JSON that has one.
#[tokio::test]
async fn what_htmx_would_load_the_browser_goes_to_and_never_elsewhere() -> Outcome {
    let page = "/leads?page=2";
    for (to, location) in [
        ("/contacts/7", "/contacts/7"),
        ("https://zylker.example/contacts/7", "/contacts/7"),
        (r##"{"path":"/contacts/7", "target":"#main", "values":{"tab":"notes"}}"##, "/contacts/7"),
        (r#"{"path":"https://zylker.example/contacts/7"}"#, "/contacts/7"),
        (r#"{"path":"//evil.example"}"#, page),
        (r#"{"path":"https://evil.example/"}"#, page),
        (r#"{"path":["/contacts/7"]}"#, page),
        (r#"{"path":"/contacts/7""#, page),
        ("//evil.example", page),
    ] {
        let stage = Stage::set(|layer| layer)?;
        let answer = stage.allowed(by_htmx("/located").header(CSRF, to)).await?;
        assert_eq!(
            (answer.status(), answer.headers().get(LOCATION).and_then(|location| location.to_str().ok())),
            (StatusCode::SEE_OTHER, Some(location)),
            "{to}"
        );
        assert!(!answer.headers().contains_key("hx-location"));
    }
    Ok(())
}

#[tokio::test]
async fn open_redirect_a_part_of_no_page_of_ours_leads_to_the_first_page() -> Outcome {
    for page in ["https://zylker.example//evil.example/x", "https://evil.example/", "nonsense"] {
        let stage = Stage::set(|layer| layer)?;
        let part =
            Request::post("/told").header("hx-request", "true").header("sec-fetch-site", "same-origin");
        let answer = stage.allowed(part.header("hx-current-url", page)).await?;
        assert_eq!(
            (answer.status(), answer.headers()[LOCATION].to_str()?),
            (StatusCode::SEE_OTHER, "/"),
            "{page}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_route_that_says_it_answers_with_parts_leads_back_to_their_page() -> Outcome {
    let opened = Request::get("/part").header("sec-fetch-mode", "navigate");
    let accepted = Request::get("/part").header(ACCEPT, "text/html");
    for part in [form("/part"), opened, accepted] {
        let stage = Stage::set(|layer| layer)?;
        let answer = stage.allowed(part.header(REFERER, "https://zylker.example/leads?page=2")).await?;
        assert_eq!(answer.headers()[LOCATION], "/leads?page=2");
    }
    let stage = Stage::set(|layer| layer)?;
    let opened = Request::get("/part").header("sec-fetch-mode", "navigate");
    let answer = stage.allowed(opened.header(REFERER, "https://evil.example/")).await?;
    assert_eq!(answer.headers()[LOCATION], "/");
    Ok(())
}

#[tokio::test]
async fn a_page_of_the_applications_own_can_lead_to_the_kept_request() -> Outcome {
    let reply = |refusal: &Refusal, _: http::Response<Full<bytes::Bytes>>| {
        refusal.consent_link.as_ref().map(ToString::to_string).unwrap_or_default().into_response()
    };
    for request in [form("/told"), by_htmx("/told")] {
        let stage = Stage::set(|layer| layer.reply(reply))?;
        let page = body(stage.send(request).await?).await?;
        assert!(page.contains("/scopes/consent/") && page.contains("?call="), "{page}");
    }
    Ok(())
}
