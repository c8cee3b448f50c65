//! How long an attempt lasts: as long as somebody who was told of it may answer, and may be waited for.

use std::sync::Arc;
use std::time::Duration;

use requires_scope::{Channel, Error, Grant, GrantImport, Notice, requires_scope};
use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::stage::{Endpoint, Outcome, Stage, TOKEN, coql, leads, mia};

#[requires_scope("ZohoCRM.coql.READ")]
async fn query() -> Result<(), Error> {
    Ok(())
}

/// A call that waits for so long.
fn waiting(grant: &Grant, timeout: Duration) -> JoinHandle<Result<(), Error>> {
    tokio::spawn(grant.clone().on(Channel::notify(|_: &Notice<'_>| {}, timeout)).scope(query()))
}

/// Lets those who wait look at the store some time later.
async fn pass(stage: &Stage, time: Duration) {
    sleep(Duration::from_secs(5)).await;
    stage.clock.advance(time);
    sleep(Duration::from_secs(5)).await;
}

/// The person has allowed it, and another process has seen that.
async fn allow(stage: &Stage, endpoint: &Arc<Endpoint>) -> Outcome {
    let both = GrantImport::new("1000.r").assuming(leads().union(&coql()));
    stage.process(endpoint)?.import_grant(&mia(), both).await?;
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_call_that_joins_late_has_a_link_for_as_long_as_it_waits() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, TOKEN));
    let grant = stage.signed_in(&endpoint).await?;
    let attempt = grant.ask(&coql()).await?.ok_or("it is missing")?;
    stage.clock.advance(Duration::from_secs(3590));
    let call = waiting(&grant, Duration::from_mins(10));
    pass(&stage, Duration::from_mins(9)).await;
    assert!(!call.is_finished(), "{:?}", call.await);
    stage.process(&endpoint)?.open_consent(attempt.id(), &grant, None, None).await?;
    allow(&stage, &endpoint).await?;
    Ok(call.await??)
}

#[tokio::test(start_paused = true)]
async fn a_call_that_waits_for_a_day_has_a_link_for_a_day() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, TOKEN));
    let grant = stage.signed_in(&endpoint).await?;
    let call = waiting(&grant, Duration::from_hours(24));
    pass(&stage, Duration::from_hours(23)).await;
    assert!(!call.is_finished(), "{:?}", call.await);
    allow(&stage, &endpoint).await?;
    Ok(call.await??)
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_nobody_answers_ends() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, TOKEN));
    let grant = stage.signed_in(&endpoint).await?;
    let attempt = grant.ask(&coql()).await?.ok_or("it is missing")?;
    stage.clock.advance(Duration::from_secs(3590));
    grant.ask(&coql()).await?.ok_or("it is missing")?;
    stage.clock.advance(Duration::from_secs(3590));
    let opened = stage.process(&endpoint)?.open_consent(attempt.id(), &grant, None, None).await;
    opened.expect("who was told last still has time");
    let again = grant.ask(&coql()).await?.ok_or("it is missing")?;
    assert_eq!(again.id(), attempt.id());
    stage.clock.advance(Duration::from_hours(2));
    let another = grant.ask(&coql()).await?.ok_or("it is missing")?;
    assert_ne!(another.id(), attempt.id());
    Ok(())
}
