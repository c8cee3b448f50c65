//! A token is replaced before it expires, while its users go on with it.

use std::time::Duration;

use crate::stage::{Endpoint, Outcome, Stage, TOKEN, answer, token, until};

/// Within the last minutes of a token that is good for an hour, whatever the jitter.
const LATE: Duration = Duration::from_mins(55);

#[tokio::test]
async fn in_its_last_minutes_a_token_is_used_on_while_one_request_replaces_it() -> Outcome {
    let stage = Stage::set();
    let endpoint = Endpoint::held(200, TOKEN);
    endpoint.answer(1);
    let grant = stage.signed_in(&endpoint).await?;
    token(&grant).await?;
    stage.clock.advance(Duration::from_mins(49));
    token(&grant).await?;
    assert_eq!(endpoint.count(), 1, "it is not replaced long before its end");

    stage.clock.advance(Duration::from_mins(6));
    endpoint.say_from_now_on(200, &answer("1000.next", 3600));
    for _ in 0..1000 {
        assert_eq!(token(&grant).await?, "1000.access", "nobody waits");
    }
    until(|| endpoint.count() == 2).await?;
    endpoint.answer(1);
    while token(&grant).await? != "1000.next" {
        tokio::task::yield_now().await;
    }
    assert_eq!(endpoint.count(), 2);
    Ok(())
}

#[tokio::test]
async fn another_process_does_not_replace_what_is_being_replaced() -> Outcome {
    let stage = Stage::set();
    let (first, second) = (Endpoint::held(200, TOKEN), Endpoint::open(200, TOKEN));
    first.answer(1);
    let grant = stage.signed_in(&first).await?;
    token(&grant).await?;
    let elsewhere = stage.also(&second).await?;
    stage.clock.advance(LATE);
    token(&grant).await?;
    until(|| first.count() == 2).await?;
    for _ in 0..100 {
        assert_eq!(token(&elsewhere).await?, "1000.access");
        tokio::task::yield_now().await;
    }
    assert_eq!(second.count(), 0);
    Ok(())
}

#[tokio::test]
async fn a_replacement_that_fails_is_not_tried_at_every_call() -> Outcome {
    let stage = Stage::set();
    let endpoint = Endpoint::open(200, TOKEN);
    let grant = stage.signed_in(&endpoint).await?;
    token(&grant).await?;
    endpoint.say_from_now_on(200, r#"{"error":"general_error"}"#);
    stage.clock.advance(LATE);
    for tries in 2..4 {
        for _ in 0..100 {
            assert_eq!(token(&grant).await?, "1000.access");
            tokio::task::yield_now().await;
        }
        assert_eq!(endpoint.count(), tries);
        stage.clock.advance(Duration::from_secs(31));
    }
    Ok(())
}

#[tokio::test]
async fn a_call_that_needs_a_token_now_is_not_content_with_a_replacement_that_failed() -> Outcome {
    let stage = Stage::set();
    let endpoint = Endpoint::held(200, TOKEN);
    endpoint.answer(1);
    let grant = stage.signed_in(&endpoint).await?;
    token(&grant).await?;
    stage.clock.advance(LATE);
    token(&grant).await?;
    until(|| endpoint.count() == 2).await?;
    stage.clock.advance(Duration::from_mins(6));
    let caller = crate::stage::call(&grant);
    endpoint.say_next(200, r#"{"error":"general_error"}"#);
    endpoint.answer(2);
    assert_eq!(caller.await??, "1000.access");
    assert_eq!(endpoint.count(), 3);
    Ok(())
}
