//! Back buttons, reloads and tabs: nothing runs twice, and nobody is stuck.

use browser_tests::{Browser, Outcome, Stage};

/// From the leads to Zoho's consent page for a contact.
async fn ask_for_a_contact(browser: &Browser, of: &str) -> Outcome {
    browser.press(&format!("Create contact for {of}")).await?;
    browser.press("Create contact").await?;
    browser.sees("ZohoCRM.modules.contacts.CREATE").await?;
    Ok(())
}

#[tokio::test]
async fn back_at_every_step_runs_nothing_twice() -> Outcome {
    let (stage, _zylker) = Stage::set().await?;
    let browser = stage.nadia().await?;
    ask_for_a_contact(&browser, "Kenji Mori").await?;

    browser.back().await?;
    browser.sees("Filled in from the lead").await?;
    assert_eq!(stage.sandbox.records("Contacts").len(), 0);
    browser.press("Create contact").await?;
    browser.press("Accept").await?;
    browser.sees("Contact created").await?;
    assert_eq!(stage.sandbox.records("Contacts").len(), 1, "only the second of the two was answered");

    let shown = browser.url().await?;
    for _ in 0..4 {
        browser.back().await?;
        browser.run("return new Promise(done => setTimeout(done, 0))").await?;
    }
    browser.go(&shown).await?;
    browser.sees("Contact created").await?;
    assert_eq!(stage.sandbox.records("Contacts").len(), 1, "going back has posted nothing");
    Ok(())
}

#[tokio::test]
async fn reload_at_every_step_runs_nothing_twice() -> Outcome {
    let (stage, _zylker) = Stage::set().await?;
    let browser = stage.nadia().await?;
    browser.reload().await?;
    browser.sees("people from your Zoho CRM").await?;
    browser.press("Create contact for Kenji Mori").await?;
    browser.reload().await?;
    browser.press("Create contact").await?;
    browser.sees("ZohoCRM.modules.contacts.CREATE").await?;
    browser.reload().await?;
    browser.sees("ZohoCRM.modules.contacts.CREATE").await?;
    browser.press("Accept").await?;
    browser.sees("Contact created").await?;
    for _ in 0..2 {
        browser.reload().await?;
        browser.sees("Contact created").await?;
    }
    assert_eq!(stage.sandbox.records("Contacts").len(), 1, "the result page never posts again");
    Ok(())
}

#[tokio::test]
async fn two_tabs_each_go_on_with_their_own() -> Outcome {
    let (stage, _zylker) = Stage::set().await?;
    let browser = stage.nadia().await?;
    ask_for_a_contact(&browser, "Kenji Mori").await?;
    let first = browser.open_tab().await?;
    browser.go(&stage.url("/leads")).await?;
    ask_for_a_contact(&browser, "Amina Okafor").await?;

    let second = browser.switch_to(&first).await?;
    browser.press("Accept").await?;
    browser.sees("Contact created").await?;
    browser.switch_to(&second).await?;
    browser.press("Accept").await?;
    browser.sees("Contact created").await?;
    let mut names: Vec<_> =
        stage.sandbox.records("Contacts").iter().map(|contact| contact["Last_Name"].clone()).collect();
    names.sort_by_key(ToString::to_string);
    assert_eq!(names, ["Mori", "Okafor"], "each ran, once");
    Ok(())
}
