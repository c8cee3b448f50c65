//! Zoho's limits, counted over all processes.

use std::time::Duration;

use crate::stage::{Endpoint, Outcome, Stage, TOKEN, answer, token};

/// What Zoho counts over, and a little.
const WINDOW: Duration = Duration::from_secs(10 * 60 + 16);

const THROTTLED: [&str; 2] = [
    r#"{"error_description":"You have made too many requests continuously. Please try again after some time.","error":"Access Denied","status":"failure"}"#,
    r#"{"error_description":"您已连续提出过多请求，请稍后再试。","error":"拒绝访问","status":"failure"}"#,
];

#[tokio::test]
async fn at_the_limit_every_process_is_told_when_to_come_back() -> Outcome {
    let stage = Stage::set();
    let endpoint = Endpoint::open(200, &answer("1000.short", 0));
    let first = stage.signed_in(&endpoint).await?;
    let second = stage.also(&endpoint).await?;
    for _ in 0..4 {
        token(&first).await?;
        token(&second).await?;
    }
    for grant in [&first, &second, &stage.also(&endpoint).await?] {
        let error = grant.access_token().await.expect_err("at the limit");
        assert!(error.is_throttled() && error.is_retryable() && !error.is_expired(), "{error}");
        assert!(error.retry_after().is_some_and(|wait| wait <= WINDOW && wait > WINDOW / 2), "{error}");
    }
    assert_eq!(endpoint.count(), 8, "two of ten are kept for the verification of a consent");
    stage.clock.advance(WINDOW);
    token(&first).await?;
    Ok(())
}

#[tokio::test]
async fn near_the_limit_the_token_at_hand_is_used_to_its_end() -> Outcome {
    let stage = Stage::set();
    let endpoint = Endpoint::open(200, &answer("1000.short", 50));
    let grant = stage.signed_in(&endpoint).await?;
    for _ in 0..20 {
        assert_eq!(token(&grant).await?, "1000.short");
    }
    assert_eq!(endpoint.count(), 8);
    stage.clock.advance(Duration::from_secs(51));
    assert!(grant.access_token().await.expect_err("nothing is left").is_throttled());
    Ok(())
}

#[tokio::test]
async fn a_throttle_in_any_language_is_left_alone_by_all_processes() -> Outcome {
    for (status, body) in [(200, THROTTLED[0]), (400, THROTTLED[0]), (200, THROTTLED[1]), (400, THROTTLED[1])]
    {
        let stage = Stage::set();
        let endpoint = Endpoint::open(200, TOKEN);
        endpoint.say_next(status, body);
        let grant = stage.signed_in(&endpoint).await?;
        for grant in [&grant, &grant, &stage.also(&endpoint).await?] {
            let error = grant.access_token().await.expect_err("throttled");
            assert!(error.is_throttled(), "{error}");
            assert_eq!(error.retry_after().map(|wait| wait.as_secs().div_ceil(60)), Some(10), "{error}");
        }
        assert_eq!(endpoint.count(), 1, "only inactivity ends a throttle");
        stage.clock.advance(Duration::from_mins(10));
        assert_eq!(token(&grant).await?, "1000.access");
    }
    Ok(())
}

#[tokio::test]
async fn a_throttle_that_lasts_is_left_alone_for_longer() -> Outcome {
    let stage = Stage::set();
    let endpoint = Endpoint::open(200, THROTTLED[0]);
    let grant = stage.signed_in(&endpoint).await?;
    for minutes in [10, 20, 30, 30] {
        let error = grant.access_token().await.expect_err("throttled");
        assert_eq!(error.retry_after(), Some(Duration::from_mins(minutes)));
        stage.clock.advance(Duration::from_mins(minutes));
    }
    endpoint.say_from_now_on(200, TOKEN);
    assert_eq!(token(&grant).await?, "1000.access", "the grant has not ended");
    Ok(())
}

#[tokio::test]
async fn a_consent_link_does_not_keep_a_throttle_alive_either() -> Outcome {
    let stage = Stage::set();
    let endpoint = Endpoint::open(400, THROTTLED[1]);
    let grant = stage.signed_in(&endpoint).await?;
    let client = stage.process(&endpoint)?;
    let attempt = grant.ask(&crate::stage::coql()).await?.ok_or("nothing to ask for")?;
    for _ in 0..3 {
        let error = client.open_consent(attempt.id(), &grant, None, None).await.expect_err("throttled");
        assert!(error.is_throttled(), "{error}");
    }
    assert!(grant.access_token().await.expect_err("throttled").is_throttled());
    assert_eq!(endpoint.count(), 1);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn every_try_counts_because_an_answer_that_was_lost_may_have_been_a_token() -> Outcome {
    let stage = Stage::set();
    let endpoint = Endpoint::open(502, "<html>");
    let grant = stage.signed_in(&endpoint).await?;
    for _ in 0..3 {
        assert!(!grant.access_token().await.expect_err("in trouble").is_throttled());
    }
    assert_eq!(endpoint.count(), 9);
    endpoint.say_from_now_on(200, TOKEN);
    assert!(grant.access_token().await.expect_err("at the limit").is_throttled());
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn an_outage_on_this_side_of_zoho_uses_nothing_up() -> Outcome {
    let stage = Stage::set();
    let endpoint = Endpoint::open(200, TOKEN);
    let grant = stage.signed_in(&endpoint).await?;
    endpoint.is_away(true);
    for _ in 0..20 {
        let error = grant.access_token().await.expect_err("nobody listens");
        assert!(error.is_retryable() && !error.is_throttled(), "{error}");
    }
    endpoint.is_away(false);
    assert_eq!(token(&grant).await?, "1000.access");
    Ok(())
}
