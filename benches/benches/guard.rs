//! Instructions of the check: a guarded function beside the same function without the attribute. What the check costs
//! is the difference.

#![expect(missing_docs, unused_qualifications, reason = "the bench harness generates modules and paths")]

mod grants;

use std::future::{Future, poll_fn};
use std::hint::black_box;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use benches::NEEDED;
use gungraun::prelude::*;
use requires_scope::{Error, Grant, requires_scope, set_default_grant};

use self::grants::{handles, holding};

type Outcome = Result<u64, Error>;

/// The measured part of a task, suspended before it.
type Task = Pin<Box<dyn Future<Output = Outcome>>>;

#[inline(never)]
#[expect(clippy::unnecessary_wraps, reason = "it is measured beside functions that may be refused")]
fn bare(_grant: &Grant, value: u64) -> Outcome {
    Ok(value)
}

#[inline(never)]
#[requires_scope("ZohoCRM.modules.contacts.CREATE", grant = grant)]
fn with_one(grant: &Grant, value: u64) -> Outcome {
    Ok(value)
}

#[inline(never)]
#[requires_scope("ZohoCRM.modules.contacts.CREATE", "ZohoCRM.users.READ", grant = grant)]
fn with_two(grant: &Grant, value: u64) -> Outcome {
    Ok(value)
}

#[inline(never)]
#[requires_scope(
    "ZohoCRM.modules.contacts.CREATE",
    "ZohoCRM.users.READ",
    "ZohoCRM.settings.fields.READ",
    grant = grant
)]
fn with_three(grant: &Grant, value: u64) -> Outcome {
    Ok(value)
}

#[inline(never)]
#[requires_scope(
    any("ZohoCRM.modules.contacts.CREATE", "ZohoCRM.modules.leads.CREATE"),
    grant = grant
)]
fn with_any(grant: &Grant, value: u64) -> Outcome {
    Ok(value)
}

#[inline(never)]
#[expect(clippy::unnecessary_wraps, reason = "it is measured beside functions that may be refused")]
fn bare_current(value: u64) -> Outcome {
    Ok(value)
}

#[inline(never)]
#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
fn with_one_current(value: u64) -> Outcome {
    Ok(value)
}

#[inline(never)]
#[requires_scope(any("ZohoCRM.modules.contacts.CREATE", "ZohoCRM.modules.leads.CREATE"))]
fn with_any_current(value: u64) -> Outcome {
    Ok(value)
}

#[inline(never)]
#[requires_scope("ZohoCRM.modules.contacts.CREATE", "ZohoCRM.users.READ", "ZohoCRM.settings.fields.READ")]
fn with_three_current(value: u64) -> Outcome {
    Ok(value)
}

/// A grant of `count` scopes with all that is needed.
fn loaded(count: usize) -> &'static Grant {
    holding(count, NEEDED.len())
}

/// A call remembers its first guard: what is measured is every later time, in a call that has met another one as well.
fn met(count: usize, guarded: fn(&Grant, u64) -> Outcome) -> &'static Grant {
    met_by(loaded(count), &[with_any, guarded])
}

/// The same in a call that has met no other.
fn met_alone(count: usize, guarded: fn(&Grant, u64) -> Outcome) -> &'static Grant {
    met_by(loaded(count), &[guarded])
}

/// The same with a handle that is older than the latest change of the grant.
fn met_before_a_change(count: usize, guarded: fn(&Grant, u64) -> Outcome) -> &'static Grant {
    let [older, _] = handles(count, NEEDED.len());
    met_by(older, &[with_any, guarded])
}

