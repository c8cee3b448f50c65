//! Our own pages, as somebody meets them who cannot see them, uses no mouse, or runs no script.

use std::collections::HashSet;

use http::Method;
use http::header::LOCATION;
use reqwest::redirect::Policy;
use tests::stage::{EMAIL, LEADS, Outcome, PASSWORD, Stage};

/// Every page of ours, with its name.
async fn pages(stage: &Stage) -> Outcome<Vec<(&'static str, String)>> {
    let (mut mia, _) = stage.person("mia").await?;
    let mut pages = Vec::new();
    mia.open(&stage.url("/report")).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    pages.push(("declined", mia.decline().await?.body().to_owned()));
    pages.push(("connection", mia.open(&stage.url("/scopes/connection")).await?.body().to_owned()));
    let unknown = mia.open(&stage.url("/scopes/consent/unknown")).await?;
    pages.push(("an unknown link", unknown.body().to_owned()));
    let gone = mia.open(&stage.url("/scopes/call?id=unknown")).await?;
    pages.push(("an unknown call", gone.body().to_owned()));

    stage.grant("noah", LEADS).await?;
    let http = reqwest::Client::builder().redirect(Policy::none()).build()?;
    for (name, method, path) in [
        ("not kept", Method::POST, "/deep"),
        ("in a frame", Method::GET, "/report"),
        ("the wrong method", Method::POST, "/scopes/connection"),
        ("the wrong page", Method::POST, "/scopes/connection/withdraw"),
        ("nothing allowed", Method::GET, "/scopes/connection"),
    ] {
        let user = if name == "nothing allowed" { "user=new" } else { "user=noah" };
        let request = http.request(method.clone(), stage.url(path)).header("cookie", user);
        let request = request.header("sec-fetch-mode", "navigate");
        let request = if name == "in a frame" { request.header("sec-fetch-dest", "iframe") } else { request };
        let request = if method == Method::POST { request.form(&[("last_name", "Boyle")]) } else { request };
        let answer = request.send().await?;
        let answer = match answer.headers().get(LOCATION) {
            Some(page) => http.get(page.to_str()?).header("cookie", user).send().await?,
            None => answer,
        };
        pages.push((name, answer.text().await?));
    }
    Ok(pages)
}

/// The text between two marks, each time that they occur.
fn between<'a>(page: &'a str, from: &'a str, to: &'a str) -> impl Iterator<Item = &'a str> {
    page.split(from).skip(1).map(move |rest| rest.split(to).next().unwrap_or_default())
}

/// What one hears of some HTML.
fn heard(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    text.trim().to_owned()
}

#[tokio::test]
async fn a_page_can_be_heard_tabbed_through_and_used_without_a_script() -> Outcome {
    let stage = Stage::set().await?;
    let pages = pages(&stage).await?;
    assert_eq!(pages.len(), 9);
    for (name, page) in &pages {
        assert!(page.starts_with("<!doctype html><html lang='en'>"), "{name}: {page}");
        let count = |mark: &str| page.matches(mark).count();
        assert_eq!((count("<title>"), count("<h1"), count("<main>")), (1, 1, 1), "{name}: {page}");
        let title = between(page, "<title>", "</title>").next().unwrap_or_default();
        let heading = between(page, "<h1>", "</h1>").next().unwrap_or_default();
        assert!(!title.is_empty() && title == heading, "{name}: the title says what the page says");
        assert!(count("<h3") == 0, "{name}: no level of headings is left out");
        assert!(
            page.contains("name='viewport'") && !page.contains("user-scalable"),
            "{name}: it can be enlarged"
        );

        assert!(count("<script") == 0 && count("javascript:") == 0, "{name}");
        let tags = || between(page, "<", ">");
        assert!(!tags().any(|tag| tag.contains(" on")), "{name}: no handler in a tag");
        assert!(
            !tags().any(|tag| tag.contains("tabindex") || tag.contains("autofocus")),
            "{name}: its own order"
        );
        assert!(!tags().any(|tag| tag.starts_with("img")), "{name}: nothing but text");
        assert!(
            !tags().any(|tag| tag.starts_with("input") && !tag.contains("hidden")),
            "{name}: no field without a label"
        );

        for (open, close) in [("<button", "</button>"), ("<a ", "</a>")] {
            for control in between(page, open, close) {
                let text = heard(&format!("<{control}"));
                assert!(text.len() > 3, "{name}: a control without words: {control}");
            }
        }
        let labels: Vec<_> = between(page, "aria-label='", "'").collect();
        let different: HashSet<_> = labels.iter().collect();
        assert_eq!(
            labels.len(),
            different.len(),
            "{name}: buttons of the same words are told apart: {labels:?}"
        );
        assert!(count("<a ") + count("<button") > 0, "{name}: there is a way on");
    }
    Ok(())
}
