//! In one process: all who need a token share one request, and none of them can break it.

use std::time::Duration;

use futures_util::future::join_all;
use requires_scope::GrantImport;
use tokio::time::{Instant, timeout};

use crate::stage::{Endpoint, Outcome, Stage, TOKEN, answer, call, import, mia, token, until};

#[tokio::test]
async fn ten_thousand_callers_make_one_request() -> Outcome {
    let endpoint = Endpoint::open(200, TOKEN);
    let grant = Stage::set().signed_in(&endpoint).await?;
    for token in join_all((0..10_000).map(|_| grant.access_token())).await {
        assert_eq!(token?.expose(), "1000.access");
    }
    assert_eq!(endpoint.count(), 1);
    Ok(())
}

/// A task that waits costs its future, and what `tokio` and the shared refresh note of it: with 64 bytes here that is
/// 250 in all, by a counting allocator.
#[tokio::test]
async fn a_caller_that_waits_is_small() -> Outcome {
    let grant = Stage::set().signed_in(&Endpoint::held(200, TOKEN)).await?;
    let size = size_of_val(&grant.access_token());
    assert!(size <= 64, "{size}");
    Ok(())
}

#[tokio::test]
async fn ten_thousand_callers_share_one_failure_and_the_next_call_tries_again() -> Outcome {
    let endpoint = Endpoint::open(200, r#"{"error":"invalid_client"}"#);
    let stage = Stage::set();
    let grant = stage.signed_in(&endpoint).await?;
    for token in join_all((0..10_000).map(|_| grant.access_token())).await {
        let error = token.expect_err("refused");
        assert!(!error.is_retryable() && !error.is_expired(), "{error}");
    }
    assert_eq!(endpoint.count(), 1);
    grant.access_token().await.expect_err("refused again");
    assert_eq!(endpoint.count(), 2, "a failure is not kept");
    assert!(stage.store.grant().await?.contains("1000.r"), "the refresh token is not lost");
    Ok(())
}

#[tokio::test]
async fn a_refresh_goes_on_when_its_callers_are_gone() -> Outcome {
    let endpoint = Endpoint::held(200, TOKEN);
    let stage = Stage::set();
    let grant = stage.signed_in(&endpoint).await?;
    let caller = call(&grant);
    endpoint.was_asked().await?;
    caller.abort();
    assert!(caller.await.is_err_and(|error| error.is_cancelled()));
    endpoint.answer(1);
    while !stage.store.grant().await?.contains("1000.access") {
        tokio::task::yield_now().await;
    }
    assert_eq!(token(&grant).await?, "1000.access");
    assert_eq!(endpoint.count(), 1);
    Ok(())
}

#[tokio::test]
async fn an_answer_of_an_earlier_account_reaches_nobody() -> Outcome {
    let endpoint = Endpoint::held(200, &answer("1000.anothers", 3600));
    endpoint.say_next(200, TOKEN);
    let stage = Stage::set();
    let grant = stage.signed_in(&endpoint).await?;
    let callers = [call(&grant), call(&grant)];
    endpoint.was_asked().await?;
    let elsewhere = stage.process(&endpoint)?;
    elsewhere.import_grant(grant.key(), GrantImport::new("1000.another-account")).await?;
    let late = call(&grant);
    endpoint.answer(2);
    for caller in callers.into_iter().chain([late]) {
        assert_eq!(caller.await??, "1000.anothers");
    }
    let record = stage.store.grant().await?;
    assert!(record.contains("1000.another-account") && !record.contains("1000.access"), "{record}");
    assert!(endpoint.requests()[1].contains("1000.another-account"), "{:?}", endpoint.requests());
    Ok(())
}

#[tokio::test]
async fn what_goes_wrong_with_an_earlier_account_reaches_nobody_either() -> Outcome {
    for (status, body) in
        [(400, r#"{"error":"Access Denied","status":"failure"}"#), (200, r#"{"error":"invalid_code"}"#)]
    {
        let endpoint = Endpoint::held(200, TOKEN);
        endpoint.say_next(status, body);
        let client = Stage::set().process(&endpoint)?;
        let caller = call(&client.import_grant(&mia(), import("1000.r")).await?);
        endpoint.was_asked().await?;
        client.import_grant(&mia(), GrantImport::new("1000.another-account")).await?;
        endpoint.answer(2);
        assert_eq!(caller.await??, "1000.access", "{body}");
        assert!(endpoint.requests()[1].contains("1000.another-account"), "{:?}", endpoint.requests());
    }
    Ok(())
}

#[tokio::test]
async fn a_lease_is_given_back_whatever_becomes_of_the_refresh() -> Outcome {
    for body in [TOKEN, r#"{"error":"invalid_code"}"#, r#"{"error":"invalid_client"}"#] {
        let endpoint = Endpoint::held(200, body);
        let stage = Stage::set();
        let caller = call(&stage.signed_in(&endpoint).await?);
        endpoint.was_asked().await?;
        assert!(stage.store.has_lease().await?, "the lease is held while Zoho is asked");
        endpoint.answer(1);
        until(|| caller.is_finished()).await?;
        assert!(!stage.store.has_lease().await?, "{body}");
    }
    Ok(())
}

#[test]
fn a_runtime_that_ends_does_not_fail_those_of_another_one() -> Outcome {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build();
    let (first, second) = (runtime()?, runtime()?);
    let (stage, endpoint) = (Stage::set(), Endpoint::held(200, TOKEN));
    let grant = first.block_on(async {
        let grant = stage.signed_in(&endpoint).await?;
        drop(call(&grant));
        endpoint.was_asked().await?;
        Outcome::Ok(grant)
    })?;
    second.block_on(async {
        let joins = call(&grant);
        tokio::task::yield_now().await;
        assert_eq!(endpoint.count(), 1);
        tokio::task::spawn_blocking(move || drop(first)).await?;
        // Nobody could give its lease back.
        stage.clock.advance(Duration::from_secs(61));
        endpoint.answer(2);
        assert_eq!(joins.await??, "1000.access");
        Ok(())
    })
}

#[test]
fn a_runtime_that_nobody_drives_holds_those_of_another_one_for_as_long_as_a_call_may_wait() -> Outcome {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
    let (undriven, driven) = (runtime()?, runtime()?);
    let (stage, endpoint) = (Stage::set(), Endpoint::held(200, TOKEN));
    let patience = Duration::from_secs(90);
    let client = stage.impatient(&endpoint, patience)?;
    let grant = undriven.block_on(async {
        let grant = client.import_grant(&mia(), import("1000.r")).await?;
        drop(call(&grant));
        endpoint.was_asked().await?;
        Outcome::Ok(grant)
    })?;
    driven.block_on(async {
        let began = Instant::now();
        let error = timeout(2 * patience, grant.access_token()).await?.expect_err("nobody leads");
        assert!(error.is_retryable() && error.to_string().starts_with("could not get a fresh"), "{error}");
        assert!(began.elapsed() <= patience + Duration::from_secs(1), "{:?}", began.elapsed());
        // Nobody could give its lease back.
        stage.clock.advance(Duration::from_secs(61));
        endpoint.answer(2);
        assert_eq!(token(&grant).await?, "1000.access", "the next one leads");
        Ok(())
    })
}