fn met_by(grant: &'static Grant, all: &[fn(&Grant, u64) -> Outcome]) -> &'static Grant {
    for guarded in all {
        guarded(grant, 7).expect("the grant covers what is needed");
    }
    grant
}

fn met_by_default(count: usize, guarded: fn(u64) -> Outcome) {
    set_default_grant(loaded(count).clone()).expect("it is set once");
    with_any_current(7).and_then(guarded).expect("the grant covers what is needed");
}

/// A task in which the guard was met once, and will be met again when it is polled.
fn met_in_task(count: usize, guarded: fn(u64) -> Outcome) -> Task {
    suspended(count, vec![with_any_current, guarded], guarded)
}

/// A task in which the guard will be met for the first time, as in most requests.
fn not_met_in_task(count: usize, guarded: fn(u64) -> Outcome) -> Task {
    suspended(count, Vec::new(), guarded)
}

fn suspended(count: usize, before: Vec<fn(u64) -> Outcome>, measured: fn(u64) -> Outcome) -> Task {
    let mut task: Task = Box::pin(loaded(count).clone().scope(async move {
        for guarded in before {
            guarded(7)?;
        }
        let mut is_resumed = false;
        poll_fn(|_| {
            let poll = if is_resumed { Poll::Ready(()) } else { Poll::Pending };
            is_resumed = true;
            poll
        })
        .await;
        measured(black_box(7))
    }));
    assert!(task.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    task
}

#[library_benchmark]
#[bench::bare((met(30, bare), bare as fn(&Grant, u64) -> Outcome))]
#[bench::one_of_5((met(5, with_one), with_one as fn(&Grant, u64) -> Outcome))]
#[bench::one_of_30((met(30, with_one), with_one as fn(&Grant, u64) -> Outcome))]
#[bench::one_of_200((met(200, with_one), with_one as fn(&Grant, u64) -> Outcome))]
#[bench::two_of_30((met(30, with_two), with_two as fn(&Grant, u64) -> Outcome))]
#[bench::three_of_5((met(5, with_three), with_three as fn(&Grant, u64) -> Outcome))]
#[bench::three_of_30((met(30, with_three), with_three as fn(&Grant, u64) -> Outcome))]
#[bench::three_of_200((met(200, with_three), with_three as fn(&Grant, u64) -> Outcome))]
#[bench::any_of_30((met_by(loaded(30), &[with_one, with_any]), with_any as fn(&Grant, u64) -> Outcome))]
#[bench::alone_of_30((met_alone(30, with_three), with_three as fn(&Grant, u64) -> Outcome))]
#[bench::older_of_30((met_before_a_change(30, with_one), with_one as fn(&Grant, u64) -> Outcome))]
#[bench::first_of_30((loaded(30), with_one as fn(&Grant, u64) -> Outcome))]
#[bench::refused_of_30((holding(30, 0), with_one as fn(&Grant, u64) -> Outcome))]
fn grant_in_hand((grant, guarded): (&'static Grant, fn(&Grant, u64) -> Outcome)) -> Outcome {
    black_box(guarded)(black_box(grant), black_box(7))
}

#[library_benchmark]
#[bench::bare((met_by_default(30, bare_current), bare_current as fn(u64) -> Outcome))]
#[bench::one_of_5((met_by_default(5, with_one_current), with_one_current as fn(u64) -> Outcome))]
#[bench::one_of_30((met_by_default(30, with_one_current), with_one_current as fn(u64) -> Outcome))]
#[bench::one_of_200((met_by_default(200, with_one_current), with_one_current as fn(u64) -> Outcome))]
#[bench::three_of_5((met_by_default(5, with_three_current), with_three_current as fn(u64) -> Outcome))]
#[bench::three_of_30((met_by_default(30, with_three_current), with_three_current as fn(u64) -> Outcome))]
#[bench::three_of_200((met_by_default(200, with_three_current), with_three_current as fn(u64) -> Outcome))]
fn default_grant(((), guarded): ((), fn(u64) -> Outcome)) -> Outcome {
    black_box(guarded)(black_box(7))
}

#[library_benchmark]
#[bench::bare(met_in_task(30, bare_current))]
#[bench::one_of_5(met_in_task(5, with_one_current))]
#[bench::one_of_30(met_in_task(30, with_one_current))]
#[bench::one_of_200(met_in_task(200, with_one_current))]
#[bench::three_of_5(met_in_task(5, with_three_current))]
#[bench::three_of_30(met_in_task(30, with_three_current))]
#[bench::three_of_200(met_in_task(200, with_three_current))]
#[bench::first_of_30(not_met_in_task(30, with_one_current))]
fn current_grant(mut task: Task) -> (Poll<Outcome>, Task) {
    (task.as_mut().poll(&mut Context::from_waker(Waker::noop())), task)
}

library_benchmark_group!(name = check, benchmarks = [grant_in_hand, default_grant, current_grant]);

main!(library_benchmark_groups = check);
