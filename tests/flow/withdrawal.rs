//! The connection page: what was allowed, what may be asked for, and the way out.

use tests::stage::{CONTACTS, EMAIL, Outcome, PASSWORD, Stage};
use zoho_sandbox::Fault;

#[tokio::test]
async fn what_is_withdrawn_is_revoked_at_zoho_and_forgotten_here() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, issued) = stage.person("mia").await?;
    let page = mia.open(&stage.url("/scopes/connection")).await?;
    assert!(page.text().contains("ZohoCRM.modules.leads.READ assumed"), "{}", page.text());
    assert!(page.text().contains("ZohoCRM.modules.contacts.CREATE for: "), "{}", page.text());
    let page = mia.browser().submit("Withdraw everything", &[]).await?;
    assert!(page.text().contains("Nothing. Zoho asks you"), "{}", page.text());
    assert!(!stage.grant_of("mia").await?.is_signed_in());
    assert!(stage.sandbox.granted_scopes(&issued.refresh_token).is_empty(), "Zoho has forgotten it");
    assert_eq!(stage.count("POST /oauth/v2/token/revoke"), 1);
    Ok(())
}

#[tokio::test]
async fn what_zoho_could_not_be_told_is_not_forgotten() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, issued) = stage.person("mia").await?;
    stage.sandbox.faults().fail_next("POST /oauth/v2/token/revoke", Fault::Status(503, "{}".to_owned()));
    mia.open(&stage.url("/scopes/connection")).await?;
    let page = mia.browser().submit("Withdraw everything", &[]).await?;
    assert_eq!(page.status(), 503, "{}", page.text());
    assert!(stage.grant_of("mia").await?.is_signed_in(), "she can press the button again");

    stage.sandbox.faults().fail_next("POST /oauth/v2/token/revoke", Fault::LostAnswer);
    mia.open(&stage.url("/scopes/connection")).await?;
    let page = mia.browser().submit("Withdraw everything", &[]).await?;
    assert_eq!(page.status(), 503, "{}", page.text());
    assert!(stage.sandbox.granted_scopes(&issued.refresh_token).is_empty(), "Zoho has done it");
    mia.open(&stage.url("/scopes/connection")).await?;
    let page = mia.browser().submit("Withdraw everything", &[]).await?;
    assert!(
        page.text().contains("Nothing. Zoho asks you"),
        "a token that is dead is revoked: {}",
        page.text()
    );
    Ok(())
}

#[tokio::test]
async fn a_scope_may_be_allowed_before_anything_needs_it() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    mia.open(&stage.url("/scopes/connection")).await?;
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    for (scope, leads_to) in [("ZohoCRM.modules.ALL", "/scopes/connection"), (CONTACTS, "/scopes/consent/")] {
        let request = http.post(stage.url("/scopes/connection/allow")).header("cookie", "user=mia");
        let answer = request.header("sec-fetch-site", "same-origin").form(&[("scope", scope)]).send().await?;
        let location = answer.headers()["location"].to_str()?.to_owned();
        assert!(location.contains(leads_to), "{scope}: only what the program lists: {location}");
        if scope == CONTACTS {
            mia.open(&location).await?;
            mia.sign_in(EMAIL, PASSWORD).await?;
            let page = mia.accept().await?;
            assert!(page.url().ends_with("/scopes/connection"), "{}", page.url());
            assert!(page.text().contains(&format!("{CONTACTS} verified")), "{}", page.text());
        }
    }
    Ok(())
}
