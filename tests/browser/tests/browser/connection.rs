//! The connection page, two people at once, and a script that is told instead of redirected.

use browser_tests::{Browser, Cookies, Outcome, Stage};

#[tokio::test]
async fn what_was_allowed_is_shown_and_withdrawn() -> Outcome {
    let (stage, _zylker) = Stage::set().await?;
    let browser = stage.nadia().await?;
    browser.press("Connection").await?;
    browser.sees("What you may be asked for").await?;
    assert_eq!(browser.url().await?, stage.url("/scopes/connection"));
    browser.look_at("15-connection").await?;
    let text = browser.text().await?;
    for shown in ["ZohoCRM.modules.leads.READ verified", "for: create contact", "for: deals total"] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
    browser.press("Withdraw everything").await?;
    browser.sees("Nothing. Zoho asks you").await?;
    browser.look_at("16-withdrawn").await?;
    assert_eq!(stage.count("POST /oauth/v2/token/revoke"), 1);
    browser.press("Leads").await?;
    browser.sees("would like to do this for").await?;
    browser.press("Accept").await?;
    browser.sees("people from your Zoho CRM").await?;
    Ok(())
}

#[tokio::test]
async fn a_fetch_gets_403_and_the_page_offers_the_link() -> Outcome {
    let (stage, _zylker) = Stage::set().await?;
    let browser = stage.nadia().await?;
    browser.go(&stage.url("/")).await?;
    let status = browser.run("return fetch('/deals/total').then(answer => answer.status)").await?;
    assert_eq!(status, 403);
    browser.press("How much is at stake?").await?;
    browser.sees("This needs your consent at Zoho.").await?;
    browser.look_at("17-fetch-is-told").await?;
    browser.press("Allow it").await?;
    browser.switch_to_latest().await?;
    browser.press("Accept").await?;
    browser.sees("Thank you").await?;
    browser.look_at("18-thank-you").await?;
    browser.press("Back to the application").await?;
    browser.press("How much is at stake?").await?;
    browser.sees("at stake.").await?;
    browser.look_at("19-fetch-goes-on").await?;
    Ok(())
}

#[tokio::test]
async fn two_people_at_once_have_a_grant_each() -> Outcome {
    let (stage, _zylker) = Stage::set().await?;
    let nadia = stage.nadia().await?;
    let tom = stage.tom().await?;
    for browser in [&nadia, &tom] {
        browser.press("Create contact for Amina Okafor").await?;
        browser.press("Create contact").await?;
        browser.sees("ZohoCRM.modules.contacts.CREATE").await?;
    }
    nadia.press("Decline").await?;
    nadia.sees("This does not work without your consent").await?;
    nadia.look_at("20-two-at-once-nadia").await?;
    tom.press("Accept").await?;
    tom.sees("Contact created").await?;
    tom.look_at("21-two-at-once-tom").await?;
    assert_eq!(stage.sandbox.records("Contacts").len(), 1, "what one declines the other may allow");
    Ok(())
}

#[tokio::test]
async fn a_link_sent_to_another_user_opens_nothing() -> Outcome {
    let (stage, _zylker) = Stage::set().await?;
    let nadia = stage.nadia().await?;
    let link = nadia
        .run("return fetch('/deals/total').then(answer => answer.json()).then(problem => problem.consent_link)")
        .await?;
    let link = link.as_str().ok_or("the refusal has no consent link")?;
    let tom = stage.tom().await?;
    let prompts = stage.sandbox.prompts().len();
    tom.go(link).await?;
    tom.sees("This did not work").await?;
    tom.sees("Nothing was changed.").await?;
    tom.look_at("22-link-of-somebody-else").await?;
    assert_eq!(stage.sandbox.prompts().len(), prompts, "Zoho asks him for nothing");
    tom.go(&stage.url("/scopes/callback?status=success&scope_enhanced=true")).await?;
    tom.sees("Nothing was changed.").await?;
    tom.press("Back to the application").await?;
    tom.sees("Good to see you, Tom").await?;

    let nobody = Browser::open(Cookies::On).await?;
    nobody.go(link).await?;
    nobody.sees("Nothing was changed.").await?;
    nobody.press("Back to the application").await?;
    nobody.sees("Who are you?").await?;
    assert_eq!(stage.count("POST /oauth/v2/token/scopeenhance"), 0);

    nadia.go(link).await?;
    nadia.press("Accept").await?;
    nadia.sees("Thank you").await?;
    Ok(())
}
