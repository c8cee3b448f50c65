//! A user takes everything back, and something comes in between.

use crate::stage::{Endpoint, Outcome, Stage, TOKEN, import, mia, until};

const REVOKED: &str = r#"{"status":"success"}"#;

#[tokio::test]
async fn what_has_ended_at_zoho_is_forgotten_although_nobody_waits_for_it() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::held(200, REVOKED));
    let client = stage.process(&endpoint)?;
    let grant = client.import_grant(&mia(), import("1000.r")).await?;
    let revoking = tokio::spawn({
        let grant = grant.clone();
        async move { grant.revoke().await }
    });
    endpoint.was_asked().await?;
    // She has closed the page.
    revoking.abort();
    assert!(revoking.await.is_err_and(|error| error.is_cancelled()));
    endpoint.answer(1);
    until(|| !grant.is_signed_in()).await?;
    assert!(!stage.store.grant().await?.contains("1000.r"));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_sign_in_that_was_finished_meanwhile_stays() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, TOKEN));
    let grant = stage.process(&endpoint)?.grant(&mia()).await?;
    stage.store.crawls(true);
    let revoking = tokio::spawn(async move { grant.revoke().await });
    until(|| stage.store.saves() > 0).await?;
    stage.store.crawls(false);
    stage.process(&endpoint)?.import_grant(&mia(), import("1000.r")).await?;
    revoking.await??;
    assert!(stage.store.grant().await?.contains("1000.r"));
    Ok(())
}
