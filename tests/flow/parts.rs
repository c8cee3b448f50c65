//! Pages that replace a part of themselves, as htmx does: the whole browser goes to Zoho, and back to the page.

use http::Method;
use reqwest::redirect::Policy;
use tests::stage::{EMAIL, Outcome, PASSWORD, Stage};

async fn by_htmx(stage: &Stage, method: Method, path: &str) -> Outcome<reqwest::Response> {
    let http = reqwest::Client::builder().redirect(Policy::none()).build()?;
    let request = http.request(method, stage.url(path)).header("cookie", "user=mia");
    let request = request.header("hx-request", "true").header("hx-current-url", stage.url("/?tab=2"));
    Ok(request.header("sec-fetch-mode", "cors").form(&[("last_name", "Boyle")]).send().await?)
}

#[tokio::test]
async fn a_part_is_told_where_to_go_and_its_page_is_shown_afterwards() -> Outcome {
    for (method, path, n_contacts) in [(Method::GET, "/report", 0), (Method::POST, "/contacts", 1)] {
        let stage = Stage::set().await?;
        let (mut mia, _) = stage.person("mia").await?;
        let refused = by_htmx(&stage, method, path).await?;
        assert_eq!(refused.status(), 403, "a redirect would be followed into the part");
        assert!(refused.headers().contains_key("www-authenticate"));
        let link = refused.headers()["hx-redirect"].to_str()?.to_owned();
        mia.open(&link).await?;
        mia.sign_in(EMAIL, PASSWORD).await?;
        let page = mia.accept().await?;
        assert_eq!(page.url(), stage.url("/?tab=2"));
        assert_eq!(stage.contacts().len(), n_contacts, "what was to be done was done");
    }
    Ok(())
}

#[tokio::test]
async fn a_part_of_a_request_that_cannot_be_kept_is_told_so() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    let refused = by_htmx(&stage, Method::POST, "/deep").await?;
    let page = mia.open(refused.headers()["hx-redirect"].to_str()?).await?;
    assert!(page.text().contains("is not kept"), "{}", page.text());
    Ok(())
}
