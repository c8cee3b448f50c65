//! Kept requests: whole, run once, few at a time.

use futures_util::future::join;
use http::Method;
use http::header::{CONTENT_TYPE, LOCATION};
use requires_scope::{CallId, KeptRequest, MissingScopes, ScopeSet};
use reqwest::redirect::Policy;
use tests::stage::{CONTACTS, EMAIL, Outcome, PASSWORD, Stage, key};
use zoho_sandbox::browser::Person;

/// Sends a request as the browser of `user` does when it navigates.
async fn navigate(
    stage: &Stage,
    user: &str,
    method: Method,
    content_type: &str,
    body: Vec<u8>,
) -> Outcome<reqwest::Response> {
    let http = reqwest::Client::builder().redirect(Policy::none()).build()?;
    let request = http.request(method, stage.url("/echo")).header("cookie", format!("user={user}"));
    let request = request.header("sec-fetch-mode", "navigate").header(CONTENT_TYPE, content_type);
    Ok(request.body(body).send().await?)
}

/// Where a refused request leads.
fn link(answer: &reqwest::Response) -> Outcome<String> {
    assert_eq!(answer.status(), 303);
    Ok(answer.headers()[LOCATION].to_str()?.to_owned())
}

/// The page of the suspended call that a consent link leads back to.
fn call_page(stage: &Stage, link: &str) -> Outcome<String> {
    let call = link.split_once("call=").ok_or("the link names no call")?.1;
    Ok(stage.url(&format!("/scopes/call?id={call}")))
}

#[tokio::test]
async fn every_method_goes_on_byte_for_byte() -> Outcome {
    let stage = Stage::set().await?;
    let form = "multipart/form-data; boundary=----zylker";
    // What no text survives: every byte there is.
    let bytes: Vec<u8> = (0..=255).collect();
    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
        let user = format!("mia-{method}");
        let (mut mia, _) = stage.person(&user).await?;
        let refused = navigate(&stage, &user, method.clone(), form, bytes.clone()).await?;
        mia.open(&link(&refused)?).await?;
        if mia.asked_for().is_empty() {
            mia.sign_in(EMAIL, PASSWORD).await?;
        }
        let page = mia.accept().await?;
        assert_eq!(page.text(), format!("{method} {form} {bytes:?}"));
    }
    assert_eq!(stage.contacts().len(), 4);
    Ok(())
}

#[tokio::test]
async fn a_body_that_is_too_long_is_named_before_the_person_leaves() -> Outcome {
    let stage = Stage::set().await?;
    stage.person("mia").await?;
    let body = vec![b'x'; 1024 * 1024 + 1];
    let answer = navigate(&stage, "mia", Method::POST, "application/octet-stream", body).await?;
    // A page with an address of its own: no browser offers to send the body again when she goes forward to it.
    let told = link(&answer)?;
    let http = reqwest::Client::builder().redirect(Policy::none()).build()?;
    for _ in 0..2 {
        let answer = http.get(&told).header("cookie", "user=mia").send().await?;
        assert_eq!(answer.status(), 403);
        let page = answer.text().await?;
        assert!(page.contains("is not kept") && page.contains("Go on to Zoho"), "{page}");
    }
    assert_eq!(stage.count("POST /oauth/v2/token/scopeenhance"), 0);
    Ok(())
}

async fn refuse_and_consent(stage: &Stage, mia: &mut Person) -> Outcome<String> {
    let refused = navigate(stage, "mia", Method::POST, "text/plain", b"once".to_vec()).await?;
    let link = link(&refused)?;
    mia.browser().stop_before(&stage.url("/scopes/call?"));
    mia.open(&link).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    mia.accept().await?;
    call_page(stage, &link)
}

#[tokio::test]
async fn two_tabs_that_return_run_it_once_and_both_learn_the_answer() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    let call = refuse_and_consent(&stage, &mut mia).await?;
    let (mut first, mut second) = (Person::new()?, Person::new()?);
    for tab in [&mut first, &mut second] {
        tab.open(&stage.url("/sign-in/mia")).await?;
    }
    let (one, other) = join(first.open(&call), second.open(&call)).await;
    assert!(one?.text().starts_with("POST") || other?.text().starts_with("POST"));
    for mut tab in [first, second] {
        assert_eq!(
            tab.open(&call).await?.text(),
            "POST text/plain [111, 110, 99, 101]",
            "a reload shows the answer"
        );
    }
    assert_eq!(stage.contacts().len(), 1, "and does not run it");
    Ok(())
}

#[tokio::test]
async fn a_restart_before_the_person_comes_back_loses_nothing() -> Outcome {
    let mut stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    let call = refuse_and_consent(&stage, &mut mia).await?;
    stage.restart().await?;
    let mut tab = Person::new()?;
    tab.open(&stage.url("/sign-in/mia")).await?;
    assert_eq!(tab.open(&call).await?.text(), "POST text/plain [111, 110, 99, 101]");
    assert_eq!(stage.contacts().len(), 1);
    stage.restart().await?;
    assert_eq!(
        tab.open(&call).await?.text(),
        "POST text/plain [111, 110, 99, 101]",
        "the answer is kept as well"
    );
    assert_eq!(stage.contacts().len(), 1);
    Ok(())
}

