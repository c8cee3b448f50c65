//! Incremental authorization: `scopeenhance`, `addextrascope`, and what they do to the tokens.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use crate::stage::{
    Answer, CALLBACK, CONTACTS, COQL, EMAIL, LEADS, OTHER_EMAIL, PASSWORD, Stage, TestResult, person,
};

const GIVEN: &str = "http://127.0.0.1:4000/scopes/callback?status=success&scope_enhanced=true";
const DECLINED: &str = "http://127.0.0.1:4000/scopes/callback?error=access_denied";

#[tokio::test]
async fn accepted_scopes_join_the_refresh_token_and_its_live_access_tokens() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    let token = stage.access(&refresh_token).await?;
    let contact = json!({"data": [{"Last_Name": "Okafor"}]});
    let create = || stage.call(Method::POST, "/crm/v8/Contacts", &token, Some(contact.clone()));
    create().await?.is(401, "OAUTH_SCOPE_MISMATCH");

    let enhancement = stage.enhancement(&refresh_token).await?;
    let mut person = person()?;
    person.open(&stage.enhance_url(&enhancement, CONTACTS, "false")?).await?;
    person.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(person.asked_for(), [CONTACTS]);
    assert_eq!(person.accept().await?.url(), GIVEN, "no state, no code, no list of scopes");

    assert_eq!(stage.sandbox.granted_scopes(&refresh_token), [CONTACTS, LEADS]);
    create().await?.is(201, "SUCCESS");
    let scope = stage.refresh(&refresh_token).await?.string("scope")?;
    assert_eq!(scope, format!("{CONTACTS} {LEADS}"));
    Ok(())
}

#[tokio::test]
async fn the_enhancement_token_says_what_it_is() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    let form = [("grant_type", "update_scopes_token"), ("refresh_token", refresh_token.as_str())];
    let answer = stage.post("/oauth/v2/token/scopeenhance", &form).await?;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json["token_type"], "update_scope");
    assert_eq!(answer.json["expires_in"], 600);
    assert_ne!(answer.json["access_token"], refresh_token);
    Ok(())
}

#[tokio::test]
async fn scopeenhance_refuses_as_documented() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    let (id, secret) = (stage.app.client_id.as_str(), stage.app.client_secret.as_str());
    let cases = [
        ("1000.NOBODY", secret, "update_scopes_token", refresh_token.as_str(), "invalid_client"),
        ("", secret, "update_scopes_token", &refresh_token, "invalid_client"),
        (id, secret, "", &refresh_token, "invalid_client"),
        (id, "guessed", "update_scopes_token", &refresh_token, "invalid_client_secret"),
        (id, "", "update_scopes_token", &refresh_token, "invalid_client_secret"),
        (id, secret, "update_scopes_token", "1000.never.given", "invalid_code"),
        (id, secret, "update_scopes_token", "", "invalid_code"),
    ];
    let url = stage.accounts("/oauth/v2/token/scopeenhance", &[])?;
    for (client_id, client_secret, grant_type, refresh_token, error) in cases {
        let form = [
            ("client_id", client_id),
            ("client_secret", client_secret),
            ("grant_type", grant_type),
            ("refresh_token", refresh_token),
        ];
        Answer::of(stage.http.post(&url).form(&form).send().await?).await?.is(200, error);
    }
    assert_eq!(stage.http.get(&url).send().await?.status(), 400);
    Ok(())
}

#[tokio::test]
async fn an_access_token_cannot_stand_for_an_enhancement_token() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    let enhancement = stage.enhancement(&refresh_token).await?;
    let leads = "/crm/v8/Leads?fields=Last_Name";
    stage.call(Method::GET, leads, &enhancement, None).await?.is(401, "INVALID_TOKEN");

    let access = stage.access(&refresh_token).await?;
    let mut person = person()?;
    let page = person.open(&stage.enhance_url(&access, CONTACTS, "false")?).await?;
    assert!(page.text().contains("Invalid Enhance Token"), "{page:?}");
    Ok(())
}

#[tokio::test]
async fn a_declined_enhancement_changes_nothing_and_ends_its_token() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    let enhancement = stage.enhancement(&refresh_token).await?;
    let mut person = person()?;
    let url = stage.enhance_url(&enhancement, CONTACTS, "false")?;
    person.open(&url).await?;
    person.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(person.decline().await?.url(), DECLINED);
    assert_eq!(stage.sandbox.granted_scopes(&refresh_token), [LEADS]);
    stage.access(&refresh_token).await?;

    let page = person.open(&url).await?;
    assert!(page.text().contains("Invalid Enhance Token"), "{page:?}");
    Ok(())
}

#[tokio::test]
async fn a_scope_that_was_left_out_is_not_added() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    let enhancement = stage.enhancement(&refresh_token).await?;
    let mut person = person()?;
    person.open(&stage.enhance_url(&enhancement, &format!("{CONTACTS},{COQL}"), "false")?).await?;
    person.sign_in(EMAIL, PASSWORD).await?;
    person.leave_out(COQL)?;
    assert_eq!(person.accept().await?.url(), GIVEN, "the callback does not tell");
    assert_eq!(stage.sandbox.granted_scopes(&refresh_token), [CONTACTS, LEADS]);
    Ok(())
}

