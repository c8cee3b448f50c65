//! A file that waits while its owner is at Zoho.

use std::fs;

use browser_tests::{Outcome, Stage};

/// Kenji Mori, as Zoho knows him.
const FILES: &str = "/crm/v8/Leads/4150868000000006/Attachments";

#[tokio::test]
async fn an_upload_goes_on_after_the_consent_and_comes_back_byte_for_byte() -> Outcome {
    let (stage, _zylker) = Stage::set().await?;
    let browser = stage.nadia().await?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("stand.bin");
    let mut bytes = vec![0; 100_003];
    getrandom::fill(&mut bytes)?;
    fs::write(&file, &bytes)?;

    browser.press("Files of Kenji Mori").await?;
    browser.choose("File", &file).await?;
    browser.look_at("12-files").await?;
    browser.press("Attach file").await?;
    browser.sees("ZohoCRM.modules.attachments.CREATE").await?;
    assert_eq!(stage.count(&format!("POST {FILES}")), 0);
    browser.press("Accept").await?;
    browser.sees("File attached").await?;
    browser.reload().await?;
    browser.sees("File attached").await?;
    assert_eq!(stage.count(&format!("POST {FILES}")), 1);

    assert_eq!(stage.count(&format!("GET {FILES}")), 0, "the list needs a scope that nobody was asked for");
    browser.press("Show the files").await?;
    browser.sees("ZohoCRM.modules.attachments.READ").await?;
    browser.press("Accept").await?;
    browser.sees("stand.bin").await?;
    browser.sees("100 kB").await?;
    browser.look_at("13-files-listed").await?;
    browser.press("Download stand.bin").await?;
    assert!(browser.saved("stand.bin").await? == bytes, "the file is not what was attached");
    Ok(())
}

#[tokio::test]
async fn a_file_that_is_too_large_to_keep_is_named_before_the_person_leaves() -> Outcome {
    let (stage, _zylker) = Stage::set().await?;
    let browser = stage.nadia().await?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("film.bin");
    fs::write(&file, vec![7; 1_200_000])?;
    browser.press("Files of Kenji Mori").await?;
    browser.choose("File", &file).await?;
    browser.press("Attach file").await?;
    browser.sees("What you have just sent is not kept.").await?;
    browser.look_at("14-not-kept").await?;
    browser.reload().await?;
    browser.sees("What you have just sent is not kept.").await?;
    browser.press("Go on to Zoho").await?;
    browser.press("Accept").await?;
    browser.sees("A card, a brochure").await?;
    browser.choose("File", &file).await?;
    browser.press("Attach file").await?;
    browser.sees("File attached").await?;

    fs::write(&file, vec![7; 21 * 1024 * 1024])?;
    browser.choose("File", &file).await?;
    browser.press("Attach file").await?;
    browser.sees("This file is too large").await?;
    browser.look_at("25-too-large").await?;
    browser.press("Home").await?;
    browser.sees("Good to see you").await?;
    Ok(())
}
