//! The server's word where it comes late, all at once, without end, or about who knows what.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Request, Response, StatusCode, Uri};
use futures_util::future::{BoxFuture, join_all};
use futures_util::stream;
use requires_scope::{
    AsGrant, Client, DataCenter, Error, Grant, GrantImport, Kind, MemoryStore, NoConnection, Record, Scope,
    ScopeSet, Standing, Store, StoreError, Transport, TransportError, Version, requires_scope,
};
use tests::stage::{CONTACTS, LEADS, Outcome, key};
use tokio::net::TcpListener;
use tokio::sync::Notify;

const ALL: &str = "ZohoCRM.modules.contacts.ALL";
const MISMATCH: &str = r#"{"code":"OAUTH_SCOPE_MISMATCH","details":{},"message":"","status":"error"}"#;
const REFUSED: &str = r#"{"code":"INVALID_TOKEN","details":{},"message":"","status":"error"}"#;
const FIRST: &str = "Zoho-oauthtoken 1000.access-1";

/// Zoho's token endpoint: each answer brings another access token, and says what it is good for if it is told so.
#[derive(Debug, Default)]
struct Tokens {
    scope: Option<String>,
    given: Arc<AtomicUsize>,
}

impl Transport for Tokens {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let number = self.given.fetch_add(1, Ordering::SeqCst) + 1;
        let mut answer =
            serde_json::json!({"access_token": format!("1000.access-{number}"), "expires_in": 3600});
        if let Some(scope) = &self.scope {
            answer["scope"] = scope.as_str().into();
        }
        Box::pin(async move { Ok(Response::new(answer.to_string().into())) })
    }
}

/// A store that tells nobody what was changed, and counts how often a grant was.
#[derive(Clone, Debug, Default)]
struct Quiet {
    store: Arc<MemoryStore>,
    saves: Arc<AtomicUsize>,
}

impl Store for Quiet {
    fn load<'a>(&'a self, kind: Kind, key: &'a str) -> BoxFuture<'a, Result<Option<Record>, StoreError>> {
        self.store.load(kind, key)
    }

    fn save<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        bytes: Vec<u8>,
        expected: Version,
        expires_at: Option<SystemTime>,
    ) -> BoxFuture<'a, Result<Version, StoreError>> {
        self.saves.fetch_add(usize::from(kind == Kind::Grant), Ordering::SeqCst);
        self.store.save(kind, key, bytes, expected, expires_at)
    }

    fn remove<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        expected: Version,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        self.store.remove(kind, key, expected)
    }
}

/// An API that answers as `answer` says. It ends with the test.
async fn api<F>(answer: impl Fn(Method, HeaderMap) -> F + Clone + Send + Sync + 'static) -> Outcome<String>
where
    F: Future<Output = (StatusCode, Body)> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let routes = Router::new().fallback(move |method: Method, _: Uri, headers: HeaderMap| {
        let answer = answer.clone();
        async move { answer(method, headers).await }
    });
    tokio::spawn(async move { axum::serve(listener, routes).await });
    Ok(url)
}

fn process(api: &str, store: &Quiet, tokens: Tokens) -> Outcome<Client> {
    let client = Client::builder("id", "secret", "http://127.0.0.1:4000/scopes/callback")
        .data_center(DataCenter::custom("here", "http://127.0.0.1:1", api)?)
        .store(store.clone())
        .transport(tokens)
        .build()?;
    Ok(client)
}

async fn granted(client: &Client, scopes: &str) -> Outcome<Grant> {
    let import = GrantImport::new("1000.r").assuming(ScopeSet::parse_list(scopes)?);
    Ok(client.import_grant(&key("mia"), import).await?)
}

fn standing(grant: &Grant, scope: &str) -> Outcome<Standing> {
    Ok(grant.standing(&Scope::parse(scope)?))
}

fn is_first(headers: &HeaderMap) -> bool {
    headers.get("authorization").is_some_and(|token| token == FIRST)
}

