//! The whole story without a mouse.

use browser_tests::{Browser, Cookies, EMAIL, Key, Outcome, PASSWORD, Stage};

/// Presses a button or a link from the keyboard, and sees what comes of it.
async fn press(browser: &Browser, label: &str, seen: &str) -> Outcome {
    browser.tab_to(label).await?;
    browser.key(Key::Enter).await?;
    Ok(browser.sees(seen).await?)
}

#[tokio::test]
async fn the_whole_story_with_tab_and_enter() -> Outcome {
    let (stage, _zylker) = Stage::set().await?;
    let browser = Browser::open(Cookies::On).await?;
    browser.go(&stage.url("/")).await?;
    press(&browser, "Nadia Petrov", "This is the data centre").await?;
    browser.tab_to("Email address").await?;
    browser.keys(EMAIL[0]).await?;
    browser.tab_to("Password").await?;
    browser.keys(PASSWORD).await?;
    press(&browser, "Sign in", "ZohoCRM.modules.leads.READ").await?;
    press(&browser, "Accept", "people from your Zoho CRM").await?;

    press(&browser, "Skip to the content", "people from your Zoho CRM").await?;
    press(&browser, "Create contact for Amina Okafor", "Filled in from the lead").await?;
    browser.tab_to("Last name").await?;
    browser.keys("Okafor-Lind").await?;
    press(&browser, "Create contact", "ZohoCRM.modules.contacts.CREATE").await?;
    press(&browser, "Accept", "Contact created").await?;
    assert_eq!(stage.sandbox.records("Contacts")[0]["Last_Name"], "Okafor-Lind");

    press(&browser, "Deals report", "ZohoCRM.coql.READ").await?;
    browser.tab_to("Search Zoho CRM with queries").await?;
    browser.key(Key::Space).await?;
    press(&browser, "Accept", "This does not work without your consent").await?;
    press(&browser, "Ask me again", "ZohoCRM.coql.READ").await?;
    press(&browser, "Decline", "This does not work without your consent").await?;
    press(&browser, "Back to the application", "Good to see you, Nadia").await?;
    press(&browser, "How much is at stake?", "This needs your consent at Zoho.").await?;
    press(&browser, "Connection", "What you may be asked for").await?;
    press(&browser, "Allow now to read contacts", "ZohoCRM.modules.contacts.READ").await?;
    press(&browser, "Accept", "Your connection to Zoho").await?;
    press(&browser, "Withdraw everything", "Nothing. Zoho asks you").await?;
    press(&browser, "Sign out", "Who are you?").await?;
    Ok(())
}
