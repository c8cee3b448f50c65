//! `GET /oauth/v2/auth`: from the application's link to the callback.

use std::{collections::BTreeMap, error::Error};

use zoho_sandbox::{Answer, browser::Page};

use crate::stage::{CALLBACK, COQL, EMAIL, LEADS, OTHER_EMAIL, PASSWORD, Stage, TestResult, person};

fn callback(page: &Page) -> BTreeMap<String, String> {
    assert!(page.url().starts_with(CALLBACK), "{page:?}");
    ["code", "state", "location", "accounts-server", "error"]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), page.parameter(name)?)))
        .collect()
}

/// Signs in, accepts, and gives the answer of the code exchange.
async fn consented(stage: &Stage, more: &[(&str, &str)]) -> Result<serde_json::Value, Box<dyn Error>> {
    let mut person = person()?;
    person.open(&stage.auth_url(LEADS, more)?).await?;
    let mut page = person.sign_in(EMAIL, PASSWORD).await?;
    if !page.url().starts_with(CALLBACK) {
        page = person.accept().await?;
    }
    let code = callback(page).remove("code").ok_or("no code")?;
    Ok(stage.exchange(&code).await?.json)
}

#[tokio::test]
async fn an_accepted_request_comes_back_with_code_state_and_data_centre() -> TestResult {
    let stage = Stage::new().await?;
    let mut person = person()?;
    person.open(&stage.auth_url(LEADS, &[("state", "a b&c"), ("access_type", "offline")])?).await?;
    person.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(person.asked_for(), [LEADS]);
    let page = person.accept().await?;
    assert!(page.url().ends_with('&'), "Zoho's callback ends with an ampersand: {}", page.url());

    let callback = callback(page);
    assert_eq!(callback["state"], "a b&c");
    assert_eq!(callback["location"], stage.sandbox.location());
    assert_eq!(callback["accounts-server"], stage.sandbox.accounts_url());

    let answer = stage.exchange(&callback["code"]).await?;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json["scope"], LEADS);
    assert_eq!(answer.json["token_type"], "Bearer");
    assert_eq!(answer.json["expires_in"], 3600);
    assert_eq!(answer.json["api_domain"], stage.sandbox.api_url());
    let refresh_token = answer.string("refresh_token")?;
    assert_eq!(stage.sandbox.granted_scopes(&refresh_token), [LEADS]);
    Ok(())
}

#[tokio::test]
async fn what_was_left_out_is_not_granted() -> TestResult {
    let stage = Stage::new().await?;
    let mut person = person()?;
    person.open(&stage.auth_url(&format!("{LEADS},{COQL}"), &[])?).await?;
    person.sign_in(EMAIL, PASSWORD).await?;
    person.leave_out(COQL)?;
    let code = callback(person.accept().await?).remove("code").ok_or("no code")?;
    assert_eq!(stage.exchange(&code).await?.json["scope"], LEADS);

    let prompts = stage.sandbox.prompts();
    assert_eq!(prompts.len(), 1);
    assert_eq!(prompts[0].scopes, [COQL, LEADS]);
    assert_eq!(prompts[0].user, EMAIL);
    assert_eq!(prompts[0].answer, Some(Answer::Accepted(vec![LEADS.to_owned()])));
    Ok(())
}

#[tokio::test]
async fn a_declined_request_comes_back_with_an_error_and_the_state() -> TestResult {
    let stage = Stage::new().await?;
    let mut person = person()?;
    person.open(&stage.auth_url(LEADS, &[("state", "s")])?).await?;
    person.sign_in(EMAIL, PASSWORD).await?;
    let callback = callback(person.decline().await?);
    assert_eq!(callback["error"], "access_denied");
    assert_eq!(callback["state"], "s");
    assert!(!callback.contains_key("code"));
    assert_eq!(stage.sandbox.prompts()[0].answer, Some(Answer::Declined));
    Ok(())
}

#[tokio::test]
async fn accepting_nothing_is_declining() -> TestResult {
    let stage = Stage::new().await?;
    let mut person = person()?;
    person.open(&stage.auth_url(LEADS, &[])?).await?;
    person.sign_in(EMAIL, PASSWORD).await?;
    person.leave_out(LEADS)?;
    assert_eq!(callback(person.accept().await?)["error"], "access_denied");
    Ok(())
}

#[tokio::test]
async fn online_access_brings_no_refresh_token() -> TestResult {
    let stage = Stage::new().await?;
    let tokens = consented(&stage, &[]).await?;
    assert!(tokens["access_token"].is_string());
    assert!(tokens["refresh_token"].is_null());
    Ok(())
}

#[tokio::test]
async fn a_second_offline_request_brings_a_refresh_token_only_if_it_prompts() -> TestResult {
    let stage = Stage::new().await?;
    let first = consented(&stage, &[("access_type", "offline")]).await?;
    assert!(first["refresh_token"].is_string());
    assert_eq!(stage.sandbox.prompts().len(), 1);

    let second = consented(&stage, &[("access_type", "offline")]).await?;
    assert!(second["access_token"].is_string());
    assert!(second["refresh_token"].is_null());
    assert_eq!(stage.sandbox.prompts().len(), 1, "all of it was allowed before");

    let third = consented(&stage, &[("access_type", "offline"), ("prompt", "consent")]).await?;
    assert!(third["refresh_token"].is_string());
    assert_ne!(third["refresh_token"], first["refresh_token"]);
    assert_eq!(stage.sandbox.prompts().len(), 2);
    Ok(())
}

#[tokio::test]
async fn a_bad_request_ends_on_an_error_page_and_never_at_the_application() -> TestResult {
    let stage = Stage::new().await?;
    let scopes = [
        ("ZohoCRM.modules.unicorns.READ", "Invalid OAuth Scope"),
        ("ZohoCRM.modules.leads.READ,nonsense", "Invalid OAuth Scope"),
        ("", "Invalid OAuth Scope"),
    ];
    for (scope, title) in scopes {
        let mut person = person()?;
        let page = person.open(&stage.auth_url(scope, &[])?).await?;
        assert_eq!(page.status(), 400, "{scope}");
        assert!(page.text().contains(title), "{scope}: {page:?}");
    }
    let client_id = stage.app.client_id.as_str();
    let requests = [
        ("code", "1000.NOBODY", CALLBACK, "Invalid Client"),
        ("code", client_id, "http://127.0.0.1:4000/scopes/callback/", "Invalid Redirect Uri"),
        ("code", client_id, "http://127.0.0.1:4000/scopes/callback?x=1", "Invalid Redirect Uri"),
        ("token", client_id, CALLBACK, "Invalid Request"),
    ];
    for (response_type, client_id, redirect_uri, title) in requests {
        let query = [
            ("response_type", response_type),
            ("client_id", client_id),
            ("redirect_uri", redirect_uri),
            ("scope", LEADS),
        ];
        let mut person = person()?;
        let page = person.open(&stage.accounts("/oauth/v2/auth", &query)?).await?;
        assert_eq!(page.status(), 400, "{title}");
        assert!(page.text().contains(title), "{title}: {page:?}");
    }
    Ok(())
}

#[tokio::test]
async fn the_answer_of_one_user_says_nothing_about_another() -> TestResult {
    let stage = Stage::new().await?;
    consented(&stage, &[("access_type", "offline")]).await?;
    let mut person = person()?;
    person.open(&stage.auth_url(LEADS, &[("access_type", "offline")])?).await?;
    person.sign_in(OTHER_EMAIL, PASSWORD).await?;
    assert_eq!(person.asked_for(), [LEADS]);
    Ok(())
}
