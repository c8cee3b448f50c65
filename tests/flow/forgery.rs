//! What another site, or another user, may try with a browser that is not theirs.

use http::header::{LOCATION, SET_COOKIE};
use reqwest::redirect::Policy;
use tests::stage::{CONTACTS, EMAIL, LEADS, Outcome, PASSWORD, SOON, Stage};
use tokio::time::timeout;
use zoho_sandbox::browser::Person;

fn http() -> Outcome<reqwest::Client> {
    Ok(reqwest::Client::builder().redirect(Policy::none()).build()?)
}

/// The consent link of a refused page of `user`, and the cookie that opening it has set.
async fn opened(stage: &Stage, user: &str) -> Outcome<(String, String)> {
    let page = http()?.get(stage.url("/report")).header("cookie", format!("user={user}"));
    let refused = page.header("sec-fetch-mode", "navigate").send().await?;
    let link = refused.headers()[LOCATION].to_str()?.to_owned();
    let opened = http()?.get(&link).header("cookie", format!("user={user}")).send().await?;
    let cookie = opened.headers()[SET_COOKIE].to_str()?.split(';').next().unwrap_or_default().to_owned();
    Ok((link, cookie))
}

#[tokio::test]
async fn login_csrf_a_code_of_somebody_else_is_not_exchanged() -> Outcome {
    let stage = Stage::set().await?;
    // Mia has not signed in at Zoho yet: her attempt waits for a code, and for the `state` that was sent with it.
    let (_, cookie) = opened(&stage, "mia").await?;
    let code = stage.sandbox.issue_code(&stage.credentials.client_id, EMAIL, LEADS);
    for state in ["", "&state=", "&state=of-the-attacker"] {
        let callback = stage.url(&format!("/scopes/callback?code={code}{state}"));
        let answer = http()?.get(callback).header("cookie", format!("user=mia; {cookie}")).send().await?;
        assert!(answer.status().is_client_error(), "{state}: {}", answer.status());
    }
    assert_eq!(stage.count("POST /oauth/v2/token"), 0, "the code is not even tried");
    assert!(!stage.grant_of("mia").await?.is_signed_in());
    Ok(())
}

/// Mia stands on Zoho's page of a first sign-in, and a second tab of her browser.
async fn signing_in(stage: &Stage) -> Outcome<(Person, Person)> {
    let mut mia = Person::new()?;
    mia.open(&stage.url("/sign-in/mia")).await?;
    mia.open(&stage.url("/scopes/sign-in?next=/leads")).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    let tab = mia.clone();
    Ok((mia, tab))
}

#[tokio::test]
async fn a_denial_that_cannot_be_tied_to_a_sign_in_does_not_end_it() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, mut tab) = signing_in(&stage).await?;
    let page = tab.open(&stage.url("/scopes/callback?error=access_denied")).await?;
    assert!(page.text().contains("Ask me again"), "{}", page.text());
    let prompts = stage.sandbox.prompts().len();
    tab.open(&stage.url("/leads")).await?;
    assert_eq!(stage.sandbox.prompts().len(), prompts, "whoever has said no is not asked again unasked");
    assert_eq!(mia.accept().await?.text(), "leads: 200 OK", "her code is taken all the same");
    Ok(())
}

#[tokio::test]
async fn whoever_has_said_no_at_a_sign_in_may_be_asked_again() -> Outcome {
    let stage = Stage::set().await?;
    let (_, mut tab) = signing_in(&stage).await?;
    tab.open(&stage.url("/scopes/callback?error=access_denied")).await?;
    // The page of the call that she has come back to, which is opened once more.
    tab.browser().submit("Ask me again", &[]).await?;
    let page = timeout(SOON, tab.accept()).await??;
    assert_eq!(page.text(), "leads: 200 OK");
    Ok(())
}

#[tokio::test]
async fn a_code_outweighs_the_denial_of_another_tab() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, mut tab) = signing_in(&stage).await?;
    tab.open(&stage.url("/scopes/sign-in?next=/leads")).await?;
    let page = tab.decline().await?;
    assert!(page.text().contains("Ask me again"), "{}", page.text());
    assert_eq!(mia.accept().await?.text(), "leads: 200 OK");
    Ok(())
}

#[tokio::test]
async fn session_fixation_a_planted_cookie_binds_nobody() -> Outcome {
    let stage = Stage::set().await?;
    stage.grant("mia", LEADS).await?;
    stage.grant("noah", LEADS).await?;
    let (_, planted) = opened(&stage, "noah").await?;
    let (link, _) = opened(&stage, "mia").await?;

    // Mia opens her own link in a browser into which Noah's cookie was planted: it is not taken over.
    let answer = http()?.get(&link).header("cookie", format!("user=mia; {planted}")).send().await?;
    let own = answer.headers()[SET_COOKIE].to_str()?.split(';').next().unwrap_or_default().to_owned();
    assert_ne!(own, planted);
    let before = stage.count("POST /oauth/v2/token");
    let callback = stage.url("/scopes/callback?status=success&scope_enhanced=true");
    let answer = http()?.get(callback).header("cookie", format!("user=mia; {planted}")).send().await?;
    assert_eq!(answer.status(), 403);
    assert_eq!(stage.count("POST /oauth/v2/token"), before);
    Ok(())
}