#[tokio::test]
async fn a_late_verdict_takes_nothing_that_another_process_has_verified_meanwhile() -> Outcome {
    let (arrived, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let url = api({
        let (arrived, go_on) = (arrived.clone(), go_on.clone());
        move |method, headers| {
            let (arrived, go_on) = (arrived.clone(), go_on.clone());
            async move {
                match (is_first(&headers), method) {
                    (true, Method::POST) => {
                        arrived.notify_one();
                        go_on.notified().await;
                        (StatusCode::UNAUTHORIZED, MISMATCH.into())
                    }
                    (true, _) => (StatusCode::UNAUTHORIZED, REFUSED.into()),
                    (false, _) => (StatusCode::CREATED, "{}".into()),
                }
            }
        }
    })
    .await?;
    let store = Quiet::default();
    let grant = granted(&process(&url, &store, Tokens::default())?, &format!("{LEADS},{CONTACTS}")).await?;
    let call = tokio::spawn({
        let api = grant.client();
        async move { api.post("/crm/v8/Contacts").body("{}").send().await }
    });
    arrived.notified().await;

    let tokens = Tokens { scope: Some(format!("{LEADS} {CONTACTS}")), given: Arc::new(AtomicUsize::new(1)) };
    let elsewhere = process(&url, &store, tokens)?.grant(&key("mia")).await?;
    assert_eq!(elsewhere.client().get("/crm/v8/Leads").send().await?.status(), 201);
    assert_eq!(standing(&elsewhere, CONTACTS)?, Standing::Verified);

    go_on.notify_one();
    assert_eq!(call.await??.status(), 201, "the call is made once more, with the token of now");
    elsewhere.reload().await?;
    assert_eq!(standing(&elsewhere, CONTACTS)?, Standing::Verified);
    assert_eq!(standing(&grant, CONTACTS)?, Standing::Verified);
    Ok(())
}

#[tokio::test]
async fn a_token_that_is_refused_to_many_is_dropped_once() -> Outcome {
    let url = api(async |_, headers: HeaderMap| {
        if is_first(&headers) {
            (StatusCode::UNAUTHORIZED, REFUSED.into())
        } else {
            (StatusCode::OK, "{}".into())
        }
    })
    .await?;
    let store = Quiet::default();
    let tokens = Tokens::default();
    let given = Arc::clone(&tokens.given);
    let grant = granted(&process(&url, &store, tokens)?, LEADS).await?;
    grant.access_token().await?;
    let before = store.saves.load(Ordering::SeqCst);
    for answer in join_all((0..100).map(|_| grant.client().get("/crm/v8/Leads").send())).await {
        assert_eq!(answer?.status(), 200);
    }
    let saves = store.saves.load(Ordering::SeqCst) - before;
    assert!(saves <= 3, "one that drops it, and two of the refresh: {saves}");
    assert_eq!(given.load(Ordering::SeqCst), 2);
    Ok(())
}

#[tokio::test]
async fn a_refusal_without_end_is_told_and_not_kept() -> Outcome {
    fn endless() -> Body {
        let spaces = stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from_static(&[b' '; 16 * 1024])));
        Body::from_stream(spaces)
    }
    // The second one says how long it is.
    for body in [endless, || Body::from(" ".repeat(300 * 1024))] {
        let url = api(move |_, _| async move { (StatusCode::FORBIDDEN, body()) }).await?;
        let grant = granted(&process(&url, &Quiet::default(), Tokens::default())?, LEADS).await?;
        let error = grant.client().get("/crm/v8/Leads").send().await.expect_err("no refusal of Zoho's");
        assert!(error.to_string().contains("more than 262144 bytes") && !error.is_retryable(), "{error}");
    }
    Ok(())
}

/// Where Zoho describes no operation.
const UNDOCUMENTED: &str = "/crm/undocumented";

