//! With the feature `metrics` every event counts, and the counter carries nothing that grows with the users.
#![cfg(feature = "metrics")]

use std::error::Error as StdError;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::{Request, Response};
use metrics::{Counter, CounterFn, Gauge, Histogram, Key, KeyName, Metadata, Recorder, SharedString, Unit};
use requires_scope::{Client, GrantImport, GrantKey, MemoryStore, Transport, TransportError, events};

/// Keeps `name{labels}` of each count.
#[derive(Clone, Debug, Default)]
struct Counts(Arc<Mutex<Vec<String>>>);

struct Counting {
    counts: Counts,
    what: String,
}

impl CounterFn for Counting {
    fn increment(&self, _: u64) {
        self.counts.0.lock().unwrap_or_else(PoisonError::into_inner).push(self.what.clone());
    }

    fn absolute(&self, _: u64) {}
}

impl Recorder for Counts {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        let labels: Vec<_> = key.labels().map(|label| format!("{}={}", label.key(), label.value())).collect();
        let what = format!("{}{{{}}}", key.name(), labels.join(","));
        Counter::from_arc(Arc::new(Counting { counts: self.clone(), what }))
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}

#[derive(Debug)]
struct Token;

impl Transport for Token {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let body = Bytes::from_static(br#"{"access_token":"1000.access","expires_in":3600}"#);
        Box::pin(async { Ok(Response::new(body)) })
    }
}

#[tokio::test]
async fn every_event_counts_by_its_name_alone() -> Result<(), Box<dyn StdError>> {
    let counts = Counts::default();
    metrics::set_global_recorder(counts.clone()).map_err(|error| error.to_string())?;
    let zoho = Client::builder("id", "secret", "http://127.0.0.1:4000/scopes/callback")
        .transport(Token)
        .store(MemoryStore::new())
        .build()?;
    for user in ["mia", "noah"] {
        let grant = zoho.import_grant(&GrantKey::new("zylker", user), GrantImport::new("1000.r")).await?;
        grant.access_token().await?;
    }
    let [imported, done] = [events::GRANT_IMPORTED, events::REFRESH_DONE]
        .map(|event| format!("{}{{event={event}}}", events::COUNTER));
    let of_both = [imported.clone(), done.clone(), imported, done];
    assert_eq!(*counts.0.lock().unwrap_or_else(PoisonError::into_inner), of_both);
    Ok(())
}
