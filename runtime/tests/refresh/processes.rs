//! Several processes that share a store: they take turns, and one that comes late destroys nothing.

use std::time::Duration;

use requires_scope::{Kind, MemoryStore, Store as _, Version};

use crate::stage::{Endpoint, Outcome, RECORD, Stage, TOKEN, answer, call, import, mia, token};

/// A little longer than a lease.
const A_LEASE: Duration = Duration::from_secs(61);

#[tokio::test]
async fn processes_that_need_a_token_at_once_make_one_request() -> Outcome {
    let stage = Stage::set();
    let (first, others) = (Endpoint::held(200, TOKEN), Endpoint::open(200, "{}"));
    let grant = stage.signed_in(&first).await?;
    let asking = call(&grant);
    first.was_asked().await?;
    let mut waiting = Vec::new();
    for _ in 0..8 {
        let grant = stage.also(&others).await?;
        waiting.extend((0..50).map(|_| call(&grant)));
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
    first.answer(1);
    assert_eq!(asking.await??, "1000.access");
    for caller in waiting {
        assert_eq!(caller.await??, "1000.access");
    }
    assert_eq!((first.count(), others.count()), (1, 0));
    Ok(())
}

#[tokio::test]
async fn a_process_that_died_keeps_nobody_out_for_longer_than_its_lease() -> Outcome {
    let stage = Stage::set();
    let (dies, lives) = (Endpoint::held(200, TOKEN), Endpoint::open(200, TOKEN));
    let process = std::thread::spawn({
        let (stage, dies) = (stage.clone(), dies.clone());
        move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let grant = stage.signed_in(&dies).await.expect("a grant");
                call(&grant);
                dies.was_asked().await.expect("a request");
            });
        }
    });
    process.join().map_err(|_| "the first process failed")?;
    assert!(stage.store.has_lease().await?);
    let caller = call(&stage.also(&lives).await?);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(lives.count(), 0, "the lease stands");
    stage.clock.advance(A_LEASE);
    assert_eq!(caller.await??, "1000.access");
    assert_eq!(lives.count(), 1);
    Ok(())
}

/// Stores count their versions each in its own way, and a fence is one of those of the store that gave the lease.
#[tokio::test]
async fn a_grant_that_was_brought_from_another_store_is_refreshed() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, TOKEN));
    let grant = stage.signed_in(&endpoint).await?;
    for _ in 0..3 {
        token(&grant).await?;
        stage.clock.advance(Duration::from_hours(1));
    }
    let (brought, bytes) = (MemoryStore::new(), stage.store.grant().await?);
    brought.save(Kind::Grant, RECORD, bytes.into(), Version::ABSENT, None).await?;
    let grant = stage.process_with(&endpoint, brought)?.grant(&mia()).await?;
    assert_eq!(token(&grant).await?, "1000.access");
    stage.clock.advance(Duration::from_hours(1));
    assert_eq!(token(&grant).await?, "1000.access");
    assert_eq!(endpoint.count(), 5);
    Ok(())
}

/// One process is paused while Zoho answers, for longer than its lease; another one refreshes meanwhile.
async fn paused_and_overtaken(late: &str, meanwhile: &str) -> Outcome<(Stage, String)> {
    let stage = Stage::set();
    let (paused, overtakes) = (Endpoint::held(200, late), Endpoint::open(200, meanwhile));
    let caller = call(&stage.signed_in(&paused).await?);
    paused.was_asked().await?;
    stage.clock.advance(A_LEASE);
    // What comes of it is up to each test.
    let _ = stage.also(&overtakes).await?.access_token().await;
    paused.answer(1);
    let token = caller.await??;
    Ok((stage, token))
}

#[tokio::test]
async fn a_process_that_wakes_up_after_its_lease_overwrites_nothing() -> Outcome {
    let (stage, token) = paused_and_overtaken(&answer("1000.late", 60), &answer("1000.newer", 3600)).await?;
    assert_eq!(token, "1000.late", "it is good for the call that has waited for it");
    let record = stage.store.grant().await?;
    assert!(record.contains("1000.newer") && !record.contains("1000.late"), "{record}");
    Ok(())
}

const ROTATED: &str = r#"{"access_token":"1000.late","refresh_token":"1000.rotated","expires_in":3600}"#;

#[tokio::test]
async fn a_rotated_refresh_token_is_kept_however_late_it_comes() -> Outcome {
    let (stage, _) = paused_and_overtaken(ROTATED, &answer("1000.newer", 3600)).await?;
    let record = stage.store.grant().await?;
    assert!(record.contains("1000.newer") && record.contains("1000.rotated"), "{record}");
    Ok(())
}

#[tokio::test]
async fn a_rotated_refresh_token_revives_a_grant_whose_old_one_was_refused_meanwhile() -> Outcome {
    let (stage, _) = paused_and_overtaken(ROTATED, r#"{"error":"invalid_code"}"#).await?;
    let endpoint = Endpoint::open(200, TOKEN);
    let grant = stage.also(&endpoint).await?;
    assert!(grant.is_signed_in());
    stage.clock.advance(Duration::from_hours(1));
    token(&grant).await?;
    assert!(endpoint.requests()[0].contains("1000.rotated"), "{:?}", endpoint.requests());
    Ok(())
}

#[tokio::test]
async fn a_refused_refresh_token_that_was_replaced_meanwhile_does_not_end_the_grant() -> Outcome {
    let stage = Stage::set();
    let endpoint = Endpoint::held(200, TOKEN);
    endpoint.say_next(200, r#"{"error":"invalid_code"}"#);
    let caller = call(&stage.signed_in(&endpoint).await?);
    endpoint.was_asked().await?;
    stage.process(&endpoint)?.import_grant(&mia(), import("1000.another")).await?;
    endpoint.answer(2);
    assert_eq!(caller.await??, "1000.access");
    assert!(endpoint.requests()[1].contains("1000.another"));
    Ok(())
}

#[tokio::test]
async fn a_refused_refresh_token_ends_the_grant_for_all_processes() -> Outcome {
    let stage = Stage::set();
    let endpoint = Endpoint::open(200, r#"{"error":"invalid_code"}"#);
    let grant = stage.signed_in(&endpoint).await?;
    let elsewhere = stage.also(&endpoint).await?;
    for grant in [&grant, &elsewhere, &grant] {
        let error = grant.access_token().await.expect_err("ended");
        assert!(error.is_expired() && !error.is_retryable(), "{error}");
    }
    assert_eq!(endpoint.count(), 1, "a dead token is asked about once");
    assert!(stage.store.grant().await?.contains("1000.r"), "and kept: a wrong data centre looks alike");
    Ok(())
}

#[tokio::test]
async fn a_process_that_notices_the_end_of_its_lease_asks_nobody_with_it() -> Outcome {
    let stage = Stage::set();
    let endpoint = Endpoint::open(200, TOKEN);
    let grant = stage.signed_in(&endpoint).await?;
    stage.store.pauses_at_next_save(&stage.clock, A_LEASE);
    assert_eq!(token(&grant).await?, "1000.access");
    let record: serde_json::Value = serde_json::from_str(&stage.store.grant().await?)?;
    let announced = record["quota"]["asked_at"].as_array().map(Vec::len);
    assert_eq!(
        (announced, endpoint.count()),
        (Some(1), 1),
        "what was announced under the first lease was not sent"
    );
    Ok(())
}
