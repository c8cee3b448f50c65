//! Ten thousand grants whose tokens expire together: the requests that are made, and what each costs in time and bytes,
//! beside the same requests made by hand, with nothing of leases, limits and lost answers.

use std::alloc::System;
use std::collections::HashMap;
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::Request;
use load::{Endpoint, import, refresh_token, say, timed};
use requires_scope::{Client, Clock, Grant, MemoryStore, Transport as _};
use serde_json::Value;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const GRANTS: usize = 10_000;
const ROUNDS: usize = 5;

/// How many tasks call with each grant, where it is counted whether they share a request.
const CALLERS: usize = 3;

/// Zoho's access tokens live for an hour.
const HOUR: Duration = Duration::from_hours(1);

#[derive(Clone, Debug)]
struct ManualClock(Arc<Mutex<SystemTime>>);

impl ManualClock {
    fn advance(&self, by: Duration) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }
}

impl Clock for ManualClock {
    fn now(&self) -> SystemTime {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Of one round: the time until all have a fresh token, and the bytes while all requests are under way.
struct Round {
    time: Duration,
    bytes: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let endpoint = Endpoint::held();
    let clock = ManualClock(Arc::new(Mutex::new(SystemTime::now())));
    let client = Client::builder("1000.LOAD", "secret", "https://zylker.example/scopes/callback")
        .store(MemoryStore::new())
        .transport(endpoint.clone())
        .clock(clock.clone())
        .build()?;
    let grants = runtime.block_on(signed_in(&client, &endpoint))?;

    let (mut ours, mut by_hand) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        clock.advance(HOUR);
        ours.push(run(&runtime, &endpoint, || grants.iter().map(refreshed)));
        let tokens = Arc::default();
        by_hand.push(run(&runtime, &endpoint, || (0..GRANTS).map(|grant| asked(&endpoint, grant, &tokens))));
    }

    clock.advance(HOUR);
    let before = endpoint.asked();
    let callers = || grants.iter().flat_map(|grant| (0..CALLERS).map(move |_| refreshed(grant)));
    run(&runtime, &endpoint, callers);
    say(&format!(
        "{GRANTS} expired tokens, {} calls: {} requests",
        CALLERS * GRANTS,
        endpoint.asked() - before
    ));
    let ratio = |of: fn(&Round) -> f64| middle(&ours, of) / middle(&by_hand, of);
    say(&format!("time for each, beside a request by hand: {:.1}", ratio(|round| round.time.as_secs_f64())));
    say(&format!("bytes for each while all are under way: {:.0}", middle(&ours, bytes)));
    say(&format!("bytes for each by hand: {:.0}", middle(&by_hand, bytes)));
    Ok(())
}

/// Grants with an access token, all of the same hour.
async fn signed_in(client: &Client, endpoint: &Endpoint) -> Result<Vec<Grant>, requires_scope::Error> {
    endpoint.answer(GRANTS);
    let mut grants = Vec::with_capacity(GRANTS);
    for number in 0..GRANTS {
        let grant = import(client, number).await?;
        grant.access_token().await?;
        grants.push(grant);
    }
    Ok(grants)
}

fn refreshed(grant: &Grant) -> impl Future<Output = bool> + Send + use<> {
    let grant = grant.clone();
    async move { grant.access_token().await.is_ok() }
}

/// What people write: the request, its answer, and a map of tokens.
fn asked(
    endpoint: &Endpoint,
    number: usize,
    tokens: &Arc<Mutex<HashMap<usize, String>>>,
) -> impl Future<Output = bool> + Send + use<> {
    let (endpoint, tokens) = (endpoint.clone(), Arc::clone(tokens));
    async move {
        let body = format!(
            "grant_type=refresh_token&client_id=1000.LOAD&client_secret=secret&refresh_token={}",
            refresh_token(number)
        );
        let request = Request::post("https://accounts.zoho.com/oauth/v2/token")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Bytes::from(body));
        let Ok(request) = request else { return false };
        let Ok(answer) = endpoint.send(request).await else { return false };
        let answer: Option<Value> = serde_json::from_slice(answer.body()).ok();
        let token = answer.as_ref().and_then(|answer| answer["access_token"].as_str());
        let Some(token) = token else { return false };
        tokens.lock().unwrap_or_else(PoisonError::into_inner).insert(number, token.to_owned());
        true
    }
}

/// Starts all tasks, lets the answers come when every request has been sent, and waits for all.
fn run<F, T>(runtime: &Runtime, endpoint: &Endpoint, tasks: impl FnOnce() -> T) -> Round
where
    F: Future<Output = bool> + Send + 'static,
    T: Iterator<Item = F>,
{
    let expected = endpoint.asked() + GRANTS;
    let region = Region::new(ALLOCATOR);
    let mut running: Vec<JoinHandle<bool>> = Vec::new();
    let start = timed(|| {
        runtime.block_on(async {
            running.extend(tasks().map(tokio::spawn));
            while endpoint.asked() < expected {
                tokio::task::yield_now().await;
            }
        });
    });
    let change = region.change();
    let bytes = change.bytes_allocated.saturating_sub(change.bytes_deallocated);
    let end = timed(|| {
        runtime.block_on(async {
            endpoint.answer(GRANTS);
            for task in running {
                assert!(task.await.is_ok_and(|is_done| is_done), "a task got no token");
            }
        });
    });
    Round { time: start + end, bytes }
}

#[expect(clippy::cast_precision_loss, reason = "a mean of some kilobytes")]
fn bytes(round: &Round) -> f64 {
    round.bytes as f64 / GRANTS as f64
}

fn middle(rounds: &[Round], of: fn(&Round) -> f64) -> f64 {
    let mut values: Vec<f64> = rounds.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
