//! Instructions of polling a future that is ready at once: an `async fn` with the attribute beside the same one without.

#![expect(missing_docs, unused_qualifications, reason = "the bench harness generates modules and paths")]

mod grants;
mod tasks;

use std::future::Future;
use std::hint::black_box;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use benches::NEEDED;
use gungraun::prelude::*;
use requires_scope::{Grant, set_default_grant};

use self::tasks::{Outcome, large, middle, small};

type Task = Pin<Box<dyn Future<Output = Outcome>>>;

/// A future, made and not polled yet. The guard was met before, with the same grant.
fn made<F: Future<Output = Outcome> + 'static>(function: impl Fn(&'static Grant, u64) -> F) -> Task {
    let grant = grants::holding(30, NEEDED.len());
    set_default_grant(grant.clone()).expect("it is set once");
    let mut first: Task = Box::pin(function(grant, 7));
    assert!(matches!(poll(&mut first), Poll::Ready(Ok(14))), "it is ready at once");
    Box::pin(function(grant, black_box(7)))
}

fn poll(task: &mut Task) -> Poll<Outcome> {
    task.as_mut().poll(&mut Context::from_waker(Waker::noop()))
}

#[library_benchmark]
#[bench::small_bare(made(small::bare))]
#[bench::small_current(made(small::current))]
#[bench::small_in_hand(made(small::in_hand))]
#[bench::middle_bare(made(middle::bare))]
#[bench::middle_current(made(middle::current))]
#[bench::middle_in_hand(made(middle::in_hand))]
#[bench::large_bare(made(large::bare))]
#[bench::large_current(made(large::current))]
#[bench::large_in_hand(made(large::in_hand))]
fn polled_once(mut task: Task) -> (Poll<Outcome>, Task) {
    (poll(black_box(&mut task)), task)
}

library_benchmark_group!(name = future, benchmarks = [polled_once]);

main!(library_benchmark_groups = future);
