//! Ten thousand tasks need the same expired token: requests, time and bytes for each, beside `futures::Shared` over a
//! spawned task, which is the least that does the job.

use std::alloc::System;
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use load::{Endpoint, client, import, median, say, timed};
use requires_scope::Secret;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const TASKS: usize = 10_000;
const ROUNDS: usize = 15;
const TOKEN: &str = "1000.0123456789abcdef0123456789abcdef.0123456789abcdef0123456789abcdef";

/// Of one round: until all are parked, until all have their token, and the bytes that they hold while they wait.
struct Round {
    park: Duration,
    wake: Duration,
    bytes: usize,
    requests: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let (mut ours, mut shared) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(access_token(&runtime)?);
        shared.push(shared_future(&runtime)?);
    }
    report("Grant::access_token", &ours);
    report("futures::Shared", &shared);
    let ratio = |of: fn(&Round) -> f64| middle(&ours, of) / middle(&shared, of);
    say(&format!(
        "ratio: park {:.2}, wake {:.2}, bytes {:.2}",
        ratio(|round| round.park.as_secs_f64()),
        ratio(|round| round.wake.as_secs_f64()),
        ratio(bytes)
    ));
    Ok(())
}

fn access_token(runtime: &Runtime) -> Result<Round, Box<dyn Error>> {
    let endpoint = Endpoint::held();
    let client = client(&endpoint)?;
    let grant = runtime.block_on(import(&client, 0))?;
    let task = || {
        let grant = grant.clone();
        async move { grant.access_token().await.is_ok() }
    };
    let mut round = run(runtime, task, || endpoint.answer(TASKS));
    round.requests = endpoint.asked();
    Ok(round)
}

/// The same for the caller: a handle of the grant, and a token or the reason why there is none.
fn shared_future(runtime: &Runtime) -> Result<Round, Box<dyn Error>> {
    let endpoint = Endpoint::open();
    let client = client(&endpoint)?;
    let grant = runtime.block_on(import(&client, 0))?;
    let held = Arc::new(Semaphore::new(0));
    let answered = Arc::clone(&held);
    let refresh = runtime.spawn(async move {
        let given = answered.acquire().await;
        given.map(|_| Secret::new(TOKEN)).map_err(Arc::new)
    });
    let refresh = refresh.map(|answer| answer.unwrap_or_else(|error| panic!("{error}"))).boxed().shared();
    let task = || {
        let (grant, refresh) = (grant.clone(), refresh.clone());
        async move {
            let token = refresh.await;
            token.is_ok() && !grant.key().user().is_empty()
        }
    };
    let mut round = run(runtime, task, || held.add_permits(1));
    round.requests = 1;
    Ok(round)
}

/// Parks all tasks, lets the answer come, and waits for all.
fn run<F>(runtime: &Runtime, task: impl Fn() -> F, answer: impl FnOnce()) -> Round
where
    F: Future<Output = bool> + Send + 'static,
{
    let region = Region::new(ALLOCATOR);
    let mut tasks: Vec<JoinHandle<bool>> = Vec::with_capacity(TASKS);
    let before = held_by(&region);
    let park = timed(|| {
        runtime.block_on(async {
            tasks.extend((0..TASKS).map(|_| tokio::spawn(task())));
            // A task runs until it waits before it is this one's turn again.
            tokio::task::yield_now().await;
            tokio::task::yield_now().await;
        });
    });
    let bytes = held_by(&region) - before;
    let wake = timed(|| {
        runtime.block_on(async {
            answer();
            for task in tasks {
                assert!(task.await.is_ok_and(|given| given), "a task got no token");
            }
        });
    });
    Round { park, wake, bytes, requests: 0 }
}

fn held_by(region: &Region<'_, System>) -> usize {
    let change = region.change();
    change.bytes_allocated.saturating_sub(change.bytes_deallocated)
}

fn report(name: &str, rounds: &[Round]) {
    let nanoseconds =
        |of: fn(&Round) -> Duration| median(rounds.iter().map(of).collect()).as_nanos() / TASKS as u128;
    let requests = rounds.iter().map(|round| round.requests).max().unwrap_or_default();
    say(&format!(
        "{name:<20} {requests} request, per task: park {} ns, wake {} ns, {:.0} bytes",
        nanoseconds(|round| round.park),
        nanoseconds(|round| round.wake),
        middle(rounds, bytes)
    ));
}

#[expect(clippy::cast_precision_loss, reason = "a mean of some hundred bytes")]
fn bytes(round: &Round) -> f64 {
    round.bytes as f64 / TASKS as f64
}

fn middle(rounds: &[Round], of: fn(&Round) -> f64) -> f64 {
    let mut values: Vec<f64> = rounds.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
