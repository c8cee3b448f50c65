//! What the store could not be told: it is used, it is told as soon as that is possible, and nobody has to ask for it.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join;
use requires_scope::{Client, Grant};
use tokio::time::{Instant, sleep};

use crate::stage::{Endpoint, Outcome, Stage, coql, import, mia, token};

const ROTATED: &str = r#"{"access_token":"1000.access","refresh_token":"1000.rotated","expires_in":3600}"#;

/// A grant whose new refresh token the store could not be told of.
async fn unsaved(stage: &Stage) -> Outcome<Grant> {
    let grant = stage.signed_in(&Endpoint::open(200, ROTATED)).await?;
    stage.store.fails(true);
    token(&grant).await?;
    Ok(grant)
}

#[tokio::test]
async fn an_answer_that_cannot_be_saved_is_used_and_saved_later() -> Outcome {
    let endpoint = Endpoint::open(200, ROTATED);
    let stage = Stage::set();
    let grant = stage.signed_in(&endpoint).await?;
    stage.store.fails(true);
    for _ in 0..3 {
        assert_eq!(token(&grant).await?, "1000.access");
        grant.reload().await?;
    }
    assert_eq!(endpoint.count(), 1, "what is in memory is not forgotten");
    assert!(stage.store.grant().await?.contains("1000.r\""), "the store has the old refresh token still");

    stage.store.fails(false);
    grant.ask(&coql()).await?;
    assert!(stage.store.grant().await?.contains("1000.rotated"), "the next change saves the new one");
    Ok(())
}

