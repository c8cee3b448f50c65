//! Many requests of one user at once.

use std::collections::HashSet;

use futures_util::future::try_join_all;
use http::header::LOCATION;
use reqwest::redirect::Policy;
use tests::stage::{EMAIL, Outcome, PASSWORD, Stage};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_pages_that_miss_the_same_scope_make_one_attempt_and_all_are_answered() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    let http = reqwest::Client::builder().redirect(Policy::none()).build()?;
    let page = async |http: &reqwest::Client| -> Outcome<reqwest::Response> {
        let request = http.get(stage.url("/report")).header("cookie", "user=mia");
        Ok(request.header("sec-fetch-mode", "navigate").send().await?)
    };
    let mut links = HashSet::new();
    for answer in try_join_all((0..1_000).map(|_| page(&http))).await? {
        assert_eq!(answer.status(), 303);
        links.insert(answer.headers()[LOCATION].to_str()?.to_owned());
    }
    assert_eq!(links.len(), 1, "one attempt, and one page to come back to: {links:?}");
    assert_eq!(stage.count("POST /oauth/v2/token/scopeenhance"), 0, "nobody has opened the link");

    for link in &links {
        mia.open(link).await?;
    }
    mia.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(mia.accept().await?.text(), "report: 200 OK");
    for answer in try_join_all((0..1_000).map(|_| page(&http))).await? {
        assert_eq!(answer.status(), 200);
    }
    assert_eq!(stage.sandbox.prompts().len(), 1, "one prompt for all");
    Ok(())
}
