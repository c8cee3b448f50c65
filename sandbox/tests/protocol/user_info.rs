//! `GET /oauth/user/info`: who the token speaks for.

use crate::stage::{Answer, EMAIL, LEADS, Stage, TestResult};

async fn info(stage: &Stage, token: &str) -> Result<Answer, Box<dyn std::error::Error>> {
    let request = stage.http.get(stage.accounts("/oauth/user/info", &[])?);
    Answer::of(request.header("Authorization", format!("Zoho-oauthtoken {token}")).send().await?).await
}

#[tokio::test]
async fn the_owner_of_the_token_is_named_and_no_scope() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant("aaaserver.profile.Read")).await?;
    let answer = info(&stage, &token).await?;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json["Email"], EMAIL);
    assert_eq!(answer.json["Display_Name"], "Marketer");
    assert!(answer.json["ZUID"].is_u64());
    assert!(!answer.text.to_lowercase().contains("scope"), "{}", answer.text);
    Ok(())
}

#[tokio::test]
async fn without_the_scope_or_the_token_nobody_is_named() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant(LEADS)).await?;
    for (token, cause) in [(token.as_str(), "INVALID_OAUTHSCOPE"), ("1000.never.given", "INVALID_OAUTHTOKEN")]
    {
        let answer = info(&stage, token).await?;
        assert_eq!(answer.status, 401);
        assert_eq!(answer.json["cause"], cause);
    }
    assert_eq!(
        stage.sandbox.journal().pop().and_then(|entry| entry.code).as_deref(),
        Some("INVALID_OAUTHTOKEN")
    );
    Ok(())
}