#[tokio::test]
async fn an_answer_that_cannot_be_saved_outlives_what_others_save_meanwhile() -> Outcome {
    let endpoint = Endpoint::open(200, ROTATED);
    let stage = Stage::set();
    let grant = stage.signed_in(&endpoint).await?;
    stage.store.fails(true);
    assert_eq!(token(&grant).await?, "1000.access");
    stage.store.fails(false);
    stage.also(&endpoint).await?.ask(&coql()).await?;

    grant.reload().await?;
    assert_eq!(token(&grant).await?, "1000.access");
    while !stage.store.grant().await?.contains("1000.rotated") {
        tokio::task::yield_now().await;
    }
    assert_eq!(endpoint.count(), 1);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_new_refresh_token_is_saved_although_nobody_uses_the_grant_any_more() -> Outcome {
    let stage = Stage::set();
    // Not even the handle is kept.
    drop(unsaved(&stage).await?);
    sleep(Duration::from_mins(10)).await;
    assert!(!stage.store.grant().await?.contains("1000.rotated"));
    stage.store.fails(false);
    sleep(Duration::from_mins(2)).await;
    assert!(stage.store.grant().await?.contains("1000.rotated"));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_store_that_is_back_is_told_at_once() -> Outcome {
    let stage = Stage::set();
    let _grant = unsaved(&stage).await?;
    // By now it is tried only once a minute.
    sleep(Duration::from_mins(10)).await;
    stage.store.fails(false);
    let began = Instant::now();
    stage.store.misses();
    while !stage.store.grant().await?.contains("1000.rotated") {
        sleep(Duration::from_millis(1)).await;
    }
    assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
    Ok(())
}

#[tokio::test]
async fn a_program_that_ends_can_save_what_is_left() -> Outcome {
    let stage = Stage::set();
    let client = stage.process(&Endpoint::open(200, ROTATED))?;
    let grant = client.import_grant(&mia(), import("1000.r")).await?;
    stage.store.fails(true);
    token(&grant).await?;
    assert!(client.flush().await.is_err_and(|error| error.is_retryable()), "the disk is full");
    stage.store.fails(false);
    client.flush().await?;
    assert!(stage.store.grant().await?.contains("1000.rotated"));
    Ok(())
}

/// The first of two new refresh tokens reaches the store although its answer is lost; the second does not.
#[tokio::test]
async fn the_latest_of_several_new_refresh_tokens_is_the_one_that_is_saved() -> Outcome {
    let stage = Stage::set();
    let endpoint = Endpoint::open(200, &ROTATED.replace("1000.rotated", "1000.latest"));
    endpoint.say_next(200, ROTATED);
    let grant = stage.signed_in(&endpoint).await?;
    stage.store.loses_answers(true);
    token(&grant).await?;
    stage.store.loses_answers(false);
    stage.store.fails(true);
    assert!(stage.store.grant().await?.contains("1000.rotated"), "the save has arrived");
    stage.clock.advance(Duration::from_hours(1));
    token(&grant).await?;
    stage.store.fails(false);
    grant.ask(&coql()).await?;
    let record = stage.store.grant().await?;
    assert!(record.contains("1000.latest"), "{record}");
    Ok(())
}

/// A user who has just signed in for the first time, of which the store could not be told.
async fn signed_in_unsaved(stage: &Stage, endpoint: &Arc<Endpoint>) -> Outcome<(Client, Grant)> {
    let client = stage.process(endpoint)?;
    let grant = client.grant(&mia()).await?;
    let attempt = grant.ask(&coql()).await?.ok_or("nothing to ask for")?;
    let page = client.open_consent(attempt.id(), &grant, None, None).await?;
    let sent = page.url().query_pairs().find(|(name, _)| name == "state").ok_or("no state")?.1;
    let query = format!("code=1000.code&state={sent}");
    let asked = async {
        endpoint.was_asked().await?;
        stage.store.fails(true);
        endpoint.answer(1_000_000);
        Outcome::Ok(())
    };
    let (answered, asked) =
        join(client.answer(&query, Some(page.cookie().expose()), Some(&grant)), asked).await;
    asked?;
    assert!(answered.is_err_and(|error| error.is_retryable()), "the attempt cannot be ended");
    assert!(grant.is_signed_in(), "the code is good once, so its token is kept");
    Ok((client, grant))
}

#[tokio::test(start_paused = true)]
async fn what_is_revoked_before_it_is_saved_does_not_come_back() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::held(200, ROTATED));
    let (client, grant) = signed_in_unsaved(&stage, &endpoint).await?;
    stage.store.fails(false);
    endpoint.say_from_now_on(200, r#"{"status":"success"}"#);
    grant.revoke().await?;
    assert!(!grant.is_signed_in());
    client.flush().await?;
    sleep(Duration::from_mins(10)).await;
    assert!(!grant.is_signed_in() && !stage.store.grant().await?.contains("1000.rotated"));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn an_import_outlives_what_could_not_be_saved_before() -> Outcome {
    let stage = Stage::set();
    let client = stage.process(&Endpoint::open(200, ROTATED))?;
    let grant = client.import_grant(&mia(), import("1000.r")).await?;
    stage.store.fails(true);
    token(&grant).await?;
    stage.store.fails(false);
    client.import_grant(&mia(), import("1000.r")).await?;
    client.flush().await?;
    sleep(Duration::from_mins(10)).await;
    let record = stage.store.grant().await?;
    assert!(record.contains("1000.r\"") && !record.contains("1000.rotated"), "{record}");
    Ok(())
}

/// The other processes learn of the next save, too: they must not hear of it again and again.
#[tokio::test]
async fn a_refresh_token_that_is_given_again_is_nothing_new() -> Outcome {
    let stage = Stage::set();
    let grant = stage.signed_in(&Endpoint::open(200, &ROTATED.replace("1000.rotated", "1000.r"))).await?;
    stage.store.fails(true);
    token(&grant).await?;
    stage.store.fails(false);
    let before = stage.store.saves();
    grant.ask(&coql()).await?;
    for _ in 0..1000 {
        tokio::task::yield_now().await;
    }
    assert!(stage.store.saves() <= before + 2, "{}", stage.store.saves() - before);
    Ok(())
}

#[test]
fn a_runtime_that_ends_before_it_has_saved_keeps_the_next_one_from_nothing() -> Outcome {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build();
    let stage = Stage::set();
    let grant = runtime()?.block_on(unsaved(&stage))?;
    // It ends with its first task: what that has begun never runs.
    runtime()?.block_on(token(&grant))?;
    stage.store.fails(false);
    runtime()?.block_on(async {
        token(&grant).await?;
        tokio::time::timeout(Duration::from_secs(20), async {
            while !stage.store.grant().await?.contains("1000.rotated") {
                tokio::task::yield_now().await;
            }
            Outcome::Ok(())
        })
        .await?
    })
}

/// Whatever happens in the store wakes whoever tries to save: that must not use up the tries.
#[tokio::test(start_paused = true)]
async fn a_store_that_tells_much_and_saves_nothing_is_tried_for_long() -> Outcome {
    let stage = Stage::set();
    drop(unsaved(&stage).await?);
    for _ in 0..100 {
        stage.store.misses();
        sleep(Duration::from_millis(10)).await;
    }
    stage.store.fails(false);
    sleep(Duration::from_mins(2)).await;
    assert!(stage.store.grant().await?.contains("1000.rotated"));
    Ok(())
}
