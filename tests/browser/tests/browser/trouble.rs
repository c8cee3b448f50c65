//! What goes wrong around a consent, and what the person sees then.

use browser_tests::{Browser, Cookies, Outcome, Stage};

#[tokio::test]
async fn without_cookies_nothing_loops_and_the_person_is_told() -> Outcome {
    let (stage, _zylker) = Stage::set().await?;
    let browser = Browser::open(Cookies::Off).await?;
    browser.go(&stage.url("/")).await?;
    browser.press("Nadia Petrov").await?;
    browser.sees("cookies").await?;
    browser.look_at("11-cookies-off").await?;
    assert_eq!(stage.sandbox.prompts().len(), 0);
    Ok(())
}

#[tokio::test]
async fn an_address_that_leads_nowhere_says_so_and_leads_home() -> Outcome {
    let (stage, _zylker) = Stage::set().await?;
    let browser = stage.nadia().await?;
    for wrong in ["/leads/kenji/files", "/leads/41508/files?list=yes", "/contacts/kenji", "/elsewhere"] {
        browser.go(&stage.url(wrong)).await?;
        browser.sees("There is nothing here").await?;
        browser.press("Home").await?;
        browser.sees("Good to see you, Nadia").await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_crash_between_page_and_callback_loses_nothing() -> Outcome {
    let (stage, zylker) = Stage::set().await?;
    let browser = stage.nadia().await?;
    browser.press("Create contact for Kenji Mori").await?;
    browser.fill("Phone", "+1 555 0101").await?;
    browser.press("Create contact").await?;
    browser.sees("ZohoCRM.modules.contacts.CREATE").await?;
    zylker.crash()?;
    let _zylker = stage.start()?;
    browser.press("Accept").await?;
    browser.sees("Contact created").await?;
    let contacts = stage.sandbox.records("Contacts");
    assert_eq!(contacts.len(), 1);
    assert_eq!(contacts[0]["Phone"], "+1 555 0101");
    Ok(())
}
