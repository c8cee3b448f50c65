//! Trouble on the way to Zoho and in the store: it is ridden out or told, it ends no grant and holds nobody for ever.

use std::time::Duration;

use requires_scope::{Error, GrantKey};

use crate::stage::{Endpoint, Outcome, Stage, TOKEN, answer, call, coql, import, mia, token};

#[tokio::test(start_paused = true)]
async fn trouble_is_ridden_out() -> Outcome {
    for (status, body) in
        [(500, ""), (503, "{}"), (502, "<html>"), (200, r#"{"access_token":"1000.a"#), (200, "")]
    {
        let stage = Stage::set();
        let endpoint = Endpoint::open(200, TOKEN);
        endpoint.say_next(status, body);
        endpoint.say_next(status, body);
        assert_eq!(token(&stage.signed_in(&endpoint).await?).await?, "1000.access", "{status} {body}");
        assert_eq!(endpoint.count(), 3);
    }
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn trouble_that_lasts_is_told_and_ends_no_grant() -> Outcome {
    for (status, body) in [(503, "{}"), (200, r#"{"acc"#)] {
        let stage = Stage::set();
        let endpoint = Endpoint::open(status, body);
        let grant = stage.signed_in(&endpoint).await?;
        let error = grant.access_token().await.expect_err("in trouble");
        assert!(error.is_retryable() && !error.is_expired() && !error.is_throttled(), "{error}");
        assert!(grant.is_signed_in());
        endpoint.say_from_now_on(200, TOKEN);
        assert_eq!(token(&grant).await?, "1000.access");
    }
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn while_zoho_is_in_trouble_a_token_is_used_to_its_end() -> Outcome {
    let stage = Stage::set();
    let endpoint = Endpoint::open(503, "{}");
    endpoint.say_next(200, &answer("1000.short", 50));
    let grant = stage.signed_in(&endpoint).await?;
    assert_eq!(token(&grant).await?, "1000.short");
    assert_eq!(
        token(&grant).await?,
        "1000.short",
        "it is good for less than a minute, and better than nothing"
    );
    stage.clock.advance(Duration::from_secs(51));
    grant.access_token().await.expect_err("it has expired");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn zoho_that_does_not_answer_is_given_up() -> Outcome {
    let stage = Stage::set();
    let endpoint = Endpoint::held(200, TOKEN);
    let grant = stage.signed_in(&endpoint).await?;
    let error = grant.access_token().await.expect_err("no answer");
    assert!(error.is_retryable(), "{error}");
    assert_eq!(endpoint.count(), 3);
    endpoint.answer(1);
    assert_eq!(token(&grant).await?, "1000.access");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_store_that_hangs_holds_nobody_for_ever() -> Outcome {
    let stage = Stage::set();
    let endpoint = Endpoint::open(200, TOKEN);
    let grant = stage.signed_in(&endpoint).await?;
    stage.store.hangs(true);
    let error = grant.access_token().await.expect_err("the store hangs");
    assert!(error.is_retryable(), "{error}");
    assert!(
        error.with_sources().to_string().contains("did not answer within 10s"),
        "{}",
        error.with_sources()
    );
    stage.store.hangs(false);
    assert_eq!(token(&grant).await?, "1000.access");
    Ok(())
}

/// However many come at once: each of them waits for the one before.
#[tokio::test(start_paused = true)]
async fn no_call_waits_for_longer_than_its_client_lets_it() -> Outcome {
    const PATIENCE: Duration = Duration::from_secs(25);

    let stage = Stage::set();
    let endpoint = Endpoint::open(200, TOKEN);
    let client = stage.impatient(&endpoint, PATIENCE)?;
    let grant = client.import_grant(&mia(), import("1000.r")).await?;
    stage.store.hangs(true);
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..50 {
        let all = (client.clone(), grant.clone());
        calls.spawn(async move { all.1.ask(&coql()).await.map(drop).or_else(|error| told(&error)) });
        let all = (client.clone(), grant.clone());
        calls.spawn(async move {
            all.0.import_grant(&mia(), import("1000.other")).await.map(drop).or_else(|error| told(&error))
        });
        let all = (client.clone(), grant.clone());
        calls.spawn(async move { all.1.access_token().await.map(drop).or_else(|error| told(&error)) });
        let all = (client.clone(), grant.clone());
        calls.spawn(async move { all.1.revoke().await.or_else(|error| told(&error)) });
        let all = (client.clone(), grant.clone());
        calls.spawn(async move {
            all.0.grant(&GrantKey::new("zylker", "ben")).await.map(drop).or_else(|error| told(&error))
        });
    }
    let began = tokio::time::Instant::now();
    while let Some(call) = calls.join_next().await {
        call??;
    }
    assert!(began.elapsed() <= PATIENCE, "{:?}", began.elapsed());
    Ok(())
}

/// What a call is told when the store hangs.
fn told(error: &Error) -> Result<(), String> {
    if error.is_retryable() { Ok(()) } else { Err(error.with_sources().to_string()) }
}

#[tokio::test(start_paused = true)]
async fn nobody_waits_for_a_refresh_for_ever() -> Outcome {
    let stage = Stage::set();
    let endpoint = Endpoint::open(200, TOKEN);
    let grant = stage.signed_in(&endpoint).await?;
    let elsewhere = stage.also(&endpoint).await?;
    stage.store.crawls(true);
    for grant in [&grant, &elsewhere] {
        let began = tokio::time::Instant::now();
        let error = grant.access_token().await.expect_err("nothing can be saved");
        assert!(
            error.is_retryable() && began.elapsed() <= Duration::from_mins(3),
            "{error} {:?}",
            began.elapsed()
        );
    }
    stage.store.crawls(false);
    assert_eq!(token(&grant).await?, "1000.access", "the next call starts anew");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn no_person_waits_for_longer_than_the_client_lets_a_call() -> Outcome {
    const PATIENCE: Duration = Duration::from_secs(25);

    let stage = Stage::set();
    let client = stage.impatient(&Endpoint::open(200, TOKEN), PATIENCE)?;
    let grant = client.import_grant(&mia(), import("1000.r")).await?;
    let attempt = grant.ask(&coql()).await?.ok_or("nothing to ask for")?;
    let page = client.open_consent(attempt.id(), &grant, None, None).await?;
    stage.store.crawls(true);

    let began = tokio::time::Instant::now();
    let error = client.open_consent(attempt.id(), &grant, None, None).await.expect_err("nothing is saved");
    assert!(error.is_retryable() && began.elapsed() <= PATIENCE, "{error} {:?}", began.elapsed());

    let (began, cookie) = (tokio::time::Instant::now(), page.cookie().expose());
    let answered = client.answer("status=success&scope_enhanced=true", Some(cookie), Some(&grant)).await;
    let error = answered.expect_err("nothing is saved");
    assert!(error.is_retryable() && began.elapsed() <= PATIENCE, "{error} {:?}", began.elapsed());
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn while_zoho_does_not_answer_a_token_is_used_to_its_end() -> Outcome {
    let stage = Stage::set();
    let endpoint = Endpoint::held(200, &answer("1000.short", 50));
    let client = stage.impatient(&endpoint, Duration::from_secs(5))?;
    let grant = client.import_grant(&mia(), import("1000.r")).await?;
    endpoint.answer(1);
    for _ in 0..3 {
        assert_eq!(token(&grant).await?, "1000.short");
    }
    stage.clock.advance(Duration::from_secs(51));
    grant.access_token().await.expect_err("it has expired");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn refreshes_that_nobody_waits_for_any_longer_do_not_pile_up() -> Outcome {
    let stage = Stage::set();
    let client = stage.impatient(&Endpoint::held(200, TOKEN), Duration::from_secs(1))?;
    let grant = client.import_grant(&mia(), import("1000.r")).await?;
    let tasks = || tokio::runtime::Handle::current().metrics().num_alive_tasks();
    let before = tasks();
    for _ in 0..30 {
        let error = grant.access_token().await.expect_err("no answer");
        assert!(error.is_retryable(), "{error}");
        assert!(tasks() <= before + 2, "the one that has asked Zoho, and perhaps the latest: {}", tasks());
    }
    Ok(())
}

#[tokio::test]
async fn no_patience_is_too_short_or_too_long() -> Outcome {
    for patience in [Duration::ZERO, Duration::MAX] {
        let endpoint = Endpoint::held(200, TOKEN);
        let client = Stage::set().impatient(&endpoint, patience)?;
        let grant = client.import_grant(&mia(), import("1000.r")).await?;
        let calls = [(); 10].map(|()| call(&grant));
        endpoint.was_asked().await?;
        endpoint.answer(10);
        for call in calls {
            assert_eq!(call.await??, "1000.access");
        }
        assert_eq!(endpoint.count(), 1);
    }
    Ok(())
}
