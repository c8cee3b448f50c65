//! A browser that loads a page ahead of time: nobody has asked for it yet, so that nothing is begun.

mod stage;

use axum::Router;
use axum::routing::get;
use http::request::Builder;
use http::{Request, StatusCode};
use requires_scope::requires_scope;

use stage::{AppError, Outcome, Stage, body, form, page};

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn contacts() -> Result<&'static str, AppError> {
    Ok("contacts")
}

async fn is_told_not_yet(stage: &Stage, request: Builder, purpose: &str) -> Outcome {
    let answer = stage.send(request.header("sec-purpose", purpose), "").await?;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE, "{purpose}");
    assert_eq!(answer.headers()["cache-control"], "no-store", "{purpose}");
    assert!(body(answer).await?.contains("not opened in advance"), "{purpose}");
    Ok(())
}

const PURPOSES: [&str; 3] = ["prefetch", "prefetch;prerender", "prefetch;anonymous-client-ip"];

fn stage() -> Outcome<Stage> {
    Stage::set(Router::new().route("/contacts", get(contacts).post(contacts)), |app| app)
}

#[tokio::test]
async fn a_guarded_page_begins_nothing() -> Outcome {
    let stage = stage()?;
    for purpose in PURPOSES {
        is_told_not_yet(&stage, page("/contacts"), purpose).await?;
        let hint = Request::get("/contacts").header("sec-fetch-mode", "no-cors");
        is_told_not_yet(&stage, hint, purpose).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_call_does_not_run_and_waits_for_the_person() -> Outcome {
    let stage = stage()?;
    let call = stage.allowed(form("/contacts"), "").await?;
    for purpose in PURPOSES {
        is_told_not_yet(&stage, page(&call), purpose).await?;
    }
    assert_eq!(body(stage.send(page(&call), "").await?).await?, "contacts");
    Ok(())
}

#[tokio::test]
async fn what_is_sent_is_no_look_ahead() -> Outcome {
    let answer = stage()?.send(form("/contacts").header("sec-purpose", "prefetch"), "").await?;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    Ok(())
}
