//! The bad days of Zoho, and what the journal keeps of them.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::json;
use zoho_sandbox::{Fault, Server};

use crate::stage::{CONTACTS, EMAIL, LEADS, PASSWORD, Stage, TestResult, person};

const TOKEN: &str = "POST /oauth/v2/token";

#[tokio::test]
async fn a_fault_meets_the_next_request_and_no_other() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    let faults = stage.sandbox.faults();
    faults.fail_next(TOKEN, Fault::Status(503, "{\"error\":\"general_error\"}".to_owned()));
    faults.fail_next(TOKEN, Fault::Html);
    faults.fail_next(TOKEN, Fault::Throttled);

    stage.enhancement(&refresh_token).await?;
    stage.refresh(&refresh_token).await?.is(503, "general_error");
    let html = stage.refresh(&refresh_token).await?;
    assert_eq!(html.status, 500);
    assert!(html.text.starts_with("<!doctype html>"), "{html:?}");
    stage.refresh(&refresh_token).await?.is(400, "Access Denied");
    stage.access(&refresh_token).await?;
    Ok(())
}

#[tokio::test]
async fn a_closed_connection_has_no_effect_and_a_lost_answer_has() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant(CONTACTS)).await?;
    let body = json!({"data": [{"Last_Name": "Okafor"}]});
    let create = || stage.call(Method::POST, "/crm/v8/Contacts", &token, Some(body.clone()));
    stage.sandbox.faults().fail_next("POST /crm/v8/Contacts", Fault::Close);
    stage.sandbox.faults().fail_next("POST /crm/v8/Contacts", Fault::LostAnswer);

    assert!(create().await.is_err());
    assert!(stage.sandbox.records("Contacts").is_empty());
    assert!(create().await.is_err());
    assert_eq!(stage.sandbox.records("Contacts").len(), 1);
    create().await?.is(201, "SUCCESS");

    let journal = stage.sandbox.journal();
    let created: Vec<_> = journal.iter().filter(|entry| entry.is("POST /crm/v8/Contacts")).collect();
    let statuses: Vec<_> = created.iter().map(|entry| entry.status).collect();
    assert_eq!(statuses, [None, None, Some(201)]);
    Ok(())
}

#[tokio::test]
async fn a_delayed_answer_comes_late_but_whole() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    let delay = Duration::from_millis(50);
    stage.sandbox.faults().fail_next(TOKEN, Fault::Delay(delay));
    let before = Instant::now();
    stage.access(&refresh_token).await?;
    assert!(before.elapsed() >= delay);
    Ok(())
}

#[tokio::test]
async fn the_scope_can_be_left_out_of_token_answers() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    stage.sandbox.faults().omit_scope_in_answers(true);
    let answer = stage.refresh(&refresh_token).await?;
    assert!(answer.json["access_token"].is_string());
    assert!(answer.json.get("scope").is_none());
    stage.sandbox.faults().omit_scope_in_answers(false);
    assert_eq!(stage.refresh(&refresh_token).await?.json["scope"], LEADS);
    Ok(())
}

#[tokio::test]
async fn the_journal_tells_what_happened_and_no_secret() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    let token = stage.access(&refresh_token).await?;
    stage.refresh("1000.never.given").await?;
    stage.call(Method::GET, "/crm/v8/Leads?fields=Last_Name", &token, None).await?;
    stage.call(Method::GET, "/crm/v8/org", &token, None).await?;

    let journal = stage.sandbox.journal();
    let seen: Vec<_> = journal
        .iter()
        .map(|entry| (entry.server, entry.path.as_str(), entry.status, entry.code.as_deref()))
        .collect();
    let expected = [
        (Server::Accounts, "/oauth/v2/token", Some(200), None),
        (Server::Accounts, "/oauth/v2/token", Some(200), Some("invalid_code")),
        (Server::Api, "/crm/v8/Leads", Some(200), None),
        (Server::Api, "/crm/v8/org", Some(401), Some("OAUTH_SCOPE_MISMATCH")),
    ];
    assert_eq!(seen, expected);
    assert_eq!(journal[0].parameter("grant_type"), Some("refresh_token"));
    assert_eq!(journal[2].parameter("fields"), Some("Last_Name"));

    let everything = format!("{journal:?} {:?} {:?}", stage.sandbox, stage.app);
    for secret in [&refresh_token, &token, &stage.app.client_secret, "1000.never.given"] {
        assert!(!everything.contains(secret), "a secret is in the journal or in a debug text");
    }
    Ok(())
}

#[tokio::test]
async fn a_stopped_sandbox_answers_no_more() -> TestResult {
    let Stage { sandbox, http, .. } = Stage::new().await?;
    let url = format!("{}/oauth/serverinfo", sandbox.accounts_url());
    assert_eq!(http.get(&url).send().await?.status(), 200);
    sandbox.stop().await;
    assert!(http.get(&url).send().await.is_err());
    Ok(())
}