fn request(number: usize) -> KeptRequest {
    KeptRequest {
        method: Method::POST,
        target: format!("/contacts?number={number}"),
        headers: http::HeaderMap::new(),
        body: Vec::new(),
        is_way_back: false,
    }
}

async fn suspend(stage: &Stage, number: usize) -> Outcome<CallId> {
    let missing = MissingScopes::of(ScopeSet::parse_list(CONTACTS)?);
    Ok(stage.app.zoho.suspend(&stage.grant_of("mia").await?, &missing, request(number)).await?)
}

#[tokio::test]
async fn of_two_instances_on_one_store_one_takes_it() -> Outcome {
    let stage = Stage::set().await?;
    let other = stage.another_process().await?;
    for number in 0..8 {
        let call = suspend(&stage, number).await?;
        let owner = key("mia");
        let (here, there) =
            join(stage.app.zoho.resume_call(&call, &owner), other.resume_call(&call, &owner)).await;
        assert!(here.is_ok() != there.is_ok(), "one of the two: {here:?} {there:?}");
    }
    Ok(())
}

#[tokio::test]
async fn of_too_many_the_oldest_goes() -> Outcome {
    let stage = Stage::set().await?;
    let noah = stage.grant_of("noah").await?;
    let missing = MissingScopes::of(ScopeSet::parse_list(CONTACTS)?);
    let of_noah = stage.app.zoho.suspend(&noah, &missing, request(0)).await?;
    let mut calls = Vec::new();
    for number in 0..22 {
        calls.push(suspend(&stage, number).await?);
    }
    let mut waiting = Vec::new();
    for call in &calls {
        waiting.push(stage.app.zoho.suspended_call(call, &key("mia")).await.is_ok());
    }
    assert_eq!(waiting.iter().filter(|waits| **waits).count(), 20);
    assert!(!waiting[0] && !waiting[1] && waiting[21], "{waiting:?}");
    assert!(stage.app.zoho.suspended_call(&of_noah, &key("noah")).await.is_ok(), "each user has their own");
    Ok(())
}

#[tokio::test]
async fn ways_back_to_pages_cost_no_request_that_was_kept() -> Outcome {
    let stage = Stage::set().await?;
    let kept = suspend(&stage, 0).await?;
    let (grant, missing) = (stage.grant_of("mia").await?, MissingScopes::of(ScopeSet::parse_list(CONTACTS)?));
    let mut pages = Vec::new();
    for number in 1..23 {
        let page = KeptRequest { method: Method::GET, ..request(number) };
        pages.push(stage.app.zoho.suspend(&grant, &missing, page).await?);
    }
    let of_mia = key("mia");
    assert!(stage.app.zoho.suspended_call(&kept, &of_mia).await.is_ok());
    assert!(
        stage.app.zoho.suspended_call(&pages[1], &of_mia).await.is_err_and(|error| error.is_no_such_call())
    );
    assert!(stage.app.zoho.suspended_call(&pages[2], &of_mia).await.is_ok());
    Ok(())
}

#[tokio::test]
async fn who_takes_everything_back_leaves_no_request_behind() -> Outcome {
    let stage = Stage::set().await?;
    stage.person("mia").await?;
    let missing = MissingScopes::of(ScopeSet::parse_list(CONTACTS)?);
    let of_noah = stage.app.zoho.suspend(&stage.grant_of("noah").await?, &missing, request(0)).await?;
    let calls = [suspend(&stage, 1).await?, suspend(&stage, 2).await?];
    stage.grant_of("mia").await?.revoke().await?;
    for call in &calls {
        let error = stage.app.zoho.suspended_call(call, &key("mia")).await.expect_err("it is forgotten");
        assert!(error.is_no_such_call(), "{error}");
    }
    assert!(stage.app.zoho.suspended_call(&of_noah, &key("noah")).await.is_ok(), "it is another's");
    let later = suspend(&stage, 3).await?;
    assert!(stage.app.zoho.suspended_call(&later, &key("mia")).await.is_ok(), "she begins from the start");
    Ok(())
}

#[tokio::test]
async fn a_route_that_may_be_repeated_goes_on_after_a_deeper_refusal() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    let http = reqwest::Client::builder().redirect(Policy::none()).build()?;
    let request = http.post(stage.url("/again")).header("cookie", "user=mia");
    let refused = request.header("sec-fetch-mode", "navigate").form(&[("last_name", "Boyle")]).send().await?;
    mia.open(&link(&refused)?).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(mia.accept().await?.text(), "201 Created SUCCESS");
    Ok(())
}

#[tokio::test]
async fn a_guard_before_the_extractors_asks_before_a_bad_form_is_reported() -> Outcome {
    let stage = Stage::set().await?;
    stage.person("mia").await?;
    let http = reqwest::Client::builder().redirect(Policy::none()).build()?;
    for (path, status) in [("/contacts", 422), ("/checked", 403)] {
        let request = http.post(stage.url(path)).header("cookie", "user=mia");
        let answer = request.form(&[("first_name", "no last name")]).send().await?;
        assert_eq!(answer.status(), status, "{path}");
    }
    Ok(())
}
