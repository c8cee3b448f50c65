//! What a refresh after a consent shows, while other things happen to the grant.

use std::sync::Arc;
use std::time::Duration;

use requires_scope::{Client, Consent, ConsentProblem, Grant, GrantImport, Scope, ScopeSet, Standing};

use crate::stage::{Endpoint, Outcome, Stage, call, coql, import, leads, mia, until};

const GIVEN: &str = "status=success&scope_enhanced=true";

const BOTH: &str = r#"{"access_token":"1000.access","scope":"ZohoCRM.modules.leads.READ ZohoCRM.coql.READ","expires_in":3600}"#;

const NOT_YET: &str =
    r#"{"access_token":"1000.access","scope":"ZohoCRM.modules.leads.READ","expires_in":3600}"#;

fn is_given(consent: &Consent, scopes: &ScopeSet) -> bool {
    consent.is_whole() && consent.given() == scopes
}

/// The grant of a user who is asked for one more scope, with the cookie of the page that she has opened.
async fn opened(stage: &Stage, endpoint: &Arc<Endpoint>) -> Outcome<(Client, Grant, String)> {
    opened_by(stage.process(endpoint)?, endpoint).await
}

async fn opened_by(client: Client, endpoint: &Endpoint) -> Outcome<(Client, Grant, String)> {
    let grant = client.import_grant(&mia(), import("1000.r")).await?;
    endpoint.answer(1);
    let attempt = grant.ask(&coql()).await?.ok_or("nothing to ask for")?;
    let page = client.open_consent(attempt.id(), &grant, None, None).await?;
    Ok((client, grant, page.cookie().expose().to_owned()))
}

#[tokio::test(start_paused = true)]
async fn a_server_in_trouble_does_not_use_up_what_an_attempt_may_ask() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, BOTH));
    let (client, grant, cookie) = opened(&stage, &endpoint).await?;
    endpoint.say_from_now_on(503, "{}");
    for tries in 0..9 {
        let error = client.answer(GIVEN, Some(&cookie), Some(&grant)).await.expect_err("in trouble");
        assert!(error.is_retryable(), "{error}");
        if tries % 3 == 2 {
            stage.clock.advance(Duration::from_mins(11));
        }
    }
    endpoint.say_from_now_on(200, BOTH);
    assert!(is_given(&client.answer(GIVEN, Some(&cookie), Some(&grant)).await?.consent, &coql()));
    Ok(())
}

/// She has said yes at Zoho, and her browser has never come back.
#[tokio::test(start_paused = true)]
async fn what_a_later_refresh_shows_is_waited_for_and_asked_for_no_longer() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, BOTH));
    let client = stage.process(&endpoint)?;
    let grant = client.import_grant(&mia(), import("1000.r")).await?;
    let attempt = grant.ask(&coql()).await?.ok_or("nothing to ask for")?;
    let waits = tokio::spawn({
        let attempt = attempt.clone();
        async move { attempt.wait(Duration::from_mins(1)).await }
    });
    grant.access_token().await?;
    assert!(is_given(&waits.await??.ok_or("it waits on")?, &coql()));

    let error = client.open_consent(attempt.id(), &grant, None, None).await.expect_err("needless");
    assert_eq!(error.consent_problem(), Some(ConsentProblem::AlreadyAnswered), "{error}");
    // Somebody joins the attempt for something else, which is all that is asked for.
    let users = ScopeSet::parse_list("ZohoCRM.users.READ")?;
    let joined = grant.ask(&users.union(&coql())).await?.ok_or("nothing to ask for")?;
    let page = client.open_consent(joined.id(), &grant, None, None).await?;
    let asked = page.url().query_pairs().find(|(name, _)| name == "scope").ok_or("no scope")?.1.into_owned();
    assert_eq!(asked, "ZohoCRM.users.READ");
    assert_eq!(endpoint.count(), 2, "{:?}", endpoint.requests());
    Ok(())
}

/// Another site sends her browser to the callback again and again before she has answered.
#[tokio::test]
async fn callbacks_that_others_bring_do_not_keep_out_her_own_for_long() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, NOT_YET));
    let (client, grant, cookie) = opened(&stage, &endpoint).await?;
    let callback = async || client.answer(GIVEN, Some(&cookie), Some(&grant)).await;
    for _ in 0..8 {
        callback().await.expect_err("forged");
    }
    assert_eq!(endpoint.count(), 1 + 5, "the token for the page, and as many as may be asked for");
    endpoint.say_from_now_on(200, BOTH);
    let error = callback().await.expect_err("there were too many");
    let wait = error.retry_after().ok_or("it is not said when to come back")?;
    assert!(error.is_retryable() && wait <= Duration::from_mins(10), "{error}");
    stage.clock.advance(wait);
    assert!(is_given(&callback().await?.consent, &coql()));
    Ok(())
}

/// The ten minutes are the last ones, and none that end while she is busy.
#[tokio::test]
async fn callbacks_that_others_bring_are_not_counted_anew_from_one_moment_to_the_next() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, NOT_YET));
    let (client, grant, cookie) = opened(&stage, &endpoint).await?;
    stage.clock.advance(Duration::from_secs(595));
    for _ in 0..2 {
        for _ in 0..5 {
            client.answer(GIVEN, Some(&cookie), Some(&grant)).await.expect_err("forged");
        }
        stage.clock.advance(Duration::from_secs(10));
    }
    assert_eq!(endpoint.count(), 1 + 5, "the token for the page, and as many as may be asked for");
    Ok(())
}

#[tokio::test]
async fn what_changed_while_the_server_was_asked_makes_no_denial_of_a_consent() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::held(200, BOTH));
    let (client, grant, cookie) = opened(&stage, &endpoint).await?;
    let answered = tokio::spawn({
        let grant = grant.clone();
        async move { client.answer(GIVEN, Some(&cookie), Some(&grant)).await }
    });
    until(|| endpoint.count() == 2).await?;
    let users = ScopeSet::parse_list("ZohoCRM.users.READ")?;
    let elsewhere = GrantImport::new("1000.r").assuming(leads().union(&users));
    stage.process(&endpoint)?.import_grant(&mia(), elsewhere).await?;
    endpoint.answer(2);
    assert!(is_given(&answered.await??.consent, &coql()));
    assert_eq!(grant.standing(&Scope::parse("ZohoCRM.coql.READ")?), Standing::Verified);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_verification_that_was_given_up_before_it_began_asks_nothing() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::held(200, BOTH));
    let client = stage.impatient(&endpoint, Duration::from_secs(5))?;
    let (client, grant, cookie) = opened_by(client, &endpoint).await?;
    let first = call(&grant);
    until(|| endpoint.count() == 2).await?;
    let error = client.answer(GIVEN, Some(&cookie), Some(&grant)).await.expect_err("it cannot begin");
    assert!(error.is_retryable(), "{error}");
    assert!(first.await?.is_err_and(|error| error.is_retryable()));
    endpoint.answer(10);
    tokio::time::sleep(Duration::from_mins(10)).await;
    assert_eq!(endpoint.count(), 2, "{:?}", endpoint.requests());
    assert!(stage.store.grant().await?.contains("1000.access"), "what was sent is finished");
    Ok(())
}
