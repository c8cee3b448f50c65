//! The server's word: its verdicts on calls, and what is sent to it.

use requires_scope::{Error, Scope, Standing, observe, requires_scope};
use serde_json::Value;
use tests::stage::{CONTACTS, EMAIL, LEADS, Outcome, PASSWORD, Stage, create_contact};
use url::Url;

#[tokio::test]
async fn a_scope_that_the_server_refuses_leaves_the_grant() -> Outcome {
    let stage = Stage::set().await?;
    let issued = stage.grant("mia", &format!("{LEADS},{CONTACTS}")).await?;
    stage.sandbox.revoke_scope(&issued.refresh_token, CONTACTS);
    stage.sandbox.faults().omit_scope_in_answers(true);

    let grant = stage.grant_of("mia").await?;
    let error = grant.clone().scope(create_contact("Boyle")).await.expect_err("the server refuses");
    assert_eq!(error.missing().map(|missing| missing.scopes().to_request()).as_deref(), Some(CONTACTS));
    assert_eq!(grant.standing(&Scope::parse(CONTACTS)?), Standing::Missing);
    assert_eq!(grant.standing(&Scope::parse(LEADS)?), Standing::Assumed);
    assert_eq!(stage.count("POST /oauth/v2/token"), 1, "a mismatch is no reason to refresh");

    grant.scope(create_contact("Boyle")).await.expect_err("refused by the guard");
    assert_eq!(stage.count("POST /crm/v8/Contacts"), 1, "the server is not asked again");
    Ok(())
}

#[tokio::test]
async fn a_verified_scope_that_the_server_takes_away_is_asked_for_again() -> Outcome {
    let stage = Stage::set().await?;
    let issued = stage.grant("mia", &format!("{LEADS},{CONTACTS}")).await?;
    let grant = stage.grant_of("mia").await?;
    grant.access_token().await?;
    assert_eq!(grant.standing(&Scope::parse(CONTACTS)?), Standing::Verified);
    stage.sandbox.revoke_scope(&issued.refresh_token, CONTACTS);
    let error = grant.clone().scope(create_contact("Boyle")).await.expect_err("the server refuses");
    assert_eq!(error.missing().map(|missing| missing.scopes().to_request()).as_deref(), Some(CONTACTS));
    assert_eq!(grant.standing(&Scope::parse(LEADS)?), Standing::Verified);
    Ok(())
}

#[requires_scope("ZohoCRM.modules.leads.READ")]
async fn outer() -> Result<String, Error> {
    create_contact("Boyle").await
}

#[requires_scope("ZohoCRM.modules.leads.READ")]
async fn forgetful() -> Result<reqwest::StatusCode, Error> {
    let zoho = requires_scope::current()?.client();
    Ok(zoho.post("/crm/v8/Contacts").body(r#"{"data":[{"Last_Name":"Boyle"}]}"#).send().await?.status())
}

#[tokio::test]
async fn a_verdict_is_about_the_request_and_not_about_the_outer_guard() -> Outcome {
    let stage = Stage::set().await?;
    let issued = stage.grant("mia", &format!("{LEADS},{CONTACTS}")).await?;
    let grant = stage.grant_of("mia").await?;
    grant.access_token().await?;
    stage.sandbox.revoke_scope(&issued.refresh_token, CONTACTS);
    for error in [grant.clone().scope(forgetful()).await.err(), grant.clone().scope(outer()).await.err()] {
        let error = error.ok_or("the server refuses")?;
        assert_eq!(error.missing().map(|missing| missing.scopes().to_request()).as_deref(), Some(CONTACTS));
    }
    assert_eq!(grant.standing(&Scope::parse(LEADS)?), Standing::Verified);
    Ok(())
}

#[tokio::test]
async fn a_verdict_on_a_page_leads_to_the_consent() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, issued) = stage.person("mia").await?;
    stage.sandbox.faults().omit_scope_in_answers(true);
    stage.sandbox.revoke_scope(&issued.refresh_token, LEADS);
    mia.open(&stage.url("/leads")).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(mia.asked_for(), [LEADS]);
    let page = mia.accept().await?;
    assert_eq!(page.text(), "leads: 200 OK");
    Ok(())
}

#[tokio::test]
async fn a_server_that_refuses_after_the_consent_is_not_asked_for_ever() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, issued) = stage.person("mia").await?;
    stage.sandbox.faults().omit_scope_in_answers(true);
    stage.sandbox.revoke_scope(&issued.refresh_token, LEADS);
    mia.open(&stage.url("/leads")).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    mia.accept().await?;

    // No answer has shown the scope, so the consent may have been forged: she is asked once more, and no more.
    for prompts in [2, 2, 2] {
        stage.sandbox.revoke_scope(&issued.refresh_token, LEADS);
        mia.open(&stage.url("/leads")).await?;
        if !mia.asked_for().is_empty() {
            mia.accept().await?;
        }
        assert_eq!(stage.sandbox.prompts().len(), prompts);
    }
    let page = mia.open(&stage.url("/leads")).await?;
    assert_eq!(page.status(), 403, "{}", page.text());
    Ok(())
}

