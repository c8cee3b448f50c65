//! Two Zylkers on one store: whichever of them a browser meets, it is one application.

use browser_tests::{Outcome, Stage};

#[tokio::test]
async fn what_one_server_refuses_the_other_runs_after_the_consent() -> Outcome {
    let (stage, _first) = Stage::set().await?;
    let second = stage.start_another()?;
    let browser = stage.nadia().await?;
    browser.go(&second.url("/leads")).await?;
    browser.sees("people from your Zoho CRM").await?;
    browser.press("Create contact for Kenji Mori").await?;
    browser.fill("Phone", "+1 555 0101").await?;
    browser.press("Create contact").await?;
    browser.sees("ZohoCRM.modules.contacts.CREATE").await?;
    assert!(browser.url().await?.starts_with(stage.sandbox.accounts_url()));
    browser.press("Accept").await?;
    browser.sees("Contact created").await?;
    assert!(browser.url().await?.starts_with(&stage.url("/contacts/")), "Zoho knows the first server alone");
    let contacts = stage.sandbox.records("Contacts");
    assert_eq!(contacts.len(), 1);
    assert_eq!(contacts[0]["Phone"], "+1 555 0101");

    let prompts = stage.sandbox.prompts().len();
    browser.go(&second.url("/leads")).await?;
    browser.press("Create contact for Amina Okafor").await?;
    browser.press("Create contact").await?;
    browser.sees("Contact created").await?;
    assert!(browser.url().await?.starts_with(&second.url("/contacts/")));
    assert_eq!(stage.sandbox.prompts().len(), prompts, "the second server knows of the consent too");
    Ok(())
}

#[tokio::test]
async fn a_contact_that_one_server_made_is_read_at_zoho_by_the_other() -> Outcome {
    let (stage, first) = Stage::set().await?;
    let browser = stage.nadia().await?;
    browser.press("Create contact for Kenji Mori").await?;
    browser.press("Create contact").await?;
    browser.press("Accept").await?;
    browser.sees("Contact created").await?;
    first.crash()?;
    let _second = stage.start()?;
    browser.reload().await?;
    browser.sees("ZohoCRM.modules.contacts.READ").await?;
    browser.press("Accept").await?;
    browser.sees("is a contact in your Zoho CRM.").await?;
    browser.press("Contacts").await?;
    browser.sees("1 person whom you know").await?;
    browser.look_at("24-contacts").await?;
    Ok(())
}
