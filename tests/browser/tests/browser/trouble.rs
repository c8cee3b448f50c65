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
