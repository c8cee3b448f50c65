//! Instructions of the same check as other crates and plain collections do it: a satisfied requirement, the granted
//! scopes in hand. The function without a check is `bare`; what a check costs is the difference.
//!
//! Nobody here knows that `ZohoCRM.modules.ALL` covers `ZohoCRM.modules.contacts.CREATE`: they compare whole words.

#![expect(missing_docs, unused_qualifications, reason = "the bench harness generates modules and paths")]

use std::collections::HashSet;
use std::future::Future;
use std::hint::black_box;
use std::pin::pin;
use std::sync::LazyLock;
use std::task::{Context, Poll, Waker};

use aliri_oauth2::{Scope as AliriScope, ScopePolicy};
use aliri_traits::Policy as _;
use axum::extract::FromRequestParts as _;
use axum::http::Request;
use benches::{NEEDED, grant as grant_of, hash_set};
use gungraun::prelude::*;
use protect_axum::authorities::{AttachAuthorities as _, AuthDetails};
use protect_axum::protect;
use twitch_oauth2::{Scope as TwitchScope, Validator, validator};

type Outcome = Result<u64, ()>;

/// A function with a check in front, and the granted scopes as it wants them.
type Checked<T> = (&'static T, fn(&T, u64) -> Outcome);

static ALIRI_ONE: LazyLock<ScopePolicy> = LazyLock::new(|| ScopePolicy::allow_one_from_static(NEEDED[0]));
static ALIRI_THREE: LazyLock<ScopePolicy> = LazyLock::new(|| {
    let all = NEEDED.join(" ").parse().expect("scopes of RFC 6749");
    ScopePolicy::allow_one(all)
});
static TWITCH_ONE: Validator = validator!(TwitchScope::UserReadChat);
static TWITCH_THREE: Validator =
    validator!(TwitchScope::UserReadChat, TwitchScope::UserReadEmail, TwitchScope::UserReadFollows);

#[inline(never)]
#[expect(clippy::unnecessary_wraps, reason = "it is measured beside functions that may be refused")]
fn bare(_held: &HashSet<String>, value: u64) -> Outcome {
    Ok(value)
}

#[inline(never)]
fn hash_set_with_one(held: &HashSet<String>, value: u64) -> Outcome {
    if held.contains(black_box(NEEDED[0])) { Ok(value) } else { Err(()) }
}

#[inline(never)]
fn hash_set_with_three(held: &HashSet<String>, value: u64) -> Outcome {
    if NEEDED.iter().all(|needed| held.contains(black_box(*needed))) { Ok(value) } else { Err(()) }
}

#[inline(never)]
fn vec_with_one(held: &[String], value: u64) -> Outcome {
    if held.iter().any(|scope| scope == black_box(NEEDED[0])) { Ok(value) } else { Err(()) }
}

#[inline(never)]
fn vec_with_three(held: &[String], value: u64) -> Outcome {
    let is_held = |needed: &&str| held.iter().any(|scope| scope == black_box(*needed));
    if NEEDED.iter().all(is_held) { Ok(value) } else { Err(()) }
}

#[inline(never)]
fn aliri_with_one(held: &AliriScope, value: u64) -> Outcome {
    ALIRI_ONE.evaluate(held).map(|()| value).map_err(|_| ())
}

#[inline(never)]
fn aliri_with_three(held: &AliriScope, value: u64) -> Outcome {
    ALIRI_THREE.evaluate(held).map(|()| value).map_err(|_| ())
}

#[inline(never)]
fn twitch_with_one(held: &[TwitchScope], value: u64) -> Outcome {
    if TWITCH_ONE.matches(held) { Ok(value) } else { Err(()) }
}

#[inline(never)]
fn twitch_with_three(held: &[TwitchScope], value: u64) -> Outcome {
    if TWITCH_THREE.matches(held) { Ok(value) } else { Err(()) }
}

#[expect(clippy::unused_async, reason = "it is measured beside what the macro makes of it")]
async fn handler(_held: AuthDetails, value: u64) -> Outcome {
    Ok(value)
}

#[protect("ZohoCRM.modules.contacts.CREATE")]
async fn handler_with_one(value: u64) -> Outcome {
    Ok(value)
}

#[protect("ZohoCRM.modules.contacts.CREATE", "ZohoCRM.users.READ", "ZohoCRM.settings.fields.READ")]
async fn handler_with_three(value: u64) -> Outcome {
    Ok(value)
}

/// The granted scopes with those that are needed in their middle: a list is walked to one of them half through.
fn words(count: usize) -> Vec<String> {
    let mut words: Vec<String> = grant_of(count, NEEDED.len()).split(',').map(str::to_owned).collect();
    words.rotate_right((count - NEEDED.len()) / 2);
    words
}

/// It is never dropped, as that would be measured.
fn kept<T: ?Sized>(held: Box<T>, check: fn(&T, u64) -> Outcome) -> Checked<T> {
    let held: &T = Box::leak(held);
    LazyLock::force(&ALIRI_ONE);
    LazyLock::force(&ALIRI_THREE);
    assert_eq!(check(held, 7), Ok(7), "the check is satisfied");
    (held, check)
}

fn set(count: usize, check: fn(&HashSet<String>, u64) -> Outcome) -> Checked<HashSet<String>> {
    kept(Box::new(hash_set(&grant_of(count, NEEDED.len()))), check)
}

fn vec(count: usize, check: fn(&[String], u64) -> Outcome) -> Checked<[String]> {
    kept(words(count).into_boxed_slice(), check)
}

fn aliri(count: usize, check: fn(&AliriScope, u64) -> Outcome) -> Checked<AliriScope> {
    let held = words(count).join(" ").parse().expect("scopes of RFC 6749");
    kept(Box::new(held), check)
}

/// Twitch has less than two hundred scopes; the needed ones lie in the middle, as in the other lists.
fn twitch(count: usize, check: fn(&[TwitchScope], u64) -> Outcome) -> Checked<[TwitchScope]> {
    let needed = [TwitchScope::UserReadChat, TwitchScope::UserReadEmail, TwitchScope::UserReadFollows];
    let others = TwitchScope::all().into_iter().filter(|scope| !needed.contains(scope));
    let mut held: Vec<TwitchScope> = needed.iter().cloned().chain(others).take(count).collect();
    assert_eq!(held.len(), count);
    held.rotate_right((count - needed.len()) / 2);
    kept(held.into_boxed_slice(), check)
}

/// What the macro's function takes, as axum would get it out of a request.
fn details(count: usize) -> AuthDetails {
    let mut request = Request::new(());
    request.attach(words(count));
    // Whoever drops the last of the details drops the words, and that would be measured.
    let parts = Box::leak(Box::new(request.into_parts().0));
    match poll(AuthDetails::from_request_parts(parts, &())) {
        Poll::Ready(Ok(details)) => details,
        Poll::Ready(Err(status)) => panic!("the details are attached: {status}"),
        Poll::Pending => panic!("the details are there at once"),
    }
}

/// The whole of a future that is ready at once.
fn poll<F: Future>(future: F) -> Poll<F::Output> {
    pin!(future).poll(&mut Context::from_waker(Waker::noop()))
}

#[library_benchmark]
#[bench::bare(set(30, bare))]
#[bench::one_of_5(set(5, hash_set_with_one))]
#[bench::one_of_30(set(30, hash_set_with_one))]
#[bench::one_of_200(set(200, hash_set_with_one))]
#[bench::three_of_5(set(5, hash_set_with_three))]
#[bench::three_of_30(set(30, hash_set_with_three))]
#[bench::three_of_200(set(200, hash_set_with_three))]
fn by_hash_set((held, check): Checked<HashSet<String>>) -> Outcome {
    black_box(check)(black_box(held), black_box(7))
}

#[library_benchmark]
#[bench::one_of_5(vec(5, vec_with_one))]
#[bench::one_of_30(vec(30, vec_with_one))]
#[bench::one_of_200(vec(200, vec_with_one))]
#[bench::three_of_5(vec(5, vec_with_three))]
#[bench::three_of_30(vec(30, vec_with_three))]
#[bench::three_of_200(vec(200, vec_with_three))]
fn by_vec((held, check): Checked<[String]>) -> Outcome {
    black_box(check)(black_box(held), black_box(7))
}

#[library_benchmark]
#[bench::one_of_5(aliri(5, aliri_with_one))]
#[bench::one_of_30(aliri(30, aliri_with_one))]
#[bench::one_of_200(aliri(200, aliri_with_one))]
#[bench::three_of_5(aliri(5, aliri_with_three))]
#[bench::three_of_30(aliri(30, aliri_with_three))]
#[bench::three_of_200(aliri(200, aliri_with_three))]
fn by_aliri((held, check): Checked<AliriScope>) -> Outcome {
    black_box(check)(black_box(held), black_box(7))
}

#[library_benchmark]
#[bench::one_of_5(twitch(5, twitch_with_one))]
#[bench::one_of_30(twitch(30, twitch_with_one))]
#[bench::three_of_5(twitch(5, twitch_with_three))]
#[bench::three_of_30(twitch(30, twitch_with_three))]
fn by_twitch((held, check): Checked<[TwitchScope]>) -> Outcome {
    black_box(check)(black_box(held), black_box(7))
}

#[library_benchmark]
#[bench::of_30(details(30))]
fn by_protect_bare(details: AuthDetails) -> Poll<Outcome> {
    poll(handler(black_box(details), black_box(7)))
}

#[library_benchmark]
#[bench::of_5(details(5))]
#[bench::of_30(details(30))]
#[bench::of_200(details(200))]
fn by_protect_with_one(details: AuthDetails) -> Poll<axum::response::Result<Outcome>> {
    poll(handler_with_one(black_box(details), black_box(7)))
}

#[library_benchmark]
#[bench::of_5(details(5))]
#[bench::of_30(details(30))]
#[bench::of_200(details(200))]
fn by_protect_with_three(details: AuthDetails) -> Poll<axum::response::Result<Outcome>> {
    poll(handler_with_three(black_box(details), black_box(7)))
}

library_benchmark_group!(
    name = peers,
    benchmarks = [
        by_hash_set,
        by_vec,
        by_aliri,
        by_twitch,
        by_protect_bare,
        by_protect_with_one,
        by_protect_with_three
    ]
);

main!(library_benchmark_groups = peers);
