//! What another process has changed reaches the grants that are loaded here, and nobody has to ask for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use requires_scope::{
    Change, GrantImport, GrantKey, Kind, MemoryStore, Record, ScopeSet, Store, StoreError, Version,
};
use tokio::time::{Instant, sleep};

use crate::stage::{Endpoint, Outcome, RECORD, Stage, TOKEN, call, coql, import, leads, mia, token, until};

fn wider() -> GrantImport {
    GrantImport::new("1000.r").assuming(leads().union(&coql()))
}

fn has_both(scopes: &ScopeSet) -> bool {
    *scopes == leads().union(&coql())
}

#[tokio::test]
async fn a_change_is_seen_by_all_handles_of_the_grant() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, TOKEN));
    let grant = stage.signed_in(&endpoint).await?;
    let another = grant.clone();
    stage.process(&endpoint)?.import_grant(&mia(), wider()).await?;
    until(|| has_both(&grant.scopes_held())).await?;
    assert!(has_both(&another.scopes_held()));
    Ok(())
}

/// Somebody erases a user, or a store comes back without what it held.
async fn remove(stage: &Stage) -> Outcome {
    let found = stage.store.store.load(Kind::Grant, RECORD).await?.ok_or("it is stored")?;
    Ok(stage.store.store.remove(Kind::Grant, RECORD, found.version).await?)
}

#[tokio::test]
async fn a_grant_that_was_removed_from_the_store_is_nobodys() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, TOKEN));
    let grant = stage.signed_in(&endpoint).await?;
    token(&grant).await?;
    remove(&stage).await?;
    until(|| !grant.is_signed_in()).await?;
    let error = grant.access_token().await.expect_err("it is forgotten with the grant");
    assert!(error.is_expired(), "{error}");
    assert!(grant.ask(&leads()).await?.is_some(), "the user may sign in anew");
    stage.process(&endpoint)?.import_grant(&mia(), wider()).await?;
    until(|| has_both(&grant.scopes_held())).await
}

#[tokio::test]
async fn whoever_changes_a_grant_finds_that_it_was_removed() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, TOKEN));
    let grant = stage.signed_in(&endpoint).await?;
    // It is told, and nobody has looked yet when the call is made.
    remove(&stage).await?;
    let error = grant.access_token().await.expect_err("nobody is signed in");
    assert!(error.is_expired() && !grant.is_signed_in(), "{error}");
    assert_eq!(endpoint.count(), 0);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_change_that_cannot_be_read_is_tried_again() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, TOKEN));
    let grant = stage.signed_in(&endpoint).await?;
    stage.process(&endpoint)?.import_grant(&mia(), wider()).await?;
    // It is told by now, and nothing has run since that could have read it.
    stage.store.hangs(true);
    sleep(Duration::from_mins(1)).await;
    assert!(!has_both(&grant.scopes_held()), "the store does not answer");
    stage.store.hangs(false);
    sleep(Duration::from_mins(1)).await;
    assert!(has_both(&grant.scopes_held()));
    Ok(())
}

/// A store that does not find its way to one of its records.
#[derive(Debug)]
struct Torn(Arc<MemoryStore>, AtomicBool);

impl Store for Torn {
    fn load<'a>(&'a self, kind: Kind, key: &'a str) -> BoxFuture<'a, Result<Option<Record>, StoreError>> {
        if key == RECORD && self.1.load(Ordering::SeqCst) {
            return Box::pin(async { Err(StoreError::unavailable("this shard is away")) });
        }
        self.0.load(kind, key)
    }

    fn save<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        bytes: Vec<u8>,
        expected: Version,
        expires_at: Option<SystemTime>,
    ) -> BoxFuture<'a, Result<Version, StoreError>> {
        self.0.save(kind, key, bytes, expected, expires_at)
    }

    fn remove<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        expected: Version,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        self.0.remove(kind, key, expected)
    }

    fn changes(&self) -> BoxStream<'static, Change> {
        self.0.changes()
    }
}

#[tokio::test(start_paused = true)]
async fn a_grant_that_cannot_be_read_keeps_no_news_from_the_others() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, TOKEN));
    let store = Arc::new(MemoryStore::new());
    let torn = Arc::new(Torn(Arc::clone(&store), AtomicBool::new(false)));
    let (here, elsewhere) =
        (stage.process_with(&endpoint, Arc::clone(&torn))?, stage.process_with(&endpoint, store)?);
    let noah = GrantKey::new("zylker", "noah");
    let (of_mia, of_noah) = (
        here.import_grant(&mia(), import("1000.r")).await?,
        here.import_grant(&noah, import("1000.n")).await?,
    );
    torn.1.store(true, Ordering::SeqCst);
    elsewhere.import_grant(&mia(), wider()).await?;
    sleep(Duration::from_mins(1)).await;
    elsewhere.import_grant(&noah, wider()).await?;
    let told = Instant::now();
    until(|| has_both(&of_noah.scopes_held())).await?;
    assert_eq!(told.elapsed(), Duration::ZERO, "it waited for nobody");
    torn.1.store(false, Ordering::SeqCst);
    sleep(Duration::from_secs(3)).await;
    assert!(has_both(&of_mia.scopes_held()), "it is tried again");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn who_waits_for_another_process_goes_on_when_it_is_done() -> Outcome {
    let stage = Stage::set();
    let (asked, other) = (Endpoint::held(200, TOKEN), Endpoint::open(503, "{}"));
    let first = call(&stage.signed_in(&asked).await?);
    asked.was_asked().await?;
    let waits = call(&stage.also(&other).await?);
    sleep(Duration::from_millis(10)).await;
    let began = Instant::now();
    asked.answer(1);
    assert_eq!((first.await??, waits.await??), ("1000.access".to_owned(), "1000.access".to_owned()));
    assert_eq!(began.elapsed(), Duration::ZERO, "it was told and did not look by itself");
    assert_eq!(other.count(), 0);
    Ok(())
}

#[tokio::test]
async fn listening_ends_with_the_client_and_not_with_the_store() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, TOKEN));
    let grant = stage.signed_in(&endpoint).await?;
    until(|| stage.store.listeners() == 1).await?;
    drop(grant);
    until(|| stage.store.listeners() == 0).await?;
    Ok(())
}

/// A client outlives a runtime in tools that make one for every command.
#[test]
fn a_client_listens_and_refreshes_on_its_next_runtime_too() -> Outcome {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build();
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, TOKEN));
    let (first, second) = (runtime()?, runtime()?);
    let client = stage.process(&endpoint)?;
    let grant = first.block_on(async {
        let grant = client.import_grant(&mia(), import("1000.r")).await?;
        let is_begun = grant.access_token().now_or_never().is_none();
        assert!(is_begun && endpoint.count() == 0, "its task has not run yet");
        Outcome::Ok(grant)
    })?;
    drop(first);
    second.block_on(async {
        assert_eq!(token(&grant).await?, "1000.access", "what was interrupted is begun anew");
        assert_eq!(token(&client.grant(&mia()).await?).await?, "1000.access");
        stage.process(&endpoint)?.import_grant(&mia(), wider()).await?;
        until(|| has_both(&grant.scopes_held())).await
    })
}
