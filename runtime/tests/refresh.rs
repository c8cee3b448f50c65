//! One refresh at a time, whose answer is never lost: not by a caller that goes away, not by a store that fails.

use std::error::Error as StdError;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use futures_util::future::{BoxFuture, join_all};
use http::{Request, Response};
use requires_scope::{
    Client, Grant, GrantImport, GrantKey, Kind, MemoryStore, Record, ScopeSet, Store, StoreError, Transport,
    TransportError, Version,
};
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Long enough for everything that ought to happen.
const SOON: Duration = Duration::from_secs(20);

type Outcome<T = ()> = Result<T, Box<dyn StdError>>;

/// A token endpoint that answers when it is let.
#[derive(Debug)]
struct Endpoint {
    answers: Semaphore,
    requests: AtomicUsize,
    body: &'static str,
    status: u16,
}

impl Endpoint {
    fn new(status: u16, body: &'static str) -> Arc<Endpoint> {
        Arc::new(Endpoint { answers: Semaphore::new(0), requests: AtomicUsize::new(0), body, status })
    }

    fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    async fn was_asked(&self) -> Outcome {
        let asked = async {
            while self.requests() == 0 {
                tokio::task::yield_now().await;
            }
        };
        Ok(timeout(SOON, asked).await?)
    }
}

#[derive(Clone, Debug)]
struct ByEndpoint(Arc<Endpoint>);

impl Transport for ByEndpoint {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(async move {
            self.0.requests.fetch_add(1, Ordering::SeqCst);
            self.0.answers.acquire().await?.forget();
            Ok(Response::builder().status(self.0.status).body(Bytes::from_static(self.0.body.as_bytes()))?)
        })
    }
}

/// A store that fails to save when it is told to.
#[derive(Debug, Default)]
struct Failing {
    store: MemoryStore,
    fails: AtomicBool,
}

#[derive(Clone, Debug)]
struct ByFailing(Arc<Failing>);

impl Store for ByFailing {
    fn load<'a>(&'a self, kind: Kind, key: &'a str) -> BoxFuture<'a, Result<Option<Record>, StoreError>> {
        self.0.store.load(kind, key)
    }

    fn save<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        bytes: Vec<u8>,
        expected: Version,
        expires_at: Option<SystemTime>,
    ) -> BoxFuture<'a, Result<Version, StoreError>> {
        if self.0.fails.load(Ordering::SeqCst) {
            return Box::pin(async { Err(StoreError::unavailable("the disk is full")) });
        }
        self.0.store.save(kind, key, bytes, expected, expires_at)
    }

    fn remove<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        expected: Version,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        self.0.store.remove(kind, key, expected)
    }
}

const TOKEN: &str = r#"{"access_token":"1000.access","expires_in":3600}"#;

async fn grant(endpoint: &Arc<Endpoint>, store: &Arc<Failing>) -> Outcome<Grant> {
    let client = Client::builder("id", "secret", "http://127.0.0.1:4000/scopes/callback")
        .transport(ByEndpoint(Arc::clone(endpoint)))
        .store(ByFailing(Arc::clone(store)))
        .build()?;
    let import = GrantImport::new("1000.r").assuming(ScopeSet::parse_list("ZohoCRM.modules.leads.READ")?);
    Ok(client.import_grant(&GrantKey::new("zylker", "mia"), import).await?)
}

/// What the store holds of the grant.
async fn stored(store: &Failing) -> Outcome<String> {
    let record = store.store.load(Kind::Grant, "6:zylker/mia").await?.ok_or("no grant is stored")?;
    Ok(String::from_utf8(record.bytes)?)
}

#[tokio::test]
async fn a_thousand_callers_make_one_request() -> Outcome {
    let (endpoint, store) = (Endpoint::new(200, TOKEN), Arc::default());
    let grant = grant(&endpoint, &store).await?;
    endpoint.answers.add_permits(1);
    for token in join_all((0..1000).map(|_| grant.access_token())).await {
        assert_eq!(token?.expose(), "1000.access");
    }
    assert_eq!(endpoint.requests(), 1);
    Ok(())
}

