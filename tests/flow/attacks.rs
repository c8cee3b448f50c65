//! What others may try: nobody in the world finishes another's attempt.

use tests::stage::{CONTACTS, EMAIL, LEADS, Outcome, PASSWORD, Stage};
use zoho_sandbox::browser::Person;

/// The consent link that a refused page request led to.
fn consent_link(person: &mut Person) -> Outcome<String> {
    let hops = person.browser().hops();
    let link = hops.iter().rev().find(|hop| hop.url.contains("/scopes/consent/")).ok_or("no consent link")?;
    Ok(link.url.clone())
}

async fn is_unchanged(stage: &Stage, refreshes: usize) -> Outcome {
    let held = stage.grant_of("mia").await?.scopes_held().to_request();
    assert_eq!(held, LEADS);
    assert_eq!(stage.count("POST /oauth/v2/token"), refreshes, "a forged callback costs no refresh");
    assert_eq!(stage.contacts().len(), 0);
    Ok(())
}

#[tokio::test]
async fn a_forged_callback_changes_nothing() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    let forged = stage.url("/scopes/callback?status=success&scope_enhanced=true");
    let page = mia.open(&forged).await?;
    assert_eq!(page.status(), 403, "no attempt runs");

    mia.open(&stage.url("/")).await?;
    mia.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
    let mut stranger = Person::new()?;
    assert_eq!(stranger.open(&forged).await?.status(), 403, "another browser");
    stranger.open(&stage.url("/sign-in/mia")).await?;
    assert_eq!(stranger.open(&forged).await?.status(), 403, "another browser of the same user");
    is_unchanged(&stage, 0).await?;

    // In her own browser the hint is followed up, and the server's word decides.
    let page = mia.open(&forged).await?;
    assert_eq!(page.status(), 403, "{}", page.text());
    is_unchanged(&stage, 1).await?;

    let link = consent_link(&mut mia)?;
    mia.open(&link).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    let page = mia.accept().await?;
    assert_eq!(page.text(), "contact: 201 Created SUCCESS", "her own attempt is still open");
    Ok(())
}

#[tokio::test]
async fn a_repeated_callback_changes_nothing() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    mia.open(&stage.url("/")).await?;
    mia.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    mia.accept().await?;
    let (refreshes, contacts) = (stage.count("POST /oauth/v2/token"), stage.contacts().len());

    let page = mia.open(&stage.url("/scopes/callback?status=success&scope_enhanced=true")).await?;
    assert_eq!(page.status(), 403);
    let call = mia
        .browser()
        .hops()
        .iter()
        .rev()
        .find(|hop| hop.url.contains("/scopes/call/"))
        .map(|hop| hop.url.clone());
    let page = mia.open(&call.ok_or("no suspended call")?).await?;
    assert_eq!(page.status(), 410, "a reload does not post again: {}", page.text());
    assert_eq!((stage.count("POST /oauth/v2/token"), stage.contacts().len()), (refreshes, contacts));
    Ok(())
}

#[tokio::test]
async fn a_consent_link_sent_to_another_user_opens_nothing() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    mia.open(&stage.url("/report")).await?;
    let link = consent_link(&mut mia)?;
    let enhancements = stage.count("POST /oauth/v2/token/scopeenhance");

    let (mut noah, _) = stage.person("noah").await?;
    let page = noah.open(&link).await?;
    assert_eq!(page.status(), 403);
    assert!(page.text().contains("another user"), "{}", page.text());
    let mut nobody = Person::new()?;
    assert_eq!(nobody.open(&link).await?.status(), 401);
    assert_eq!(stage.count("POST /oauth/v2/token/scopeenhance"), enhancements);
    Ok(())
}

#[tokio::test]
async fn a_suspended_call_of_another_user_is_not_shown_and_not_run() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    mia.open(&stage.url("/")).await?;
    mia.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
    let link = consent_link(&mut mia)?;
    let call = link.split("call=").nth(1).ok_or("the link names its call")?;

    stage.grant("noah", &format!("{LEADS},{CONTACTS}")).await?;
    let mut noah = Person::new()?;
    noah.open(&stage.url("/sign-in/noah")).await?;
    let page = noah.open(&stage.url(&format!("/scopes/call/{call}"))).await?;
    assert_eq!(page.status(), 410);
    assert!(!page.text().contains("Boyle"));
    assert_eq!(stage.contacts().len(), 0);

    mia.sign_in(EMAIL, PASSWORD).await?;
    let page = mia.accept().await?;
    assert_eq!(page.text(), "contact: 201 Created SUCCESS", "the call waited for its own user");
    Ok(())
}

#[tokio::test]
async fn nobody_else_can_ask_again_in_her_name() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    mia.open(&stage.url("/report")).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    let declined = mia.decline().await?.url().to_owned();

    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    for (name, value) in
        [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example"), ("x-nothing", "")]
    {
        let answer = http
            .post(format!("{declined}/ask"))
            .header("cookie", "user=mia")
            .header(name, value)
            .send()
            .await?;
        assert_eq!(answer.status(), 403, "{name}: {value}");
    }
    Ok(())
}

#[tokio::test]
async fn a_sign_in_returns_only_to_the_application() -> Outcome {
    let stage = Stage::set().await?;
    for target in ["https://evil.example", "//evil.example", "/\\evil.example"] {
        let (mut mia, _) = stage.person("mia").await?;
        let page = mia.open(&stage.url(&format!("/scopes/sign-in?next={target}"))).await?;
        assert_eq!(page.url(), stage.url("/"), "{target}");
    }
    Ok(())
}
