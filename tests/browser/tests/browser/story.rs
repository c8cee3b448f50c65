//! The whole story, with a picture of every page.

use browser_tests::{Browser, Cookies, EMAIL, Outcome, PASSWORD, Stage};

#[tokio::test]
async fn the_whole_story_by_clicks() -> Outcome {
    let (stage, _zylker) = Stage::set().await?;
    let browser = Browser::open(Cookies::On).await?;
    browser.go(&stage.url("/")).await?;
    browser.look_at("01-start").await?;
    browser.press("Nadia Petrov").await?;
    browser.fill("Email address", EMAIL[0]).await?;
    browser.fill("Password", PASSWORD).await?;
    browser.press("Sign in").await?;
    browser.sees("ZohoCRM.modules.leads.READ").await?;
    browser.look_at("02-zoho-first-consent").await?;
    browser.press("Accept").await?;
    browser.sees("people from your Zoho CRM").await?;
    browser.look_at("03-leads").await?;

    browser.press("Create contact for Amina Okafor").await?;
    browser.fill("Last name", "Okafor-Lind").await?;
    browser.look_at("04-contact-form").await?;
    browser.press("Create contact").await?;
    browser.sees("ZohoCRM.modules.contacts.CREATE").await?;
    browser.look_at("05-zoho-consent").await?;
    assert_eq!(stage.sandbox.records("Contacts").len(), 0, "nothing happens before the consent");
    browser.press("Accept").await?;
    browser.sees("Contact created").await?;
    browser.look_at("06-contact-created").await?;

    let contacts = stage.sandbox.records("Contacts");
    assert_eq!(contacts.len(), 1);
    assert_eq!(contacts[0]["Last_Name"], "Okafor-Lind");
    let url = browser.url().await?;
    assert!(url.starts_with(&stage.url("/contacts/")), "the result is a page of its own: {url}");
    assert_eq!(stage.count("POST /oauth/v2/token/scopeenhance"), 1);
    Ok(())
}
