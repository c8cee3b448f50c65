//! A guarded function within another whose requirement does not cover its own is reported in debug builds.

#![cfg(debug_assertions)]

use std::error::Error as StdError;
use std::fmt::Debug;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_util::future::{BoxFuture, join3, ready};
use http::{Request, Response};
use requires_scope::{
    Client, Error, Grant, GrantImport, GrantKey, MemoryStore, ScopeSet, Transport, TransportError,
    in_current_grant, requires_scope,
};
use tokio::sync::Notify;
use tracing::field::Field;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

type Outcome = Result<(), Box<dyn StdError>>;

/// Nobody is asked for anything here.
#[derive(Debug)]
struct Nowhere;

impl Transport for Nowhere {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(ready(Err("there is no network".into())))
    }
}

#[requires_scope("ZohoCRM.modules.leads.READ")]
async fn convert_lead() -> Result<(), Error> {
    read_lead().await?;
    create_contact().await
}

#[requires_scope("ZohoCRM.modules.ALL")]
async fn sync() -> Result<(), Error> {
    read_lead().await?;
    create_contact().await
}

#[requires_scope("ZohoCRM.modules.leads.READ")]
async fn read_lead() -> Result<(), Error> {
    tokio::task::yield_now().await;
    Ok(())
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn create_contact() -> Result<(), Error> {
    tokio::task::yield_now().await;
    Ok(())
}

/// Keeps what is warned of.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn warnings(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() == Level::WARN
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut text = String::new();
        event.record(&mut |_: &Field, value: &dyn Debug| text = format!("{text}{value:?}"));
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(text);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

async fn grant(denies: bool) -> Result<Grant, Box<dyn StdError>> {
    let client = Client::builder("1000.CLIENT", "secret", "https://zylker.example/scopes/callback")
        .store(MemoryStore::new())
        .transport(Nowhere);
    let client = if denies { client.deny_uncovered_calls() } else { client }.build()?;
    let scopes = ScopeSet::parse_list("ZohoCRM.modules.ALL")?;
    let import = GrantImport::new("1000.refresh").assuming(scopes);
    Ok(client.import_grant(&GrantKey::new("zylker", "marketer-7"), import).await?)
}

#[tokio::test]
async fn a_call_that_the_function_around_it_does_not_cover_is_denied_where_it_is_asked_for() -> Outcome {
    let error = grant(true).await?.scope(convert_lead()).await.expect_err("it is uncovered");
    assert!(error.is_uncovered_call() && !error.is_retryable());
    let message = error.to_string();
    for word in ["`create_contact`", "`convert_lead`", "`ZohoCRM.modules.contacts.CREATE`", "within.rs:"] {
        assert!(message.contains(word), "{message}");
    }
    Ok(())
}

#[tokio::test]
async fn otherwise_it_runs_and_the_log_warns_once() -> Outcome {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    let grant = grant(false).await?;
    grant.clone().scope(convert_lead()).await?;
    grant.scope(convert_lead()).await?;
    let warnings = log.warnings();
    let [warning] = &warnings[..] else { return Err(format!("{warnings:?}").into()) };
    assert!(warning.contains("`create_contact` runs within `convert_lead`"), "{warning}");
    Ok(())
}

#[tokio::test]
async fn what_is_covered_or_has_returned_is_not_reported() -> Outcome {
    let grant = grant(true).await?;
    grant.clone().scope(sync()).await?;
    grant
        .scope(async {
            read_lead().await?;
            create_contact().await?;
            read_lead().await
        })
        .await?;
    Ok(())
}

/// Side by side in one task, two functions of which one ends first; then a call that only one of them covers.
async fn side_by_side(wide_ends_first: bool) -> Result<(), Box<dyn StdError>> {
    let (wide_ends, narrow_ends) = (Notify::new(), Notify::new());
    let both = async {
        let outcomes = join3(wide_until(&wide_ends), narrow_until(&narrow_ends), async {
            let first = if wide_ends_first { &wide_ends } else { &narrow_ends };
            first.notify_one();
            tokio::task::yield_now().await;
            let outcome = create_contact().await;
            wide_ends.notify_one();
            narrow_ends.notify_one();
            outcome
        });
        let (wide, narrow, created) = outcomes.await;
        wide.and(narrow).and(created)
    };
    Ok(grant(true).await?.scope(both).await?)
}

#[requires_scope("ZohoCRM.modules.ALL")]
async fn wide_until(end: &Notify) -> Result<(), Error> {
    end.notified().await;
    Ok(())
}

#[requires_scope("ZohoCRM.modules.leads.READ")]
async fn narrow_until(end: &Notify) -> Result<(), Error> {
    end.notified().await;
    Ok(())
}

#[tokio::test]
async fn functions_that_end_in_another_order_are_told_apart() -> Outcome {
    side_by_side(false).await?;
    let error = side_by_side(true).await.expect_err("what is left covers no contacts");
    assert!(error.to_string().contains("`create_contact` runs within `narrow_until`"), "{error}");
    Ok(())
}

#[tokio::test]
async fn what_runs_in_another_task_is_not_round_this_one() -> Outcome {
    let end = Arc::new(Notify::new());
    let task = {
        let end = Arc::clone(&end);
        async move { narrow_until(&end).await }
    };
    let grant = grant(true).await?;
    let both = async {
        let task = tokio::spawn(in_current_grant(task));
        tokio::task::yield_now().await;
        let created = create_contact().await;
        end.notify_one();
        created.and(task.await.map_err(|_| ()).unwrap_or(Ok(())))
    };
    Ok(grant.scope(both).await?)
}
