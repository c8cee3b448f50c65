//! Programs without users of their own: codes of the console, and the client's own credentials.

use std::{error::Error, time::Duration};

use reqwest::Method;
use zoho_sandbox::{ClientCredentials, Registration};

use crate::stage::{Answer, EMAIL, LEADS, Stage, TestResult};

async fn token(
    stage: &Stage,
    script: &ClientCredentials,
    form: &[(&str, &str)],
) -> Result<Answer, Box<dyn Error>> {
    let mut form = form.to_vec();
    form.extend([("client_id", script.client_id.as_str()), ("client_secret", &script.client_secret)]);
    Answer::of(stage.http.post(stage.accounts("/oauth/v2/token", &[])?).form(&form).send().await?).await
}

#[tokio::test]
async fn a_code_of_the_console_brings_a_refresh_token_without_a_redirect_uri() -> TestResult {
    let stage = Stage::new().await?;
    let script = stage.sandbox.register(Registration::self_client("Nightly export"));
    let code = stage.sandbox.issue_code(&script.client_id, EMAIL, LEADS);
    let form = [("grant_type", "authorization_code"), ("code", code.as_str())];
    let answer = token(&stage, &script, &form).await?;
    assert_eq!(answer.json["scope"], LEADS);
    assert_eq!(stage.sandbox.granted_scopes(&answer.string("refresh_token")?), [LEADS]);
    token(&stage, &script, &form).await?.is(200, "invalid_code");

    let another = stage.sandbox.issue_code(&script.client_id, EMAIL, LEADS);
    let form = [
        ("grant_type", "authorization_code"),
        ("code", another.as_str()),
        ("redirect_uri", "https://anything.example/"),
    ];
    assert!(token(&stage, &script, &form).await?.json["refresh_token"].is_string(), "SDKs may send one");
    assert!(stage.sandbox.prompts().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_code_of_the_console_lives_for_ten_minutes() -> TestResult {
    let stage = Stage::new().await?;
    let script = stage.sandbox.register(Registration::self_client("Nightly export"));
    let code = stage.sandbox.issue_code(&script.client_id, EMAIL, LEADS);
    stage.sandbox.clock().advance(Duration::from_mins(10));
    let form = [("grant_type", "authorization_code"), ("code", code.as_str())];
    token(&stage, &script, &form).await?.is(200, "invalid_code");
    Ok(())
}

#[tokio::test]
async fn client_credentials_bring_an_access_token_and_no_refresh_token() -> TestResult {
    let stage = Stage::new().await?;
    let script = stage.sandbox.register(Registration::self_client("Nightly export"));
    let form = [("grant_type", "client_credentials"), ("scope", LEADS), ("soid", "ZohoCRM.60001234567")];
    let answer = token(&stage, &script, &form).await?;
    assert_eq!(answer.json["scope"], LEADS);
    assert_eq!(answer.json["api_domain"], stage.sandbox.api_url());
    assert!(answer.json["refresh_token"].is_null());
    let access = answer.string("access_token")?;
    let list = "/crm/v8/Leads?fields=Last_Name";
    assert_eq!(stage.call(Method::GET, list, &access, None).await?.status, 200);
    stage.call(Method::GET, "/crm/v8/org", &access, None).await?.is(401, "OAUTH_SCOPE_MISMATCH");
    Ok(())
}

#[tokio::test]
async fn client_credentials_are_refused_as_documented() -> TestResult {
    let stage = Stage::new().await?;
    let script = stage.sandbox.register(Registration::self_client("Nightly export"));
    let org = "ZohoCRM.60001234567";
    let cases = [
        (&script, LEADS, "", "missing_org_info"),
        (&script, LEADS, "60001234567", "missing_org_info"),
        (&script, LEADS, "ZohoDesk.60001234567", "missing_org_info"),
        (&script, "ZohoCRM.modules.unicorns.READ", org, "invalid_scope"),
        (&script, "", org, "invalid_scope"),
        (&stage.app, LEADS, org, "invalid_client"),
    ];
    for (client, scope, soid, error) in cases {
        let form = [("grant_type", "client_credentials"), ("scope", scope), ("soid", soid)];
        token(&stage, client, &form).await?.is(200, error);
    }
    let form = [("grant_type", "client_credentials"), ("scope", "ZohoCliq.Webhooks.CREATE")];
    assert!(token(&stage, &script, &form).await?.json["access_token"].is_string(), "Cliq needs no soid");
    Ok(())
}

#[tokio::test]
async fn a_self_client_cannot_widen_its_grants() -> TestResult {
    let stage = Stage::new().await?;
    let script = stage.sandbox.register(Registration::self_client("Nightly export"));
    let grant = stage.sandbox.issue_grant(&script.client_id, EMAIL, LEADS);
    let form = [
        ("grant_type", "update_scopes_token"),
        ("refresh_token", grant.refresh_token.as_str()),
        ("client_id", &script.client_id),
        ("client_secret", &script.client_secret),
    ];
    let url = stage.accounts("/oauth/v2/token/scopeenhance", &[])?;
    Answer::of(stage.http.post(url).form(&form).send().await?).await?.is(200, "invalid_client");
    Ok(())
}
