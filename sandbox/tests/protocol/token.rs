//! `POST /oauth/v2/token` and `/revoke`: codes, refreshes, limits, errors at status 200.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use crate::stage::{Answer, CALLBACK, COQL, EMAIL, LEADS, PASSWORD, Stage, TestResult, person};

/// A code that was just given to the browser.
async fn code(stage: &Stage) -> Result<String, Box<dyn std::error::Error>> {
    let mut person = person()?;
    person.open(&stage.auth_url(LEADS, &[("access_type", "offline"), ("prompt", "consent")])?).await?;
    person.sign_in(EMAIL, PASSWORD).await?;
    Ok(person.accept().await?.parameter("code").ok_or("no code")?)
}

#[tokio::test]
async fn a_code_is_good_once() -> TestResult {
    let stage = Stage::new().await?;
    let code = code(&stage).await?;
    assert!(stage.exchange(&code).await?.json["access_token"].is_string());
    stage.exchange(&code).await?.is(200, "invalid_code");
    stage.exchange("1000.never.given").await?.is(200, "invalid_code");
    Ok(())
}

#[tokio::test]
async fn a_code_lives_for_two_minutes() -> TestResult {
    let stage = Stage::new().await?;
    let early = code(&stage).await?;
    stage.sandbox.clock().advance(Duration::from_secs(110));
    assert!(stage.exchange(&early).await?.json["access_token"].is_string());

    let late = code(&stage).await?;
    stage.sandbox.clock().advance(Duration::from_secs(121));
    stage.exchange(&late).await?.is(200, "invalid_code");
    Ok(())
}

#[tokio::test]
async fn a_code_belongs_to_its_client_and_redirect_uri() -> TestResult {
    let stage = Stage::new().await?;
    let form = |code: &str| {
        [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", "http://127.0.0.1:4000/")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let given = code(&stage).await?;
    let given = form(&given);
    let given: Vec<_> = given.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    stage.post("/oauth/v2/token", &given).await?.is(200, "invalid_redirect_uri");

    let foreign = code(&stage).await?;
    let other = stage.sandbox.register_client("Another", CALLBACK);
    let form = [
        ("grant_type", "authorization_code"),
        ("code", &foreign),
        ("redirect_uri", CALLBACK),
        ("client_id", &other.client_id),
        ("client_secret", &other.client_secret),
    ];
    let url = stage.accounts("/oauth/v2/token", &[])?;
    Answer::of(stage.http.post(url).form(&form).send().await?).await?.is(200, "invalid_code");
    Ok(())
}

#[tokio::test]
async fn a_refresh_brings_a_new_access_token_and_no_refresh_token() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant("ZohoCRM.bulk.read ZohoCRM.modules.leads.READ");
    let answer = stage.refresh(&refresh_token).await?;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json["scope"], "ZohoCRM.bulk.read ZohoCRM.modules.leads.READ", "as it was spelt");
    assert_eq!(answer.json["api_domain"], stage.sandbox.api_url());
    assert!(answer.json["refresh_token"].is_null());
    assert_ne!(answer.string("access_token")?, stage.access(&refresh_token).await?);
    Ok(())
}

#[tokio::test]
async fn parameters_are_taken_from_query_form_and_multipart_alike() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    let parameters = [
        ("client_id", stage.app.client_id.as_str()),
        ("client_secret", stage.app.client_secret.as_str()),
        ("grant_type", "refresh_token"),
        ("refresh_token", refresh_token.as_str()),
    ];
    let url = stage.accounts("/oauth/v2/token", &[])?;
    let query = stage.http.post(stage.accounts("/oauth/v2/token", &parameters)?);
    let form = stage.http.post(&url).form(&parameters);
    let part = |(name, value): &(&str, &str)| {
        format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let parts = parameters.iter().map(part).collect::<Vec<_>>().concat();
    let multipart = stage
        .http
        .post(&url)
        .header("Content-Type", "multipart/form-data; boundary=edge")
        .body(format!("{parts}--edge--\r\n"));
    for request in [query, form, multipart] {
        let answer = Answer::of(request.send().await?).await?;
        assert!(answer.json["access_token"].is_string(), "{answer:?}");
    }
    Ok(())
}