async fn call_undocumented(grant: &Grant) -> Result<(), Error> {
    grant.client().get(UNDOCUMENTED).send().await.map(drop)
}

#[requires_scope("ZohoCRM.modules.contacts.ALL")]
async fn wide() -> Result<(), Error> {
    call_undocumented(&requires_scope::current()?).await
}

#[requires_scope("ZohoCRM.modules.contacts.ALL", grant = grant)]
async fn wide_that_lends_proof(grant: &Grant) -> Result<(), Error> {
    narrow(grant).await
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE", grant = grant)]
async fn narrow(grant: &impl AsGrant) -> Result<(), Error> {
    call_undocumented(grant).await
}

#[requires_scope("ZohoCRM.modules.leads.READ", "ZohoCRM.modules.contacts.CREATE", grant = grant)]
async fn two_that_lend_proof(grant: &Grant) -> Result<(), Error> {
    narrow(grant).await
}

#[requires_scope("ZohoCRM.modules.leads.READ", "ZohoCRM.modules.contacts.CREATE")]
async fn two() -> Result<(), Error> {
    call_undocumented(&requires_scope::current()?).await
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn another_product() -> Result<(), Error> {
    requires_scope::current()?.client().get("/books/v3/invoices").send().await.map(drop)
}

#[tokio::test]
async fn a_guard_is_no_witness_of_two_scopes_or_of_another_product() -> Outcome {
    let url = api(async |_, _| (StatusCode::UNAUTHORIZED, MISMATCH.into())).await?;
    let client = process(&url, &Quiet::default(), Tokens::default())?;
    let grant = granted(&client, &format!("{LEADS},{CONTACTS}")).await?;
    for refused in [grant.clone().scope(two()).await, grant.clone().scope(another_product()).await] {
        let error = refused.expect_err("refused");
        assert!(error.missing().is_none(), "it may be another scope: {error}");
    }
    for scope in [LEADS, CONTACTS] {
        assert_eq!(standing(&grant, scope)?, Standing::Assumed);
    }
    Ok(())
}

#[tokio::test]
async fn a_guard_is_a_witness_only_where_it_is_certain_what_was_refused() -> Outcome {
    let url = api(async |_, _| (StatusCode::UNAUTHORIZED, MISMATCH.into())).await?;
    let refused =
        async |scopes: &str| granted(&process(&url, &Quiet::default(), Tokens::default())?, scopes).await;
    let grant = refused(ALL).await?;
    let error = grant.clone().scope(wide()).await.expect_err("refused");
    assert_eq!(error.missing().map(|missing| missing.scopes().to_request()).as_deref(), Some(ALL));

    let grant = refused(CONTACTS).await?;
    let error = narrow(&grant).await.expect_err("refused");
    assert_eq!(error.missing().map(|missing| missing.scopes().to_request()).as_deref(), Some(CONTACTS));

    let grant = refused(ALL).await?;
    let error = wide_that_lends_proof(&grant).await.expect_err("refused");
    assert!(error.missing().is_none(), "it may be another scope: {error}");
    assert_eq!(standing(&grant, ALL)?, Standing::Assumed);

    let grant = refused(&format!("{LEADS},{CONTACTS}")).await?;
    let error = two_that_lend_proof(&grant).await.expect_err("refused");
    assert!(error.missing().is_none(), "it may be either: {error}");
    assert_eq!(standing(&grant, LEADS)?, Standing::Assumed);
    Ok(())
}

/// The default transport says what never reached the server.
#[tokio::test]
async fn nobody_listens_means_that_nothing_was_sent() -> Outcome {
    let free = TcpListener::bind("127.0.0.1:0").await?.local_addr()?;
    let request = Request::post(format!("http://{free}/oauth/v2/token")).body(Bytes::new())?;
    let error = requires_scope::ReqwestTransport::new()?.send(request).await.expect_err("nobody listens");
    assert!(error.is::<NoConnection>(), "{error}");
    Ok(())
}