#[tokio::test]
async fn csrf_of_the_consent_link_begins_nothing_that_was_declined_or_never_needed() -> Outcome {
    let stage = Stage::set().await?;
    stage.grant("mia", LEADS).await?;
    let attack = |path: &str| {
        let request = http().map(|http| http.get(stage.url(path)).header("cookie", "user=mia"));
        request.map(|request| {
            request.header("sec-fetch-site", "cross-site").header("sec-fetch-mode", "navigate")
        })
    };
    // A link is of an attempt that exists, whose name nobody can guess.
    assert_eq!(attack("/scopes/consent/guessed")?.send().await?.status(), 404);
    // Another site may send her to sign in, where nothing is missing: she lands in the application.
    let answer = attack("/scopes/sign-in?next=/leads")?.send().await?;
    assert_eq!(answer.headers()[LOCATION], "/leads");
    // Nor may it press our buttons.
    for path in ["/scopes/connection/withdraw", "/scopes/connection/allow"] {
        let request = http()?.post(stage.url(path)).header("cookie", "user=mia");
        let answer =
            request.header("sec-fetch-site", "cross-site").form(&[("scope", CONTACTS)]).send().await?;
        assert_eq!(answer.status(), 403, "{path}");
    }
    assert!(stage.grant_of("mia").await?.is_signed_in(), "nothing was withdrawn");
    assert_eq!(stage.count("POST /oauth/v2/token/scopeenhance"), 0);
    Ok(())
}

#[tokio::test]
async fn csrf_a_form_of_another_site_is_neither_kept_nor_run_after_the_consent() -> Outcome {
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        let stage = Stage::set().await?;
        let (mut mia, _) = stage.person("mia").await?;
        // An application whose session cookie is `SameSite=None`: the foreign form acts in her name.
        let request = http()?.post(stage.url("/contacts")).header("cookie", "user=mia").header(name, value);
        let request = request.header("sec-fetch-mode", "navigate").header("referer", "https://evil.example/");
        let refused = request.form(&[("last_name", "Forged")]).send().await?;
        let page = mia.open(refused.headers()[LOCATION].to_str()?).await?;
        assert_eq!(page.status(), 403, "{name}: {value}: she is not even sent to Zoho");
        assert!(
            page.body().contains("is not kept") && !page.body().contains("evil.example"),
            "{}",
            page.body()
        );
        mia.browser().follow("Go on to Zoho").await?;
        mia.sign_in(EMAIL, PASSWORD).await?;
        let page = mia.accept().await?;
        assert_eq!(page.url(), stage.url("/"), "{name}: {value}: she is back in the application");
        assert_eq!(stage.contacts().len(), 0, "{name}: {value}: and nothing was done");
    }
    Ok(())
}

#[tokio::test]
async fn cache_poisoning_no_header_of_a_request_gets_into_a_link_and_nothing_is_stored() -> Outcome {
    let stage = Stage::set().await?;
    stage.grant("mia", LEADS).await?;
    for mode in ["navigate", "cors"] {
        let request = http()?.get(stage.url("/report")).header("cookie", "user=mia");
        let request = request.header("host", "evil.example").header("x-forwarded-host", "evil.example");
        let answer = request
            .header("forwarded", "host=evil.example")
            .header("x-original-url", "https://evil.example/")
            .header("sec-fetch-mode", mode)
            .send()
            .await?;
        assert_eq!(answer.headers()["cache-control"], "no-store", "{mode}");
        let said = format!("{:?} {}", answer.headers().clone(), answer.text().await?);
        assert!(said.contains("/scopes/consent/") && !said.contains("evil.example"), "{mode}: {said}");
    }
    Ok(())
}

#[tokio::test]
async fn every_page_of_ours_is_unframeable_unstored_and_tells_no_referrer() -> Outcome {
    let stage = Stage::set().await?;
    stage.grant("mia", LEADS).await?;
    for path in [
        "/scopes/connection",
        "/scopes/callback?error=access_denied",
        "/scopes/consent/unknown",
        "/scopes/call?id=unknown",
        "/scopes/call?id=of:6:zylker",
    ] {
        let answer = http()?.get(stage.url(path)).header("cookie", "user=mia").send().await?;
        assert!(answer.status().as_u16() < 500, "{path}: {}", answer.status());
        let headers = answer.headers();
        assert_eq!(headers["cache-control"], "no-store", "{path}");
        assert_eq!(headers["referrer-policy"], "same-origin", "{path}");
        let policy = headers["content-security-policy"].to_str()?;
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("default-src 'none'"), "{path}");
        let page = answer.text().await?;
        assert!(
            page.contains("<title>") && page.contains("lang='en'") && !page.contains("<script"),
            "{path}"
        );
    }
    Ok(())
}