#[tokio::test]
async fn only_new_scopes_are_asked_for_and_none_gives_success_at_once() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    let mut person = person()?;
    let enhancement = stage.enhancement(&refresh_token).await?;
    person.open(&stage.enhance_url(&enhancement, &format!("{LEADS},{CONTACTS}"), "false")?).await?;
    person.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(person.asked_for(), [CONTACTS]);
    person.accept().await?;

    let enhancement = stage.enhancement(&refresh_token).await?;
    let url = stage.enhance_url(&enhancement, &format!("{LEADS},{CONTACTS}"), "false")?;
    assert_eq!(person.open(&url).await?.url(), GIVEN);
    assert_eq!(stage.sandbox.prompts().len(), 1);
    Ok(())
}

#[tokio::test]
async fn an_enhancement_token_is_good_once_for_ten_minutes_and_for_its_client() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    let mut person = person()?;

    let late = stage.enhancement(&refresh_token).await?;
    stage.sandbox.clock().advance(Duration::from_secs(601));
    let used = stage.enhancement(&refresh_token).await?;
    person.open(&stage.enhance_url(&used, CONTACTS, "false")?).await?;
    person.sign_in(EMAIL, PASSWORD).await?;
    person.accept().await?;
    let other = stage.sandbox.register_client("Another", CALLBACK);
    let foreign = stage.sandbox.issue_grant(&other.client_id, EMAIL, LEADS);
    let form = [
        ("grant_type", "update_scopes_token"),
        ("client_id", other.client_id.as_str()),
        ("client_secret", other.client_secret.as_str()),
        ("refresh_token", foreign.refresh_token.as_str()),
    ];
    let url = stage.accounts("/oauth/v2/token/scopeenhance", &[])?;
    let foreign = Answer::of(stage.http.post(url).form(&form).send().await?).await?.string("access_token")?;

    for token in [&late, &used, &foreign, "1000.never.given"] {
        let page = person.open(&stage.enhance_url(token, COQL, "false")?).await?;
        assert_eq!(page.status(), 400);
        assert!(page.text().contains("Invalid Enhance Token"), "{page:?}");
    }
    assert_eq!(stage.sandbox.prompts().len(), 1);
    Ok(())
}

#[tokio::test]
async fn an_enhancement_token_that_ran_out_while_the_page_was_open_adds_nothing() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    let enhancement = stage.enhancement(&refresh_token).await?;
    let mut person = person()?;
    person.open(&stage.enhance_url(&enhancement, CONTACTS, "false")?).await?;
    person.sign_in(EMAIL, PASSWORD).await?;
    stage.sandbox.clock().advance(Duration::from_secs(601));
    let page = person.accept().await?;
    assert!(page.text().contains("Invalid Enhance Token"), "{page:?}");
    assert_eq!(stage.sandbox.granted_scopes(&refresh_token), [LEADS]);
    Ok(())
}

#[tokio::test]
async fn another_user_cannot_consent_in_the_owners_place() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    let enhancement = stage.enhancement(&refresh_token).await?;
    let mut person = person()?;
    person.open(&stage.enhance_url(&enhancement, CONTACTS, "false")?).await?;
    let page = person.sign_in(OTHER_EMAIL, PASSWORD).await?;
    assert_eq!(page.status(), 403);
    assert!(page.text().contains("Wrong User"), "{page:?}");
    assert!(stage.sandbox.prompts().is_empty());
    assert_eq!(stage.sandbox.granted_scopes(&refresh_token), [LEADS]);
    Ok(())
}

#[tokio::test]
async fn logout_ends_the_session_and_only_if_asked_to() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    let mut person = person()?;
    let first = stage.enhancement(&refresh_token).await?;
    person.open(&stage.enhance_url(&first, CONTACTS, "false")?).await?;
    person.sign_in(EMAIL, PASSWORD).await?;
    person.accept().await?;

    let second = stage.enhancement(&refresh_token).await?;
    person.open(&stage.enhance_url(&second, COQL, "true")?).await?;
    assert_eq!(person.asked_for(), [COQL], "still signed in");
    assert_eq!(person.decline().await?.url(), DECLINED);

    let third = stage.enhancement(&refresh_token).await?;
    let page = person.open(&stage.enhance_url(&third, COQL, "false")?).await?;
    assert!(page.forms().iter().any(|form| form.has_button("Sign in")), "{page:?}");
    Ok(())
}

#[tokio::test]
async fn a_bad_request_ends_on_an_error_page() -> TestResult {
    let stage = Stage::new().await?;
    let enhancement = stage.enhancement(&stage.grant(LEADS)).await?;
    let good = [
        ("response_type", "update_scopes"),
        ("client_id", stage.app.client_id.as_str()),
        ("redirect_uri", CALLBACK),
        ("scope", CONTACTS),
        ("enhance_token", enhancement.as_str()),
        ("logout", "false"),
    ];
    let cases = [
        ("response_type", "code", "Invalid Request"),
        ("client_id", "1000.NOBODY", "Invalid Client"),
        ("redirect_uri", "http://evil.example/", "Invalid Redirect Uri"),
        ("scope", "ZohoCRM.modules.unicorns.READ", "Invalid OAuth Scope"),
        ("logout", "", "Invalid Request"),
    ];
    for (name, value, title) in cases {
        let query = good.map(|(given, kept)| (given, if given == name { value } else { kept }));
        let mut person = person()?;
        let page = person.open(&stage.accounts("/oauth/v2/token/addextrascope", &query)?).await?;
        assert_eq!(page.status(), 400, "{name}");
        assert!(page.text().contains(title), "{name}: {page:?}");
    }
    Ok(())
}