#[tokio::test]
async fn errors_come_with_status_200() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    let (id, secret) = (stage.app.client_id.as_str(), stage.app.client_secret.as_str());
    let cases = [
        ("1000.NOBODY", secret, "refresh_token", refresh_token.as_str(), "invalid_client"),
        (id, "guessed", "refresh_token", &refresh_token, "invalid_client_secret"),
        (id, secret, "refresh_token", "1000.never.given", "invalid_code"),
        (id, secret, "password", &refresh_token, "invalid_client"),
    ];
    for (client_id, client_secret, grant_type, refresh_token, error) in cases {
        let form = [
            ("client_id", client_id),
            ("client_secret", client_secret),
            ("grant_type", grant_type),
            ("refresh_token", refresh_token),
        ];
        let request = stage.http.post(stage.accounts("/oauth/v2/token", &[])?).form(&form);
        Answer::of(request.send().await?).await?.is(200, error);
    }
    let get = stage.http.get(stage.accounts("/oauth/v2/token", &[])?);
    assert_eq!(get.send().await?.status(), 400);
    Ok(())
}

#[tokio::test]
async fn a_scope_sent_with_a_refresh_narrows_the_token() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant("ZohoCRM.modules.leads.READ,ZohoCRM.users.READ");
    let narrowed = |scope: &'static str| {
        let (stage, refresh_token) = (&stage, &refresh_token);
        async move {
            let form = [
                ("grant_type", "refresh_token"),
                ("refresh_token", refresh_token.as_str()),
                ("scope", scope),
            ];
            stage.post("/oauth/v2/token", &form).await
        }
    };
    let token = narrowed(LEADS).await?.string("access_token")?;
    let users = "/crm/v8/users?type=CurrentUser";
    stage.call(Method::GET, users, &token, None).await?.is(401, "OAUTH_SCOPE_MISMATCH");

    let token = narrowed("").await?.string("access_token")?;
    let leads = "/crm/v8/Leads?fields=Last_Name";
    stage.call(Method::GET, leads, &token, None).await?.is(401, "OAUTH_SCOPE_MISMATCH");

    narrowed(COQL).await?.is(200, "invalid_scope");
    let whole = stage.access(&refresh_token).await?;
    assert_eq!(
        stage.call(Method::GET, leads, &whole, None).await?.status,
        200,
        "the grant itself stays whole"
    );
    Ok(())
}

#[tokio::test]
async fn the_eleventh_access_token_within_ten_minutes_is_refused() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    for _ in 0..10 {
        stage.access(&refresh_token).await?;
    }
    let refused = stage.refresh(&refresh_token).await?;
    assert_eq!(refused.status, 400);
    let expected = json!({
        "error_description": "You have made too many requests continuously. Please try again after some time.",
        "error": "Access Denied",
        "status": "failure",
    });
    assert_eq!(refused.json, expected);
    stage.access(&stage.grant(LEADS)).await?;

    stage.sandbox.clock().advance(Duration::from_secs(601));
    stage.access(&refresh_token).await?;
    Ok(())
}

#[tokio::test]
async fn an_access_token_lives_for_an_hour() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant(LEADS)).await?;
    let leads = "/crm/v8/Leads?fields=Last_Name";
    stage.sandbox.clock().advance(Duration::from_secs(3500));
    assert_eq!(stage.call(Method::GET, leads, &token, None).await?.status, 200);
    stage.sandbox.clock().advance(Duration::from_secs(101));
    stage.call(Method::GET, leads, &token, None).await?.is(401, "INVALID_TOKEN");
    Ok(())
}

#[tokio::test]
async fn revoking_a_refresh_token_ends_its_access_tokens() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    let token = stage.access(&refresh_token).await?;
    let revoke = |token: String| {
        let stage = &stage;
        async move {
            let url = stage.accounts("/oauth/v2/token/revoke", &[("token", &token)])?;
            Answer::of(stage.http.post(url).send().await?).await
        }
    };
    assert_eq!(revoke(refresh_token.clone()).await?.json, json!({"status": "success"}));
    stage.refresh(&refresh_token).await?.is(200, "invalid_code");
    let leads = "/crm/v8/Leads?fields=Last_Name";
    stage.call(Method::GET, leads, &token, None).await?.is(401, "INVALID_TOKEN");
    revoke(refresh_token).await?.is(200, "invalid_code");
    Ok(())
}

#[tokio::test]
async fn server_info_lists_the_data_centre() -> TestResult {
    let stage = Stage::new().await?;
    let request = stage.http.get(stage.accounts("/oauth/serverinfo", &[])?);
    let answer = Answer::of(request.send().await?).await?;
    assert_eq!(answer.json["locations"]["us"], stage.sandbox.accounts_url());
    Ok(())
}
