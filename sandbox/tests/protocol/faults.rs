//! The bad days of Zoho, and what the journal keeps of them.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::json;
use zoho_sandbox::{Fault, Server};

use crate::stage::{CONTACTS, LEADS, Stage, TestResult};

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
