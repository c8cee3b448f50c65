//! Limits that are as long as can be said: a person who may take as long as it takes, and one who is never asked again.

use std::time::Duration;

use requires_scope::{AttemptId, Channel, Client, Error, Notice, requires_scope};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::stage::{Endpoint, Outcome, Stage, import, mia};

const TOKEN: &str = r#"{"access_token":"1000.access","scope":"ZohoCRM.modules.leads.READ ZohoCRM.coql.READ","expires_in":3600}"#;

const YEAR: Duration = Duration::from_hours(24 * 365);

#[requires_scope("ZohoCRM.coql.READ")]
async fn query() -> Result<(), Error> {
    Ok(())
}

/// A call that waits for Mia, who answers the link that she is told as `answer` says.
async fn answered(client: &Client, answer: &str) -> Outcome<JoinHandle<Result<(), Error>>> {
    let (told, mut link) = watch::channel(String::new());
    let told = move |notice: &Notice<'_>| drop(told.send_replace(notice.consent_link.to_string()));
    let grant = client.import_grant(&mia(), import("1000.r")).await?;
    let call = tokio::spawn(grant.clone().on(Channel::notify(told, Duration::MAX)).scope(query()));
    let link = link.wait_for(|link| !link.is_empty()).await?.clone();
    let attempt = AttemptId::new(link.rsplit('/').next().unwrap_or_default());
    let page = client.open_consent(&attempt, &grant, None, None).await?;
    client.answer(answer, Some(page.cookie().expose()), Some(&grant)).await?;
    Ok(call)
}

#[tokio::test]
async fn a_person_may_take_as_long_as_it_takes() -> Outcome {
    let client = Stage::set().process(&Endpoint::open(200, TOKEN))?;
    answered(&client, "status=success&scope_enhanced=true").await?.await??;
    Ok(())
}

#[tokio::test]
async fn who_has_declined_may_be_asked_never_again() -> Outcome {
    let stage = Stage::set();
    let client = stage.builder(&Endpoint::open(200, TOKEN)).ask_again_after(Duration::MAX).build()?;
    let error = answered(&client, "error=access_denied").await?.await?.expect_err("declined");
    assert!(error.is_declined(), "{error}");
    assert!(error.retry_after().is_some_and(|wait| wait > 99 * YEAR), "{error}");

    stage.clock.advance(10 * YEAR);
    let error = client.grant(&mia()).await?.scope(query()).await.expect_err("declined");
    assert!(error.is_declined(), "{error}");
    Ok(())
}
