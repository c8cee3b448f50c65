//! Whoever is not signed in, and where a request comes from: over sockets, by HTTP/1 and HTTP/2.

use http::header::{CONTENT_TYPE, HOST, LOCATION, ORIGIN};
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder, RequestBuilder};
use tests::stage::{CONTACTS, LEADS, Outcome, Stage};

fn http(build: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Outcome<Client> {
    Ok(build(Client::builder().redirect(Policy::none())).build()?)
}

#[tokio::test]
async fn a_stranger_before_a_guarded_route_gets_a_whole_page() -> Outcome {
    let stage = Stage::set().await?;
    let http = http(|client| client)?;
    // Twice on one connection: a length that is not the body's would be read as the next answer's beginning.
    for _ in 0..2 {
        let request = http.post(stage.url("/checked")).header("sec-fetch-mode", "navigate");
        let answer = request.form(&[("last_name", "Boyle")]).send().await?;
        assert_eq!(answer.status(), 401);
        assert_eq!(answer.headers()[CONTENT_TYPE], "text/html; charset=utf-8");
        let page = answer.text().await?;
        assert!(page.contains("Please sign in first") && page.ends_with("</html>"), "{page}");
    }
    Ok(())
}

/// Mia's form, as a browser sends it that says nothing but its origin.
fn form(http: &Client, url: &str, origin: &str) -> RequestBuilder {
    let request = http.post(url).header("cookie", "user=mia").header(ORIGIN, origin);
    request.header("accept", "text/html").form(&[("last_name", "Boyle"), ("scope", CONTACTS)])
}

#[tokio::test]
async fn our_own_form_is_known_by_http2_and_behind_a_proxy() -> Outcome {
    let stage = Stage::set().await?;
    stage.grant("mia", LEADS).await?;
    let own = stage.url("");
    let by_http2 = http(ClientBuilder::http2_prior_knowledge)?;
    let by_http1 = http(|client| client)?;
    for (name, http, host) in [
        ("HTTP/1", &by_http1, None),
        ("HTTP/2", &by_http2, None),
        ("a proxy", &by_http1, Some("zylker.internal:8080")),
    ] {
        let named = |request: RequestBuilder| match host {
            Some(host) => request.header(HOST, host),
            None => request,
        };
        let refused = named(form(http, &stage.url("/contacts"), &own)).send().await?;
        let link = refused.headers()[LOCATION].to_str()?;
        assert!(link.contains("/scopes/consent/"), "{name}: it is kept: {link}");
        let asked = named(form(http, &stage.url("/scopes/connection/allow"), &own)).send().await?;
        assert_eq!(asked.status(), 303, "{name}");

        let evil = "https://evil.example";
        let refused = named(form(http, &stage.url("/contacts"), evil)).send().await?;
        let link = refused.headers()[LOCATION].to_str()?;
        assert!(link.contains("/scopes/call?"), "{name}: a form of another site is not kept: {link}");
        let asked = named(form(http, &stage.url("/scopes/connection/allow"), evil)).send().await?;
        assert_eq!(asked.status(), 403, "{name}");
    }
    Ok(())
}
