//! What goes wrong between two steps: expiry, restarts, servers that fail.

use std::time::Duration;

use requires_scope::{DataCenter, GrantImport, Scope, Standing};
use tests::stage::{CONTACTS, EMAIL, LEADS, Outcome, PASSWORD, Stage, create_contact, key};
use zoho_sandbox::Fault;
use zoho_sandbox::browser::Person;

/// Mia has sent the form and stands on Zoho's consent page.
async fn on_the_consent_page(stage: &Stage) -> Outcome<Person> {
    let (mut mia, _) = stage.person("mia").await?;
    mia.open(&stage.url("/")).await?;
    mia.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(mia.asked_for(), [CONTACTS]);
    Ok(mia)
}

#[tokio::test]
async fn an_expired_enhancement_token_is_replaced_by_opening_the_link_again() -> Outcome {
    let stage = Stage::set().await?;
    let mut mia = on_the_consent_page(&stage).await?;
    stage.sandbox.clock().advance(Duration::from_secs(601));
    let page = mia.accept().await?;
    assert_ne!(page.text(), "contact: 201 Created SUCCESS", "the token is over at the server");
    assert_eq!(stage.contacts().len(), 0);

    let hops = mia.browser().hops();
    let link = hops.iter().find(|hop| hop.url.contains("/scopes/consent/")).map(|hop| hop.url.clone());
    mia.open(&link.ok_or("no consent link")?).await?;
    let page = mia.accept().await?;
    assert_eq!(page.text(), "contact: 201 Created SUCCESS");
    assert_eq!(stage.count("POST /oauth/v2/token/scopeenhance"), 2);
    Ok(())
}

#[tokio::test]
async fn a_restart_between_page_and_callback_loses_nothing() -> Outcome {
    let mut stage = Stage::set().await?;
    let mut mia = on_the_consent_page(&stage).await?;
    mia.browser().stop_before(&stage.url("/scopes/callback"));
    let callback = mia.accept().await?.url().to_owned();
    stage.restart().await?;

    let page = mia.open(&callback).await?;
    assert_eq!(page.text(), "contact: 201 Created SUCCESS");
    assert_eq!(stage.contacts().len(), 1, "the kept request is run once");
    assert_eq!(stage.sandbox.prompts().len(), 1, "the person is asked once");
    Ok(())
}

#[tokio::test]
async fn a_callback_that_cannot_be_verified_may_be_tried_again() -> Outcome {
    let stage = Stage::set().await?;
    let mut mia = on_the_consent_page(&stage).await?;
    for _ in 0..3 {
        stage.sandbox.faults().fail_next("POST /oauth/v2/token", Fault::Status(503, "{}".to_owned()));
    }
    let page = mia.accept().await?;
    assert_eq!(page.status(), 503);
    let callback = page.url().to_owned();
    assert_eq!(stage.contacts().len(), 0);

    let page = mia.open(&callback).await?;
    assert_eq!(page.text(), "contact: 201 Created SUCCESS");
    Ok(())
}

#[tokio::test]
async fn trouble_on_the_way_to_a_token_is_ridden_out() -> Outcome {
    for fault in [Fault::Status(502, "<html>".to_owned()), Fault::Html, Fault::Close, Fault::LostAnswer] {
        let stage = Stage::set().await?;
        stage.grant("mia", CONTACTS).await?;
        let what = format!("{fault:?}");
        stage.sandbox.faults().fail_next("POST /oauth/v2/token", fault);
        let grant = stage.grant_of("mia").await?;
        let created = grant.scope(create_contact("Boyle")).await;
        assert_eq!(
            created.map_err(|error| error.to_string()).as_deref(),
            Ok("201 Created SUCCESS"),
            "{what}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_throttle_is_told_and_not_kept_alive() -> Outcome {
    let stage = Stage::set().await?;
    stage.grant("mia", CONTACTS).await?;
    stage.sandbox.faults().fail_next("POST /oauth/v2/token", Fault::Throttled);
    let grant = stage.grant_of("mia").await?;
    for _ in 0..5 {
        let error = grant.clone().scope(create_contact("Boyle")).await.expect_err("throttled");
        assert!(error.is_retryable(), "{error}");
        assert!(error.retry_after().is_some_and(|wait| wait <= Duration::from_mins(10)), "{error}");
    }
    assert_eq!(stage.count("POST /oauth/v2/token"), 1, "only inactivity ends a throttle");
    Ok(())
}

#[tokio::test]
async fn a_dead_refresh_token_leads_to_a_new_sign_in() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, issued) = stage.person("mia").await?;
    let http = reqwest::Client::new();
    let revoke =
        format!("{}/oauth/v2/token/revoke?token={}", stage.sandbox.accounts_url(), issued.refresh_token);
    http.post(revoke).send().await?;

    mia.open(&stage.url("/leads")).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(mia.asked_for(), [LEADS], "everything that was granted before");
    let page = mia.accept().await?;
    assert_eq!(page.text(), "leads: 200 OK");
    Ok(())
}

#[tokio::test]
async fn an_imported_grant_of_which_nothing_is_known_learns_from_the_server() -> Outcome {
    let stage = Stage::set().await?;
    let issued = stage.sandbox.issue_grant(&stage.credentials.client_id, EMAIL, LEADS);
    let import = GrantImport::new(issued.refresh_token.as_str());
    let grant = stage.app.zoho.import_grant(&key("mia"), import).await?;
    assert_eq!(grant.standing(&Scope::parse(CONTACTS)?), Standing::Unknown);
    let error = grant.clone().scope(create_contact("Boyle")).await.expect_err("the server refuses");
    assert_eq!(error.missing().map(|missing| missing.scopes().to_request()).as_deref(), Some(CONTACTS));
    assert_eq!(grant.standing(&Scope::parse(LEADS)?), Standing::Verified, "the token answer listed it");

    let elsewhere = GrantImport::new("1000.r").living_in(&DataCenter::Eu);
    let error = stage.app.zoho.import_grant(&key("noah"), elsewhere).await.expect_err("not in the table");
    assert!(error.to_string().contains("also_data_center"), "the error names the fix: {error}");
    Ok(())
}
