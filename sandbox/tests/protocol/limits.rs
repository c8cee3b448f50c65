//! How many tokens and codes there may be, and for how long.

use std::time::Duration;

use reqwest::Method;

use crate::stage::{CALLBACK, EMAIL, LEADS, OTHER_EMAIL, PASSWORD, Stage, TestResult, person};

const LIST: &str = "/crm/v8/Leads?fields=Last_Name";

#[tokio::test]
async fn a_loop_of_retries_keeps_the_throttle_alive() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    for _ in 0..10 {
        stage.access(&refresh_token).await?;
    }
    for _ in 0..5 {
        stage.refresh(&refresh_token).await?.is(400, "Access Denied");
        stage.sandbox.clock().advance(Duration::from_mins(4));
    }
    stage.sandbox.clock().advance(Duration::from_mins(5));
    stage.refresh(&refresh_token).await?.is(400, "Access Denied");
    stage.sandbox.clock().advance(Duration::from_mins(10));
    stage.access(&refresh_token).await?;
    Ok(())
}

#[tokio::test]
async fn the_eleventh_active_access_token_ends_the_oldest() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    let mut tokens = Vec::new();
    for _ in 0..10 {
        tokens.push(stage.access(&refresh_token).await?);
    }
    stage.sandbox.clock().advance(Duration::from_mins(11));
    assert_eq!(stage.call(Method::GET, LIST, &tokens[0], None).await?.status, 200);
    let eleventh = stage.access(&refresh_token).await?;
    stage.call(Method::GET, LIST, &tokens[0], None).await?.is(401, "INVALID_TOKEN");
    for token in [&tokens[1], &tokens[9], &eleventh] {
        assert_eq!(stage.call(Method::GET, LIST, token, None).await?.status, 200);
    }
    Ok(())
}

#[tokio::test]
async fn the_twenty_first_refresh_token_of_a_user_ends_the_oldest_with_its_access_tokens() -> TestResult {
    let stage = Stage::new().await?;
    let oldest = stage.grant(LEADS);
    let second = stage.grant(LEADS);
    let token = stage.access(&oldest).await?;
    for _ in 0..18 {
        stage.grant(LEADS);
    }
    stage.sandbox.issue_grant(&stage.app.client_id, OTHER_EMAIL, LEADS);
    assert_eq!(stage.call(Method::GET, LIST, &token, None).await?.status, 200, "another user does not count");

    stage.grant(LEADS);
    stage.refresh(&oldest).await?.is(200, "invalid_code");
    stage.call(Method::GET, LIST, &token, None).await?.is(401, "INVALID_TOKEN");
    stage.access(&second).await?;
    Ok(())
}

#[tokio::test]
async fn the_eleventh_code_of_a_client_within_ten_minutes_is_denied() -> TestResult {
    let stage = Stage::new().await?;
    let url = stage.auth_url(LEADS, &[("prompt", "consent"), ("state", "s")])?;
    let mut person = person()?;
    person.open(&url).await?;
    person.sign_in(EMAIL, PASSWORD).await?;
    for _ in 0..10 {
        assert!(person.accept().await?.parameter("code").is_some());
        person.open(&url).await?;
    }
    let denied = person.accept().await?.url().to_owned();
    assert_eq!(denied, format!("{CALLBACK}?error=access_denied&state=s"));

    stage.sandbox.clock().advance(Duration::from_mins(10));
    person.open(&url).await?;
    assert!(person.accept().await?.parameter("code").is_some());
    Ok(())
}
