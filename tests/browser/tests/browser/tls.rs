//! What TLS changes: the cookies are of this host alone, and no other of its domain can plant them.

use browser_tests::{Outcome, Stage};

#[tokio::test]
async fn over_tls_every_cookie_is_of_this_host_alone() -> Outcome {
    let (stage, _zylker) = Stage::set_behind_tls().await?;
    let browser = stage.nadia().await?;
    browser.press("Create contact for Kenji Mori").await?;
    browser.press("Create contact").await?;
    browser.press("Accept").await?;
    browser.sees("Contact created").await?;
    assert!(browser.url().await?.starts_with(&stage.url("/contacts/")));

    let cookies = browser.cookies().await?;
    let ours: Vec<_> = cookies.iter().filter(|cookie| cookie["name"] != "zoho_sandbox_session_us").collect();
    let mut names: Vec<_> = ours.iter().filter_map(|cookie| cookie["name"].as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["__Host-requires_scope", "__Host-zylker_session"], "{cookies:?}");
    for cookie in ours {
        assert_eq!((&cookie["secure"], &cookie["httpOnly"]), (&true.into(), &true.into()), "{cookie}");
        assert_eq!((&cookie["sameSite"], &cookie["path"]), (&"Lax".into(), &"/".into()), "{cookie}");
    }
    Ok(())
}
