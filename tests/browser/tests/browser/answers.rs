//! What the person may answer.

use browser_tests::{Outcome, Stage};

#[tokio::test]
async fn declined_once_is_not_asked_again_until_the_person_wants_it() -> Outcome {
    let (stage, _zylker) = Stage::set().await?;
    let browser = stage.nadia().await?;
    browser.press("Deals report").await?;
    browser.press("Decline").await?;
    browser.sees("This does not work without your consent").await?;
    browser.look_at("07-declined").await?;

    let prompts = stage.sandbox.prompts().len();
    browser.press("Back to the application").await?;
    browser.press("Leads").await?;
    browser.sees("people from your Zoho CRM").await?;
    browser.press("Deals report").await?;
    browser.sees("This does not work without your consent").await?;
    assert_eq!(stage.sandbox.prompts().len(), prompts, "nobody pesters her");

    browser.press("Ask me again").await?;
    browser.press("Accept").await?;
    browser.sees("in 8 deals").await?;
    browser.look_at("08-deals-report").await?;
    Ok(())
}

#[tokio::test]
async fn one_scope_left_out_is_asked_for_alone() -> Outcome {
    let (stage, _zylker) = Stage::set().await?;
    let browser = stage.nadia().await?;
    browser.press("Deals report").await?;
    browser.sees("ZohoCRM.coql.READ").await?;
    browser.tick("ZohoCRM.coql.READ").await?;
    browser.look_at("09-zoho-one-left-out").await?;
    browser.press("Accept").await?;
    browser.sees("This does not work without your consent").await?;
    browser.look_at("10-one-left-out").await?;

    browser.press("Ask me again").await?;
    browser.sees("ZohoCRM.coql.READ").await?;
    let asked = browser.text().await?;
    assert!(!asked.contains("ZohoCRM.modules.deals.READ"), "what was given is not asked for again: {asked}");
    browser.press("Accept").await?;
    browser.sees("in 8 deals").await?;
    Ok(())
}
