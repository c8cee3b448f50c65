//! Many processes find at once that a scope is missing.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use futures_util::future::{BoxFuture, join_all};
use futures_util::stream::BoxStream;
use requires_scope::{Attempt, Change, GrantImport, Kind, MemoryStore, Record, Store, StoreError, Version};
use tokio::task::yield_now;

use crate::stage::{Endpoint, Outcome, Stage, coql, import, leads, mia};

/// A store on another machine: between a question and its answer the others have their turn.
#[derive(Clone, Debug)]
struct Distant(Arc<MemoryStore>);

impl Store for Distant {
    fn load<'a>(&'a self, kind: Kind, key: &'a str) -> BoxFuture<'a, Result<Option<Record>, StoreError>> {
        Box::pin(async move {
            yield_now().await;
            let found = self.0.load(kind, key).await;
            yield_now().await;
            found
        })
    }

    fn save<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        bytes: Vec<u8>,
        expected: Version,
        expires_at: Option<SystemTime>,
    ) -> BoxFuture<'a, Result<Version, StoreError>> {
        Box::pin(async move {
            yield_now().await;
            let saved = self.0.save(kind, key, bytes, expected, expires_at).await;
            yield_now().await;
            saved
        })
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

#[tokio::test]
async fn fifty_processes_begin_one_attempt() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::held(200, "{}"));
    let store = Distant(Arc::default());
    let mut grants = Vec::new();
    for number in 0..50 {
        let client = stage.process_with(&endpoint, store.clone())?;
        if number == 0 {
            client.import_grant(&mia(), import("1000.r")).await?;
        }
        grants.push(client.grant(&mia()).await?);
    }
    let scopes = coql();
    let mut begun = Vec::new();
    for attempt in join_all(grants.iter().map(|grant| grant.ask(&scopes))).await {
        begun.push(attempt?.ok_or("nothing to ask for")?.id().clone());
    }
    begun.dedup();
    assert_eq!(begun.len(), 1, "{begun:?}");
    Ok(())
}

#[test]
fn a_runtime_that_ends_does_not_fail_those_of_another_one_that_wait_for_an_answer() -> Outcome {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
    let (first, second) = (runtime()?, runtime()?);
    let (stage, endpoint) = (Stage::set(), Endpoint::held(200, "{}"));
    let wait = |attempt: &Attempt| {
        let attempt = attempt.clone();
        tokio::spawn(async move { attempt.wait(Duration::from_mins(1)).await })
    };
    let client = stage.process(&endpoint)?;
    let attempt = first.block_on(async {
        let grant = client.import_grant(&mia(), import("1000.r")).await?;
        let attempt = grant.ask(&coql()).await?.ok_or("nothing to ask for")?;
        drop(wait(&attempt));
        yield_now().await;
        Outcome::Ok(attempt)
    })?;
    second.block_on(async {
        let waits = wait(&attempt);
        yield_now().await;
        tokio::task::spawn_blocking(move || drop(first)).await?;
        let scopes = leads().union(&coql());
        client.import_grant(&mia(), GrantImport::new("1000.r").assuming(scopes)).await?;
        let consent = waits.await??.ok_or("it has not been seen")?;
        assert_eq!(consent.given(), &coql());
        Ok(())
    })
}
