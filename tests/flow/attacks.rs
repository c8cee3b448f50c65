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
async fn a_forged_callback_is_found_out_by_the_call_where_no_answer_lists_scopes() -> Outcome {
    let stage = Stage::set().await?;
    stage.sandbox.faults().omit_scope_in_answers(true);
    let (mut mia, issued) = stage.person("mia").await?;
    mia.open(&stage.url("/report")).await?;
    mia.open(&stage.url("/scopes/callback?status=success&scope_enhanced=true")).await?;
    assert!(
        !stage.sandbox.granted_scopes(&issued.refresh_token).iter().any(|scope| scope == "ZohoCRM.coql.READ")
    );
    let page = mia.open(&stage.url("/report")).await?;
    assert_eq!(page.status(), 200, "Zoho's sign-in page: she is asked all the same, not locked out");

    mia.sign_in(EMAIL, PASSWORD).await?;
    let page = mia.accept().await?;
    assert_eq!(page.text(), "report: 200 OK");
    Ok(())
}

#[tokio::test]
async fn a_callback_needs_the_value_in_her_cookie_and_her_session() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    mia.open(&stage.url("/")).await?;
    mia.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
    let link = consent_link(&mut mia)?;
    stage.grant("noah", LEADS).await?;

    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    let opened = http.get(&link).header("cookie", "user=mia").send().await?;
    let cookie = opened.headers()["set-cookie"].to_str()?.split(';').next().ok_or("no cookie")?.to_owned();
    assert!(cookie.starts_with("requires_scope="), "the browser is bound");
    let (attempt, _) = cookie.split_once('.').ok_or("attempt and value")?;

    let callback = stage.url("/scopes/callback?status=success&scope_enhanced=true");
    for (who, cookies) in [
        ("another value", format!("user=mia; {attempt}.0123456789012345678901234567890123456789012")),
        ("no value", format!("user=mia; {attempt}.")),
        ("another user with her cookie", format!("user=noah; {cookie}")),
    ] {
        let answer = http.get(&callback).header("cookie", cookies).send().await?;
        assert_eq!(answer.status(), 403, "{who}");
    }
    let answer = http.get(&callback).header("cookie", &cookie).send().await?;
    assert_eq!(answer.status(), 401, "nobody is signed in");
    is_unchanged(&stage, 0).await
}

#[tokio::test]
async fn a_callback_cannot_make_us_ask_the_server_for_ever() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    mia.open(&stage.url("/report")).await?;
    for _ in 0..8 {
        mia.open(&stage.url("/scopes/callback?status=success&scope_enhanced=true")).await?;
    }
    is_unchanged(&stage, 5).await
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

    let hops = mia.browser().hops().to_vec();
    for forged in ["status=success&scope_enhanced=true", "error=access_denied", "code=1000.x&state=y"] {
        let page = mia.open(&stage.url(&format!("/scopes/callback?{forged}"))).await?;
        assert!(matches!(page.status(), 400 | 410), "{forged}: {}", page.text());
    }
    let call = hops.iter().rev().find(|hop| hop.url.contains("/scopes/call?")).ok_or("no suspended call")?;
    let page = mia.open(&call.url).await?;
    assert_eq!(
        page.text(),
        "contact: 201 Created SUCCESS",
        "a reload shows the answer, and does not post again"
    );
    assert_eq!((stage.count("POST /oauth/v2/token"), stage.contacts().len()), (refreshes, contacts));
    let page = mia.open(&stage.url("/leads")).await?;
    assert_eq!(page.text(), "leads: 200 OK");
    Ok(())
}

#[tokio::test]
async fn two_tabs_go_on_with_a_call_each() -> Outcome {
    let stage = Stage::set().await?;
    let (mut first, _) = stage.person("mia").await?;
    first.open(&stage.url("/")).await?;
    first.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
    first.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(first.asked_for(), [CONTACTS]);
    let mut second = first.clone();
    second.open(&stage.url("/")).await?;
    second.browser().submit("Create deal", &[("last_name", "Spring fleet")]).await?;

    // The first tab's page asks for the contact alone; what the second one asks for is not declined by that.
    let page = first.accept().await?;
    assert_eq!(page.text(), "contact: 201 Created SUCCESS");
    let page = second.accept().await?;
    assert_eq!(page.text(), "deal: 201 Created SUCCESS");
    let contacts = stage.contacts().len();
    let deals =
        stage.sandbox.records("Deals").iter().filter(|deal| deal["Deal_Name"] == "Spring fleet").count();
    assert_eq!((contacts, deals), (1, 1), "each call ran, once");
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
    let page = noah.open(&stage.url(&format!("/scopes/call?id={call}"))).await?;
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
            .post(declined.replacen("/call?", "/call/ask?", 1))
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

#[tokio::test]
async fn a_kept_target_returns_only_to_the_application() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    mia.open(&format!("{}//evil.example/x", stage.url(""))).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    let page = mia.accept().await?;
    assert_eq!(page.url(), stage.url("/"));
    Ok(())
}

#[tokio::test]
async fn a_token_goes_to_no_foreign_host() -> Outcome {
    let stage = Stage::set().await?;
    stage.grant("mia", LEADS).await?;
    let zoho = stage.grant_of("mia").await?.client();
    for target in
        ["https://evil.example/crm/v8/Leads", "//evil.example/crm", "https://www.zohoapis.com/crm/v8/Leads"]
    {
        let error = zoho.get(target).send().await.expect_err("a foreign host");
        assert!(error.to_string().contains("no host of Zoho's table"), "{target}: {error}");
    }
    assert!(stage.sandbox.journal().is_empty(), "not even a token was fetched");
    Ok(())
}
