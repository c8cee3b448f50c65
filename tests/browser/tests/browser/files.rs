//! A file that waits while its owner is at Zoho.

use std::fs;

use browser_tests::{Outcome, Stage};

#[tokio::test]
async fn an_upload_goes_on_after_the_consent() -> Outcome {
    let (stage, _zylker) = Stage::set().await?;
    let browser = stage.nadia().await?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("card.bin");
    let bytes: Vec<u8> = (0..=255).cycle().take(300_000).collect();
    fs::write(&file, &bytes)?;

    browser.press("Attach a file to Kenji Mori").await?;
    browser.choose("File", &file).await?;
    browser.photograph("12-attach").await?;
    browser.press("Attach file").await?;
    browser.sees("ZohoCRM.modules.attachments.CREATE").await?;
    assert_eq!(stage.count("POST /crm/v8/Leads/4150868000000006/Attachments"), 0);
    browser.press("Accept").await?;
    browser.sees("File attached").await?;
    browser.photograph("13-attached").await?;
    browser.reload().await?;
    browser.sees("File attached").await?;
    assert_eq!(stage.count("POST /crm/v8/Leads/4150868000000006/Attachments"), 1);
    Ok(())
}

#[tokio::test]
async fn a_file_that_is_too_large_to_keep_is_named_before_the_person_leaves() -> Outcome {
    let (stage, _zylker) = Stage::set().await?;
    let browser = stage.nadia().await?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("film.bin");
    fs::write(&file, vec![7; 1_200_000])?;
    browser.press("Attach a file to Kenji Mori").await?;
    browser.choose("File", &file).await?;
    browser.press("Attach file").await?;
    browser.sees("What you have just sent is not kept.").await?;
    browser.photograph("14-not-kept").await?;
    browser.press("Go on to Zoho").await?;
    browser.press("Accept").await?;
    browser.sees("Attach a card").await?;
    browser.choose("File", &file).await?;
    browser.press("Attach file").await?;
    browser.sees("File attached").await?;
    Ok(())
}