#[tokio::test]
async fn a_torn_answer_promises_more_than_it_brings_and_has_its_effect() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant(CONTACTS)).await?;
    stage.sandbox.faults().fail_next("POST /crm/v8/Contacts", Fault::Torn);
    let mut request = stage.http.post(format!("{}/crm/v8/Contacts", stage.sandbox.api_url()));
    request = request.header("Authorization", format!("Zoho-oauthtoken {token}"));
    let mut response = request.body(json!({"data": [{"Last_Name": "Okafor"}]}).to_string()).send().await?;
    assert_eq!(response.status(), 201);
    let promised = response.content_length().ok_or("no length")?;
    let first = response.chunk().await?.ok_or("nothing came")?;
    assert_eq!(u64::try_from(first.len())?, promised / 2);
    assert!(response.chunk().await.is_err());
    assert_eq!(stage.sandbox.records("Contacts").len(), 1);
    assert_eq!(stage.sandbox.journal().pop().ok_or("no entry")?.status, None);
    Ok(())
}

#[tokio::test]
async fn a_lasting_fault_meets_every_request_until_it_is_healed() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    let faults = stage.sandbox.faults();
    faults.fail_every("* /oauth/v2/*", Fault::Html);
    for _ in 0..3 {
        assert_eq!(stage.refresh(&refresh_token).await?.status, 500);
    }
    assert_eq!(faults.pending().len(), 1);
    faults.heal("* /oauth/v2/*");
    stage.access(&refresh_token).await?;
    Ok(())
}

#[tokio::test]
async fn the_scope_can_be_left_out_of_one_answer() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    stage.sandbox.faults().fail_next(TOKEN, Fault::OmitScope);
    assert!(stage.refresh(&refresh_token).await?.json.get("scope").is_none());
    assert_eq!(stage.refresh(&refresh_token).await?.json["scope"], LEADS);
    Ok(())
}

#[tokio::test]
async fn other_scopes_than_asked_for_may_be_given() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    stage.sandbox.faults().fail_next(TOKEN, Fault::OtherScopes("ZohoCRM.org.READ".to_owned()));
    let answer = stage.refresh(&refresh_token).await?;
    assert_eq!(answer.json["scope"], "ZohoCRM.org.READ");
    let token = answer.string("access_token")?;
    assert_eq!(stage.call(Method::GET, "/crm/v8/org", &token, None).await?.status, 200);
    let list = "/crm/v8/Leads?fields=Last_Name";
    stage.call(Method::GET, list, &token, None).await?.is(401, "OAUTH_SCOPE_MISMATCH");
    assert_eq!(stage.sandbox.granted_scopes(&refresh_token), [LEADS], "the grant stays as it was");

    let enhancement = stage.enhancement(&refresh_token).await?;
    let mut person = person()?;
    person.open(&stage.enhance_url(&enhancement, CONTACTS, "false")?).await?;
    stage.sandbox.faults().fail_next("POST /consent", Fault::OtherScopes("ZohoCRM.coql.READ".to_owned()));
    person.sign_in(EMAIL, PASSWORD).await?;
    person.accept().await?;
    assert_eq!(stage.sandbox.granted_scopes(&refresh_token), ["ZohoCRM.coql.READ", LEADS]);
    Ok(())
}

#[tokio::test]
async fn errors_may_be_in_another_language() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    stage.sandbox.faults().localize_errors(true);
    stage.sandbox.faults().fail_next(TOKEN, Fault::Throttled);
    let answer = stage.refresh(&refresh_token).await?;
    assert_eq!(answer.status, 400);
    assert_eq!(answer.json["error"], "拒绝访问");
    assert_eq!(answer.json["status"], "failure");
    stage.refresh("1000.never.given").await?.is(200, "invalid_code");
    let refused = stage.call(Method::GET, "/crm/v8/org", "1000.never.given", None).await?;
    refused.is(401, "INVALID_TOKEN");
    assert!(!refused.text.contains("invalid oauth token"), "{}", refused.text);

    stage.sandbox.faults().localize_errors(false);
    stage.sandbox.faults().fail_next("GET /crm/v8/org", Fault::Localized);
    let translated = stage.call(Method::GET, "/crm/v8/org", "1000.never.given", None).await?;
    assert_eq!(translated.text, refused.text);
    Ok(())
}

#[tokio::test]
async fn the_journal_keeps_bodies_without_their_secrets() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant(CONTACTS)).await?;
    let body = json!({"data": [{"Last_Name": "Okafor"}]});
    stage.call(Method::POST, "/crm/v8/Contacts", &token, Some(body.clone())).await?.is(201, "SUCCESS");
    let journal = stage.sandbox.journal();
    let refreshed = journal[0].answer.as_deref().ok_or("no answer")?;
    assert!(refreshed.contains("\"access_token\":\"***\"") && refreshed.contains(CONTACTS), "{refreshed}");
    assert_eq!(journal[0].body, None, "a form is kept as its parameters");
    assert_eq!(journal[1].body, Some(body.to_string()));
    assert!(journal[1].answer.as_deref().is_some_and(|answer| answer.contains("record added")));
    Ok(())
}
