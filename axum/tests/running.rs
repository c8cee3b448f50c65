//! A request that is run again runs where the person comes back, within the layers around our pages.

mod stage;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::post;
use http::StatusCode;
use requires_scope::requires_scope;

use stage::{AppError, Outcome, Stage, body, form, page};

tokio::task_local! {
    static USER: &'static str;
}

/// The pattern that axum shows for what a handler needs to know of a request.
async fn authenticated(request: Request, next: Next) -> Response {
    USER.scope("mia", next.run(request)).await
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn signed(text: String) -> Result<String, AppError> {
    tokio::task::yield_now().await;
    Ok(format!("{text} by {}", USER.get()))
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn broken() -> Result<String, AppError> {
    panic!("a mistake in the application")
}

fn stage() -> Outcome<Stage> {
    let routes = Router::new().route("/signed", post(signed)).route("/broken", post(broken));
    Stage::set(routes, |app| app.layer(from_fn(authenticated)))
}

#[tokio::test]
async fn it_has_the_task_locals_of_the_layers_around_it() -> Outcome {
    let stage = stage()?;
    let call = stage.allowed(form("/signed"), "Boyle").await?;
    assert_eq!(body(stage.send(page(&call), "").await?).await?, "Boyle by mia");
    Ok(())
}

#[tokio::test]
async fn a_panic_of_the_application_is_told_and_does_not_run_again() -> Outcome {
    let stage = stage()?;
    let call = stage.allowed(form("/broken"), "").await?;
    let answer = stage.send(page(&call), "").await?;
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert!(body(answer).await?.contains("did not end well"));
    assert_eq!(stage.send(page(&call), "").await?.status(), StatusCode::GONE);
    Ok(())
}
