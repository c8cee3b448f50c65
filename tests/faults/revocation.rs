//! A person takes everything back, and tries again where she is told that it has not worked.

use requires_scope::Client;
use tokio::time::sleep;

use crate::fault::{Points, try_all};
use crate::stage::{Outcome, Stage, mia, try_again_in};

/// She may be told twice to come back, not more often.
const TRIES: u32 = 3;

#[test]
fn of_a_grant() {
    try_all("revocation", |points, _| {
        let stage = Stage::with_grant()?;
        let token = stage.refresh_token()?;
        let withdraw = async |zoho: Client| withdraw(&stage, &token, &zoho, points).await;
        if stage.live(points, withdraw)?.is_none() {
            stage.live(points, withdraw)?.ok_or("it was killed twice")?;
        }
        if !stage.sandbox.granted_scopes(&token).is_empty() {
            return Err("Zoho accepts what she has taken back".to_owned());
        }
        match stage.refresh_token()?.as_str() {
            "" => Ok(()),
            kept => Err(format!("{kept} is not forgotten")),
        }
    });
}

async fn withdraw(stage: &Stage, token: &str, zoho: &Client, points: &Points) -> Outcome {
    for _ in 0..TRIES {
        let revoked = points.as_caller(async { zoho.grant(&mia()).await?.revoke().await }).await;
        // What nobody knows any more nobody could take back.
        if stage.refresh_token()?.is_empty() && !stage.sandbox.granted_scopes(token).is_empty() {
            return Err("it was forgotten before Zoho was told".to_owned());
        }
        match revoked {
            Some(Ok(())) => return Ok(()),
            Some(Err(error)) => sleep(try_again_in(&error)?).await,
            None => {}
        }
    }
    Err(format!("not revoked in {TRIES} tries"))
}