#[tokio::test]
async fn a_token_that_the_server_refuses_is_replaced_once() -> Outcome {
    let stage = Stage::set().await?;
    stage.grant("mia", CONTACTS).await?;
    let grant = stage.grant_of("mia").await?;
    grant.access_token().await?;
    stage.sandbox.clock().advance(std::time::Duration::from_hours(2));
    assert_eq!(grant.scope(create_contact("Boyle")).await?, "201 Created SUCCESS");
    assert_eq!(stage.count("POST /oauth/v2/token"), 2);
    assert_eq!(stage.contacts().len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_profile_that_forbids_a_call_is_no_missing_scope() -> Outcome {
    let stage = Stage::set().await?;
    stage.grant("mia", CONTACTS).await?;
    stage.sandbox.faults().withhold_permission("Crm_Implied_Create_Contacts");
    let grant = stage.grant_of("mia").await?;
    let error = grant.scope(create_contact("Boyle")).await.expect_err("forbidden");
    assert!(error.is_no_permission() && error.missing().is_none(), "{error}");
    assert!(error.to_string().contains("Crm_Implied_Create_Contacts"), "{error}");
    Ok(())
}

#[tokio::test]
async fn a_fetch_is_told_and_never_redirected() -> Outcome {
    let stage = Stage::set().await?;
    stage.grant("mia", LEADS).await?;
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    let request =
        http.post(stage.url("/contacts")).header("cookie", "user=mia").header("sec-fetch-mode", "cors");
    let answer = request.form(&[("last_name", "Boyle")]).send().await?;
    assert_eq!(answer.status(), 403);
    let challenge = answer.headers()["www-authenticate"].to_str()?.to_owned();
    assert_eq!(challenge, format!(r#"Bearer error="insufficient_scope", scope="{CONTACTS}""#));
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let problem: Value = answer.json().await?;
    assert_eq!(problem["missing"][0], CONTACTS);
    let link = problem["consent_link"].as_str().ok_or("no consent link")?;
    assert!(link.starts_with(&stage.url("/scopes/consent/")), "{link}");
    assert_eq!(stage.count("POST /oauth/v2/token/scopeenhance"), 0, "only opening the link begins");
    Ok(())
}

#[tokio::test]
async fn after_the_consent_a_script_is_on_the_page_that_it_named() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    let http = reqwest::Client::new();
    let request =
        http.post(stage.url("/contacts")).header("cookie", "user=mia").header("sec-fetch-mode", "cors");
    let problem: Value = request.form(&[("last_name", "Boyle")]).send().await?.json().await?;
    let mut link = Url::parse(problem["consent_link"].as_str().ok_or("no consent link")?)?;
    link.query_pairs_mut().append_pair("next", "/leads");
    mia.open(link.as_str()).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(mia.asked_for(), [CONTACTS]);
    assert_eq!(mia.accept().await?.text(), "leads: 200 OK");
    assert!(stage.contacts().is_empty(), "what the script has sent is not kept");
    Ok(())
}

#[tokio::test]
async fn no_scope_is_sent_on_refresh_and_only_the_missing_one_is_asked_for() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    mia.open(&stage.url("/")).await?;
    mia.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    mia.accept().await?;
    let journal = stage.sandbox.journal();
    let refreshes = journal.iter().filter(|entry| entry.parameter("grant_type") == Some("refresh_token"));
    assert!(refreshes.clone().count() > 0);
    assert!(refreshes.clone().all(|entry| entry.parameter("scope").is_none()));
    let asked = journal.iter().find(|entry| entry.is("GET /oauth/v2/token/addextrascope"));
    let asked = asked.ok_or("no consent page")?;
    assert_eq!(asked.parameter("scope"), Some(CONTACTS));
    assert_eq!(asked.parameter("logout"), Some("false"));
    Ok(())
}

#[tokio::test]
async fn what_is_done_with_another_grant_counts_as_an_effect() -> Outcome {
    let stage = Stage::set().await?;
    stage.grant("mia", LEADS).await?;
    stage.grant("service", &format!("{LEADS},{CONTACTS}")).await?;
    let (mia, service) = (stage.grant_of("mia").await?, stage.grant_of("service").await?);

    let refused = observe(Some(mia.clone()), || create_contact("Boyle")).await.refused;
    assert!(refused.ok_or("not refused")?.is_before_any_effect());
    let other = service.clone();
    let effect_first = async move {
        other.scope(create_contact("by the service")).await?;
        create_contact("Boyle").await
    };
    let refused = observe(Some(mia.clone()), || effect_first).await.refused;
    assert!(!refused.ok_or("not refused")?.is_before_any_effect());
    let request_first = async move {
        service.client().get("/crm/v8/Leads?fields=Last_Name").send().await?;
        create_contact("Boyle").await
    };
    let refused = observe(Some(mia), || request_first).await.refused;
    assert!(!refused.ok_or("not refused")?.is_before_any_effect());
    Ok(())
}
