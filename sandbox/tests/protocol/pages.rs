//! What a person sees, and what a page may be made to do.

use std::error::Error;

use reqwest::Response;
use zoho_sandbox::Answer;

use crate::stage::{CONTACTS, EMAIL, LEADS, PASSWORD, Stage, TestResult, person};

/// A browser tab with nothing hidden: the cookie, and what the form of the page carries.
struct Tab {
    cookie: String,
    csrf: String,
    page: String,
}

impl Tab {
    /// Opens the authorization request with this cookie.
    async fn opened(stage: &Stage, cookie: &str) -> Result<Self, Box<dyn Error>> {
        let request = stage.http.get(stage.auth_url(LEADS, &[])?).header("Cookie", cookie);
        let response = request.send().await?;
        let cookie = given_cookie(&response)?;
        let body = response.text().await?;
        let hidden = |name: &str| {
            let (_, rest) = body.split_once(&format!("name=\"{name}\" value=\""))?;
            rest.split('"').next().map(str::to_owned)
        };
        Ok(Self { cookie, csrf: hidden("csrf").ok_or("no csrf")?, page: hidden("page").unwrap_or_default() })
    }

    /// A tab in which the marketer has the consent page open.
    async fn signed_in(stage: &Stage) -> Result<Self, Box<dyn Error>> {
        let tab = Self::opened(stage, "").await?;
        let signed_in = tab.sign_in(stage, "/oauth/v2/auth").await?;
        Self::opened(stage, &given_cookie(&signed_in)?).await
    }

    async fn sign_in(&self, stage: &Stage, next: &str) -> Result<Response, Box<dyn Error>> {
        let form = [("csrf", self.csrf.as_str()), ("next", next), ("email", EMAIL), ("password", PASSWORD)];
        let request =
            stage.http.post(stage.accounts("/signin", &[])?).header("Cookie", &self.cookie).form(&form);
        Ok(request.send().await?)
    }
}

fn given_cookie(response: &Response) -> Result<String, Box<dyn Error>> {
    let line = response.headers().get("set-cookie").ok_or("no cookie")?.to_str()?;
    Ok(line.split(';').next().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn the_consent_page_shows_only_the_new_scopes_in_plain_words() -> TestResult {
    let stage = Stage::new().await?;
    let enhancement = stage.enhancement(&stage.grant(LEADS)).await?;
    let mut person = person()?;
    person.open(&stage.enhance_url(&enhancement, &format!("{LEADS},{CONTACTS}"), "false")?).await?;
    let page = person.sign_in(EMAIL, PASSWORD).await?;
    assert!(page.text().contains("Zoho sandbox — not the real Zoho"), "{page:?}");
    assert!(page.text().contains("Zylker Marketing"), "{page:?}");
    assert!(page.text().contains("Create contacts in Zoho CRM"), "{page:?}");
    assert!(page.text().contains(CONTACTS), "{page:?}");
    assert!(!page.text().contains(LEADS), "{page:?}");
    let buttons: Vec<_> = page.forms()[0].buttons().collect();
    assert_eq!(buttons, ["Accept", "Decline"]);
    Ok(())
}

#[tokio::test]
async fn a_wrong_password_asks_again() -> TestResult {
    let stage = Stage::new().await?;
    let mut person = person()?;
    person.open(&stage.auth_url(LEADS, &[])?).await?;
    let page = person.sign_in(EMAIL, "guessed").await?;
    assert_eq!(page.status(), 403);
    assert!(page.text().contains("wrong"), "{page:?}");
    assert_eq!(page.forms()[0].value("email"), Some(EMAIL));
    person.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(person.asked_for(), [LEADS]);
    Ok(())
}

#[tokio::test]
async fn what_is_shown_is_escaped() -> TestResult {
    let stage = Stage::new().await?;
    let app = stage.sandbox.register_client("<script>alert(1)</script>", "http://127.0.0.1:4000/x");
    let query = [
        ("response_type", "code"),
        ("client_id", app.client_id.as_str()),
        ("redirect_uri", "http://127.0.0.1:4000/x"),
        ("scope", LEADS),
        ("state", "\"><script>"),
    ];
    let mut person = person()?;
    let page = person.open(&stage.accounts("/oauth/v2/auth", &query)?).await?;
    assert!(!page.body().contains("<script>"), "{}", page.body());
    let page = person.sign_in(EMAIL, PASSWORD).await?;
    assert!(!page.body().contains("<script>"), "{}", page.body());
    assert!(page.text().contains("<script>alert(1)</script>"), "{page:?}");
    Ok(())
}

#[tokio::test]
async fn a_page_can_be_answered_only_by_the_browser_that_was_shown_it_and_once() -> TestResult {
    let stage = Stage::new().await?;
    let (victim, attacker) = (Tab::signed_in(&stage).await?, Tab::signed_in(&stage).await?);
    assert_ne!(victim.csrf, attacker.csrf);
    assert_ne!(victim.page, attacker.page);

    let cases = [
        ("", victim.csrf.as_str(), victim.page.as_str(), 403, "no session"),
        (&attacker.cookie, &victim.csrf, &victim.page, 403, "a form of another session"),
        (&victim.cookie, &attacker.csrf, &victim.page, 403, "the protection of another session"),
        (&attacker.cookie, &attacker.csrf, &victim.page, 400, "a page of another session"),
        (&victim.cookie, &victim.csrf, &victim.page, 303, "its own page"),
        (&victim.cookie, &victim.csrf, &victim.page, 400, "its own page again"),
    ];
    for (cookie, csrf, page, status, what) in cases {
        let form = [("csrf", csrf), ("page", page), ("scope", LEADS), ("decision", "accept")];
        let request = stage.http.post(stage.accounts("/consent", &[])?).header("Cookie", cookie).form(&form);
        assert_eq!(request.send().await?.status(), status, "{what}");
    }
    let answers: Vec<_> = stage.sandbox.prompts().into_iter().map(|prompt| prompt.answer).collect();
    assert_eq!(answers, [Some(Answer::Accepted(vec![LEADS.to_owned()])), None]);
    Ok(())
}

#[tokio::test]
async fn sign_in_leads_nowhere_but_to_our_own_pages() -> TestResult {
    let stage = Stage::new().await?;
    let tab = Tab::opened(&stage, "").await?;
    for next in ["http://evil.example/", "//evil.example/", "/consent", ""] {
        assert_eq!(tab.sign_in(&stage, next).await?.status(), 403, "{next}");
    }
    let signed_in = tab.sign_in(&stage, "/oauth/v2/auth").await?;
    assert_eq!(signed_in.status(), 303);
    let renewed = signed_in.headers().get("set-cookie").ok_or("no cookie")?.to_str()?;
    assert!(renewed.contains("HttpOnly") && renewed.contains("SameSite=Lax"), "{renewed}");
    assert!(!renewed.starts_with(&tab.cookie), "the session gets a new id when somebody signs in");
    Ok(())
}

#[tokio::test]
async fn pages_cannot_be_framed_and_load_nothing_foreign() -> TestResult {
    let stage = Stage::new().await?;
    let page = stage.http.get(stage.auth_url(LEADS, &[])?).send().await?;
    let policy = page.headers().get("content-security-policy").ok_or("no policy")?.to_str()?;
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    assert_eq!(page.headers().get("cache-control").ok_or("no cache-control")?, "no-store");
    let style = stage.http.get(stage.accounts("/style.css", &[])?).send().await?;
    assert_eq!(style.headers().get("content-type").ok_or("no type")?, "text/css; charset=utf-8");
    Ok(())
}
