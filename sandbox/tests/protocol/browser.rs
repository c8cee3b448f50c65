//! The browser without a window, against a small application of its own.

use std::{error::Error, future::IntoFuture};

use axum::{
    Router,
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use tokio::net::TcpListener;
use zoho_sandbox::browser::{Browser, BrowserError};

use crate::stage::TestResult;

/// Shows the headers that depend on where the browser came from.
async fn echo(headers: HeaderMap) -> String {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("-").to_owned();
    format!("site {} cookie {} origin {}", text("sec-fetch-site"), text("cookie"), text("origin"))
}

async fn cookies() -> Response {
    let lines = ["lax=1; SameSite=Lax", "strict=1; SameSite=Strict"].map(|line| (header::SET_COOKIE, line));
    (axum::response::AppendHeaders(lines), "baked").into_response()
}

/// An application whose page leads to the other one.
async fn application(other: Option<&str>) -> Result<String, Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let target = other.unwrap_or(&url).to_owned();
    let page = format!(
        "<a href='{target}/echo'>There</a><form method=post action='{target}/echo'><input name=a>\
         <button>Send</button></form><form action='/echo?lost=1'><input name=q value=1></form>"
    );
    let loops = (StatusCode::FOUND, [(header::LOCATION, "/loop")]);
    let back = (StatusCode::SEE_OTHER, [(header::LOCATION, format!("{target}/echo"))]);
    let router = Router::new()
        .route("/", get(Html(page)))
        .route("/cookies", get(cookies))
        .route("/echo", get(echo).post(echo))
        .route("/loop", get(loops))
        .route("/away", get(back.clone()).post(back));
    tokio::spawn(axum::serve(listener, router).into_future());
    Ok(url)
}

#[tokio::test]
async fn a_typed_address_has_no_site_and_gets_every_cookie() -> TestResult {
    let url = application(None).await?;
    let mut browser = Browser::new()?;
    browser.get(&format!("{url}/cookies")).await?;
    let page = browser.get(&format!("{url}/echo")).await?;
    assert_eq!(page.text(), "site none cookie lax=1; strict=1 origin -");
    Ok(())
}

#[tokio::test]
async fn another_port_is_another_site() -> TestResult {
    let zoho = application(None).await?;
    let application = application(Some(&zoho)).await?;
    let mut browser = Browser::new()?;
    browser.get(&format!("{zoho}/cookies")).await?;

    browser.get(&application).await?;
    assert_eq!(browser.follow("there").await?.text(), "site cross-site cookie lax=1 origin -");
    browser.get(&application).await?;
    let page = browser.submit("Send", &[("a", "1")]).await?;
    assert_eq!(page.text(), format!("site cross-site cookie - origin {application}"));

    browser.get(&zoho).await?;
    let page = browser.follow("There").await?;
    assert_eq!(page.text(), "site same-origin cookie lax=1; strict=1 origin -");
    Ok(())
}

#[tokio::test]
async fn redirects_are_followed_and_recorded() -> TestResult {
    let zoho = application(None).await?;
    let application = application(Some(&zoho)).await?;
    let mut browser = Browser::new()?;
    let page = browser.get(&format!("{application}/away")).await?;
    assert_eq!(page.url(), format!("{zoho}/echo"));
    let hops: Vec<_> = browser.hops().iter().map(|hop| (hop.method.as_str(), hop.status)).collect();
    assert_eq!(hops, [("GET", 303), ("GET", 200)]);
    assert_eq!(browser.hops()[0].location.as_deref(), Some(format!("{zoho}/echo").as_str()));

    let looped = browser.get(&format!("{zoho}/loop")).await;
    assert!(matches!(looped, Err(BrowserError::RedirectLoop)), "{looped:?}");
    Ok(())
}

#[tokio::test]
async fn a_get_form_replaces_the_query() -> TestResult {
    let url = application(None).await?;
    let mut browser = Browser::new()?;
    browser.get(&url).await?;
    let page = browser.submit_form(1, &[("q", "a b")]).await?;
    assert_eq!(page.url(), format!("{url}/echo?q=a+b"));
    Ok(())
}

#[tokio::test]
async fn what_is_not_on_the_page_cannot_be_used() -> TestResult {
    let url = application(None).await?;
    let mut browser = Browser::new()?;
    assert!(matches!(browser.follow("x").await, Err(BrowserError::NoPage)));
    browser.get(&url).await?;
    assert!(matches!(browser.follow("x").await, Err(BrowserError::NoLink(_))));
    assert!(matches!(browser.submit("x", &[]).await, Err(BrowserError::NoButton(_))));
    assert!(matches!(browser.submit("Send", &[("x", "1")]).await, Err(BrowserError::NoField(_))));
    assert!(matches!(browser.submit_form(9, &[]).await, Err(BrowserError::NoForm(9))));
    assert!(matches!(browser.untick("x", "y"), Err(BrowserError::NoField(_))));
    let nobody = browser.get("http://127.0.0.1:1/?secret=1").await;
    let Err(error @ BrowserError::Unreachable { .. }) = nobody else { panic!("{nobody:?}") };
    assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
    Ok(())
}
