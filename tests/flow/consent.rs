//! What the user may answer, and what becomes of the call.

use requires_scope::{Scope, Standing};
use tests::stage::{CONTACTS, DEALS, EMAIL, LEADS, Outcome, PASSWORD, Stage};
use zoho_sandbox::browser::Person;

async fn standing(stage: &Stage, scope: &str) -> Outcome<Standing> {
    Ok(stage.grant_of("mia").await?.standing(&Scope::parse(scope)?))
}

#[tokio::test]
async fn given_the_same_post_goes_on() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, issued) = stage.person("mia").await?;
    mia.open(&stage.url("/")).await?;
    mia.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
    assert_eq!(stage.contacts().len(), 0, "nothing happens before the consent");

    mia.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(mia.asked_for(), [CONTACTS], "the missing scope, and nothing else");
    let page = mia.accept().await?;
    assert_eq!(page.text(), "contact: 201 Created SUCCESS");

    let contacts = stage.contacts();
    assert_eq!(contacts.len(), 1);
    assert_eq!(contacts[0]["Last_Name"], "Boyle");
    assert_eq!(stage.sandbox.granted_scopes(&issued.refresh_token).len(), 2, "the same refresh token");
    assert_eq!(standing(&stage, CONTACTS).await?, Standing::Verified);
    assert_eq!(standing(&stage, LEADS).await?, Standing::Verified);
    assert_eq!(stage.count("POST /oauth/v2/token/scopeenhance"), 1);
    Ok(())
}

#[tokio::test]
async fn given_without_scope_in_the_answer_is_assumed() -> Outcome {
    let stage = Stage::set().await?;
    stage.sandbox.faults().omit_scope_in_answers(true);
    let (mut mia, _) = stage.person("mia").await?;
    mia.open(&stage.url("/")).await?;
    mia.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    let page = mia.accept().await?;
    assert_eq!(page.text(), "contact: 201 Created SUCCESS");
    assert_eq!(standing(&stage, CONTACTS).await?, Standing::Assumed);
    Ok(())
}

#[tokio::test]
async fn a_page_is_shown_after_the_consent() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    mia.open(&stage.url("/report?quarter=4")).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    let page = mia.accept().await?;
    assert_eq!(page.url(), stage.url("/report?quarter=4"));
    assert_eq!(page.text(), "report: 200 OK");
    Ok(())
}

#[tokio::test]
async fn declined_is_remembered_and_asked_again_on_demand() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    mia.open(&stage.url("/report")).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    let page = mia.decline().await?;
    assert_eq!(page.status(), 403);
    assert!(
        page.text().contains("read records through queries (COQL)"),
        "what does not work: {}",
        page.text()
    );
    assert!(page.text().contains("read leads"), "what still does: {}", page.text());

    let prompts = stage.sandbox.prompts().len();
    let page = mia.open(&stage.url("/report")).await?;
    assert_eq!(page.status(), 403, "not asked again");
    assert_eq!(stage.sandbox.prompts().len(), prompts);
    let page = mia.open(&stage.url("/leads")).await?;
    assert_eq!(page.text(), "leads: 200 OK", "the earlier scopes go on working");

    mia.open(&stage.url("/report")).await?;
    mia.browser().submit("Ask me again", &[]).await?;
    let page = mia.accept().await?;
    assert_eq!(page.text(), "report: 200 OK");
    Ok(())
}

#[tokio::test]
async fn one_of_two_scopes_left_out() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    mia.open(&stage.url("/")).await?;
    mia.browser().submit("Create deal", &[("last_name", "Spring fleet")]).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    let mut asked = mia.asked_for();
    asked.sort();
    assert_eq!(asked, [CONTACTS, DEALS]);
    mia.leave_out(DEALS)?;
    let page = mia.accept().await?;
    assert_eq!(page.status(), 403);
    assert!(page.text().contains("create deals"), "{}", page.text());
    assert_eq!(standing(&stage, CONTACTS).await?, Standing::Verified);
    assert_eq!(standing(&stage, DEALS).await?, Standing::Missing);

    mia.browser().submit("Ask me again", &[]).await?;
    assert_eq!(mia.asked_for(), [DEALS], "what was given is not asked for again");
    let page = mia.accept().await?;
    assert_eq!(page.text(), "deal: 201 Created SUCCESS", "the kept request goes on");
    Ok(())
}

#[tokio::test]
async fn a_first_sign_in_and_its_first_enhancement() -> Outcome {
    let stage = Stage::set().await?;
    let mut mia = Person::new()?;
    mia.open(&stage.url("/sign-in/mia")).await?;
    mia.open(&stage.url("/scopes/sign-in?next=/leads")).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(mia.asked_for(), [LEADS]);
    let page = mia.accept().await?;
    assert_eq!(page.url(), stage.url("/leads"));
    assert_eq!(page.text(), "leads: 200 OK");

    mia.open(&stage.url("/")).await?;
    mia.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
    assert_eq!(mia.asked_for(), [CONTACTS]);
    let page = mia.accept().await?;
    assert_eq!(page.text(), "contact: 201 Created SUCCESS");
    Ok(())
}

#[tokio::test]
async fn a_user_who_never_signed_in_is_asked_for_both_at_once() -> Outcome {
    let stage = Stage::set().await?;
    let mut mia = Person::new()?;
    mia.open(&stage.url("/sign-in/mia")).await?;
    mia.open(&stage.url("/")).await?;
    mia.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    let mut asked = mia.asked_for();
    asked.sort();
    assert_eq!(asked, [CONTACTS, LEADS]);
    let page = mia.accept().await?;
    assert_eq!(page.text(), "contact: 201 Created SUCCESS");
    Ok(())
}

#[tokio::test]
async fn a_deeper_refusal_is_not_run_again() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    mia.open(&stage.url("/")).await?;
    let page = mia.browser().submit("Create deep", &[("last_name", "Boyle")]).await?;
    assert_eq!(page.status(), 403);
    assert!(page.text().contains("is not kept"), "the person is told before leaving: {}", page.text());
    mia.browser().follow("Go on to Zoho").await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    let page = mia.accept().await?;
    assert_eq!(page.url(), stage.url("/"), "back to where the form is");
    assert_eq!(stage.contacts().len(), 0);
    Ok(())
}

#[tokio::test]
async fn what_happens_after_a_refusal_counts_as_an_effect() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    mia.open(&stage.url("/")).await?;
    let page = mia.browser().submit("Create tagged", &[("last_name", "Boyle")]).await?;
    assert_eq!(page.status(), 403);
    assert!(page.text().contains("is not kept"), "{}", page.text());
    Ok(())
}

#[tokio::test]
async fn what_a_browser_loads_ahead_adds_nothing_to_the_next_consent() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    for (mode, purpose) in [("navigate", "prefetch;prerender"), ("no-cors", "prefetch")] {
        let ahead = http.get(stage.url("/report")).header("cookie", "user=mia");
        let ahead = ahead.header("sec-fetch-mode", mode).header("sec-purpose", purpose).send().await?;
        assert_eq!(ahead.status(), 503, "{mode}");
    }
    mia.open(&stage.url("/")).await?;
    mia.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(mia.asked_for(), [CONTACTS]);
    Ok(())
}
