//! Back buttons, reloads and tabs: nothing runs twice, and nobody is stuck.

use browser_tests::{Browser, Cookies, EMAIL, Outcome, PASSWORD, Stage};

const SIGN_IN: &str = "This is the data centre";
const FIRST_CONSENT: &str = "would like to do this for";
const LEADS: &str = "people from your Zoho CRM";
const FORM: &str = "Filled in from the lead";
const CONSENT: &str = "would like to do more for";
const CREATED: &str = "Contact created";

/// From the leads to Zoho's consent page for a contact.
async fn ask_for_a_contact(browser: &Browser, of: &str) -> Outcome {
    browser.press(&format!("Create contact for {of}")).await?;
    browser.press("Create contact").await?;
    browser.sees("ZohoCRM.modules.contacts.CREATE").await?;
    Ok(())
}

/// Goes back to what was shown before, forward to what is shown now, and loads that once more.
async fn back_and_forth(browser: &Browser, before: &str, now: &str) -> Outcome {
    browser.sees(now).await?;
    browser.back().await?;
    browser.sees(before).await?;
    browser.forward().await?;
    browser.sees(now).await?;
    browser.reload().await?;
    Ok(browser.sees(now).await?)
}

#[tokio::test]
async fn back_forward_and_reload_at_every_step_run_nothing_twice() -> Outcome {
    let (stage, _zylker) = Stage::set().await?;
    let browser = Browser::open(Cookies::On).await?;
    browser.go(&stage.url("/")).await?;
    browser.reload().await?;
    browser.press("Nadia Petrov").await?;
    back_and_forth(&browser, "Good to see you, Nadia", SIGN_IN).await?;
    browser.fill("Email address", EMAIL[0]).await?;
    browser.fill("Password", PASSWORD).await?;
    browser.press("Sign in").await?;
    // She is signed in at Zoho by now, and is asked at once where she was asked for a password.
    back_and_forth(&browser, FIRST_CONSENT, FIRST_CONSENT).await?;
    browser.press("Accept").await?;
    back_and_forth(&browser, FIRST_CONSENT, LEADS).await?;
    browser.press("Create contact for Kenji Mori").await?;
    back_and_forth(&browser, LEADS, FORM).await?;
    browser.press("Create contact").await?;
    back_and_forth(&browser, FORM, CONSENT).await?;
    assert_eq!(stage.sandbox.records("Contacts").len(), 0);
    browser.press("Accept").await?;
    // Zoho does not open its page again that was answered.
    back_and_forth(&browser, "Invalid Enhance Token", CREATED).await?;
    browser.press("Deals report").await?;
    back_and_forth(&browser, CREATED, CONSENT).await?;
    browser.press("Decline").await?;
    back_and_forth(&browser, "Invalid Enhance Token", "This does not work without your consent").await?;
    browser.press("Ask me again").await?;
    back_and_forth(&browser, "This does not work without your consent", CONSENT).await?;
    browser.press("Accept").await?;
    back_and_forth(&browser, "Invalid Enhance Token", "in 8 deals").await?;
    assert_eq!(stage.sandbox.records("Contacts").len(), 1, "neither going back nor loading again posts");
    Ok(())
}

#[tokio::test]
async fn who_goes_back_to_the_form_and_sends_it_again_gets_one_contact() -> Outcome {
    let (stage, _zylker) = Stage::set().await?;
    let browser = stage.nadia().await?;
    ask_for_a_contact(&browser, "Kenji Mori").await?;
    browser.back().await?;
    browser.sees(FORM).await?;
    browser.press("Create contact").await?;
    browser.press("Accept").await?;
    browser.sees(CREATED).await?;
    assert_eq!(stage.sandbox.records("Contacts").len(), 1, "only the second of the two was answered");
    Ok(())
}

#[tokio::test]
async fn what_was_answered_long_ago_leads_on_when_it_is_opened_again() -> Outcome {
    let (stage, _zylker) = Stage::set().await?;
    let browser = stage.nadia().await?;
    browser.back().await?;
    browser.sees(FIRST_CONSENT).await?;
    browser.press("Accept").await?;
    browser.sees("This page was answered already").await?;
    browser.go(&stage.url("/leads")).await?;
    ask_for_a_contact(&browser, "Kenji Mori").await?;
    let consent_page = browser.url().await?;
    browser.press("Accept").await?;
    browser.sees(CREATED).await?;
    browser.go(&consent_page).await?;
    browser.sees("Invalid Enhance Token").await?;
    for callback in ["?status=success&scope_enhanced=true", "?error=access_denied"] {
        browser.go(&stage.url(&format!("/scopes/callback{callback}"))).await?;
        browser.sees("This consent was answered before. Nothing was changed.").await?;
        browser.look_at("23-answered-already").await?;
        browser.press("Back to the application").await?;
        browser.sees("Good to see you, Nadia").await?;
    }
    assert_eq!(stage.sandbox.records("Contacts").len(), 1);
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
