//! The dashboard, as a person uses it.

use std::error::Error;

use reqwest::Method;
use zoho_sandbox::{Fault, browser::Browser};

use crate::{
    admin::Office,
    stage::{LEADS, TestResult},
};

/// A browser that has the dashboard open.
async fn opened(office: &Office) -> Result<Browser, Box<dyn Error>> {
    let mut browser = Browser::new()?;
    browser.get(&office.url).await?;
    Ok(browser)
}

#[tokio::test]
async fn it_shows_users_clients_grants_and_requests_and_no_secret() -> TestResult {
    let office = Office::new().await?;
    let refresh_token = office.stage.grant(LEADS);
    let token = office.stage.access(&refresh_token).await?;
    office.stage.call(Method::GET, "/crm/v8/org", &token, None).await?.is(401, "OAUTH_SCOPE_MISMATCH");
    let browser = opened(&office).await?;
    let page = browser.page().ok_or("no page")?;
    let shown = [
        "marketer@zylker.example",
        "Zylker Marketing",
        LEADS,
        "1 active",
        "POST /oauth/v2/token",
        "401 OAUTH_SCOPE_MISMATCH",
        "All goes well",
        "The real time",
        office.stage.sandbox.accounts_url(),
    ];
    for text in shown {
        assert!(page.text().contains(text), "{text} is not on {page:?}");
    }
    for secret in [&refresh_token, &token, &office.stage.app.client_secret] {
        assert!(!page.body().contains(secret.as_str()), "a secret is shown");
    }
    assert!(!page.body().contains("<script"), "the dashboard needs no script");
    Ok(())
}

#[tokio::test]
async fn a_new_code_is_shown_once_and_works() -> TestResult {
    let office = Office::new().await?;
    let mut browser = opened(&office).await?;
    let page = browser.submit("New self-client code", &[("scopes", LEADS)]).await?;
    let (_, rest) = page.body().split_once("class=\"secret\">").ok_or("no code")?;
    let code = rest.split('<').next().unwrap_or_default().to_owned();
    let form = [("grant_type", "authorization_code"), ("code", code.as_str())];
    let answer = office.stage.post("/oauth/v2/token", &form).await?;
    assert_eq!(answer.json["scope"], LEADS);
    assert!(!browser.get(&office.url).await?.body().contains(&code));
    Ok(())
}

#[tokio::test]
async fn the_clock_moves_faults_are_set_and_the_journal_is_cleared() -> TestResult {
    let office = Office::new().await?;
    let refresh_token = office.stage.grant(LEADS);
    let mut browser = opened(&office).await?;
    let page = browser.submit("Move the clock", &[("minutes", "90")]).await?;
    assert!(page.text().contains("1 h 30 min ahead of the real time"), "{page:?}");
    assert_eq!(office.stage.sandbox.clock().advanced().as_secs(), 90 * 60);

    let page = browser.submit("Set a fault", &[("fault", "status:503")]).await?;
    assert!(page.text().contains("the next request"), "{page:?}");
    assert_eq!(office.stage.sandbox.faults().pending()[0].fault, Fault::Status(503, "{}".to_owned()));
    let page = browser.submit("Set a fault", &[("fault", "fire")]).await?;
    assert!(page.text().contains("there is no fault `fire`"), "{page:?}");
    browser.submit("Take all faults back", &[]).await?;
    assert!(office.stage.sandbox.faults().pending().is_empty());

    office.stage.access(&refresh_token).await?;
    browser.get(&office.url).await?;
    let page = browser.submit("Clear", &[]).await?;
    assert!(page.text().contains("No request has come yet"), "{page:?}");
    Ok(())
}

#[tokio::test]
async fn a_form_that_was_not_made_by_the_dashboard_does_nothing() -> TestResult {
    let office = Office::new().await?;
    for form in [vec![("minutes", "60")], vec![("csrf", "guessed"), ("minutes", "60")]] {
        let request = office.stage.http.post(format!("{}/clock", office.url)).form(&form);
        assert!(request.send().await?.status().is_client_error(), "{form:?}");
    }
    assert!(office.stage.sandbox.clock().advanced().is_zero());
    Ok(())
}

#[tokio::test]
async fn it_cannot_be_framed_and_what_it_shows_is_escaped() -> TestResult {
    let office = Office::new().await?;
    office.stage.sandbox.register_client("<script>alert(1)</script>", "http://127.0.0.1:4000/x");
    office.stage.call(Method::GET, "/crm/v8/%3Cscript%3E?q=<script>", "", None).await?;
    let response = office.stage.http.get(&office.url).send().await?;
    let header =
        |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    assert!(header("content-security-policy").contains("frame-ancestors 'none'"));
    assert_eq!(header("x-frame-options"), "DENY");
    assert_eq!(header("cache-control"), "no-store");
    let body = response.text().await?;
    assert!(!body.contains("<script"), "{body}");
    Ok(())
}