#[tokio::test]
async fn a_thousand_callers_share_one_failure_and_the_next_call_tries_again() -> Outcome {
    let (endpoint, store) = (Endpoint::new(200, r#"{"error":"invalid_client"}"#), Arc::default());
    let grant = grant(&endpoint, &store).await?;
    endpoint.answers.add_permits(2);
    for token in join_all((0..1000).map(|_| grant.access_token())).await {
        let error = token.expect_err("refused");
        assert!(!error.is_retryable() && !error.is_expired(), "{error}");
    }
    assert_eq!(endpoint.requests(), 1);
    grant.access_token().await.expect_err("refused again");
    assert_eq!(endpoint.requests(), 2, "a failure is not kept");
    assert!(stored(&store).await?.contains("1000.r"), "the refresh token is not lost");
    Ok(())
}

#[tokio::test]
async fn a_refresh_goes_on_when_its_callers_are_gone() -> Outcome {
    let (endpoint, store) = (Endpoint::new(200, TOKEN), Arc::default());
    let grant = grant(&endpoint, &store).await?;
    let caller = tokio::spawn({
        let grant = grant.clone();
        async move { grant.access_token().await }
    });
    endpoint.was_asked().await?;
    caller.abort();
    assert!(caller.await.is_err_and(|error| error.is_cancelled()));
    endpoint.answers.add_permits(1);
    let saved = async {
        while !stored(&store).await?.contains("1000.access") {
            tokio::task::yield_now().await;
        }
        Outcome::Ok(())
    };
    timeout(SOON, saved).await??;
    assert_eq!(grant.access_token().await?.expose(), "1000.access");
    assert_eq!(endpoint.requests(), 1);
    Ok(())
}

#[tokio::test]
async fn an_answer_that_cannot_be_saved_is_used_and_saved_later() -> Outcome {
    let rotated = r#"{"access_token":"1000.access","refresh_token":"1000.rotated","expires_in":3600}"#;
    let (endpoint, store) = (Endpoint::new(200, rotated), Arc::new(Failing::default()));
    let grant = grant(&endpoint, &store).await?;
    endpoint.answers.add_permits(1);
    store.fails.store(true, Ordering::SeqCst);
    for _ in 0..3 {
        assert_eq!(grant.access_token().await?.expose(), "1000.access");
        grant.reload().await?;
    }
    assert_eq!(endpoint.requests(), 1, "what is in memory is not forgotten");
    assert!(stored(&store).await?.contains("1000.r\""), "the store has the old refresh token still");

    store.fails.store(false, Ordering::SeqCst);
    grant.ask(&ScopeSet::parse_list("ZohoCRM.coql.READ")?).await?;
    assert!(stored(&store).await?.contains("1000.rotated"), "the next change saves the new one");
    Ok(())
}

#[tokio::test]
async fn an_answer_of_an_earlier_account_is_not_mixed_into_a_later_one() -> Outcome {
    let (endpoint, store) = (Endpoint::new(200, TOKEN), Arc::default());
    let grant = grant(&endpoint, &store).await?;
    let client = Client::builder("id", "secret", "http://127.0.0.1:4000/scopes/callback");
    let elsewhere =
        client.transport(ByEndpoint(Arc::clone(&endpoint))).store(ByFailing(Arc::clone(&store))).build()?;
    let caller = tokio::spawn({
        let grant = grant.clone();
        async move { grant.access_token().await }
    });
    endpoint.was_asked().await?;
    elsewhere.import_grant(grant.key(), GrantImport::new("1000.another-account")).await?;
    endpoint.answers.add_permits(1);
    caller.await??;
    let record = stored(&store).await?;
    assert!(record.contains("1000.another-account") && !record.contains("1000.access"), "{record}");
    Ok(())
}
