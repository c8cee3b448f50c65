//! Opening a consent link asks Zoho for an enhancement token, which counts as much as any other request.

use std::time::Duration;

use tokio::time::timeout;

use crate::stage::{Endpoint, Outcome, Stage, coql, import, mia};

/// Long enough for an answer that has arrived to be written down.
const SOON: Duration = Duration::from_secs(10);

const TOO_MANY: &str = r#"{"error":"Access Denied","status":"failure"}"#;

#[tokio::test]
async fn a_throttle_is_learnt_although_the_person_does_not_wait_for_the_page() -> Outcome {
    let endpoint = Endpoint::held(400, TOO_MANY);
    let stage = Stage::set();
    let client = stage.process(&endpoint)?;
    let grant = client.import_grant(&mia(), import("1000.r")).await?;
    let attempt = grant.ask(&coql()).await?.ok_or("it is missing")?;
    let opening = {
        let (client, grant, id) = (client.clone(), grant.clone(), attempt.id().clone());
        tokio::spawn(async move { client.open_consent(&id, &grant, None, None).await })
    };
    endpoint.was_asked().await?;
    opening.abort();
    assert!(opening.await.is_err_and(|error| error.is_cancelled()));
    endpoint.answer(1_000_000);

    let learnt = async {
        while !stage.store.grant().await?.contains("throttled_until") {
            tokio::task::yield_now().await;
        }
        Outcome::Ok(())
    };
    timeout(SOON, learnt).await??;
    let error = client.open_consent(attempt.id(), &grant, None, None).await.expect_err("Zoho is left alone");
    assert!(error.is_throttled(), "{error}");
    assert_eq!(endpoint.count(), 1);
    Ok(())
}
