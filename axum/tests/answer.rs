//! What a request has been answered that was run again: it is shown at the address of a page of ours, as often as somebody
//! looks.

mod stage;

use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use http::StatusCode;
use http::header::{REFRESH, SET_COOKIE};
use requires_scope::requires_scope;

use stage::{AppError, Outcome, Stage, body, form, page};

/// What the application says of its pages, and ours does not.
const POLICIES: [(&str, &str); 7] = [
    ("x-frame-options", "SAMEORIGIN"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("permissions-policy", "camera=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-site"),
];

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn guarded() -> Result<Response, AppError> {
    Ok((POLICIES, [(REFRESH, "3"), (SET_COOKIE, "flash=created")], "created").into_response())
}

fn stage() -> Outcome<Stage> {
    let routes = Router::new().route("/policies", post(guarded));
    Stage::set(routes, |app| app)
}

#[tokio::test]
async fn a_reload_has_the_policies_of_the_application() -> Outcome {
    let stage = stage()?;
    let call = stage.allowed(form("/policies"), "").await?;
    for time in ["at first", "again"] {
        let answer = stage.send(page(&call), "").await?;
        for (name, value) in POLICIES {
            let values: Vec<_> = answer.headers().get_all(name).iter().collect();
            assert_eq!(values, [value], "{name} {time}");
        }
        assert_eq!(answer.headers().contains_key(REFRESH), time == "at first");
        assert_eq!(answer.headers().contains_key(SET_COOKIE), time == "at first");
        assert_eq!(answer.headers()["cache-control"], "no-store", "{time}");
        assert_eq!((answer.status(), body(answer).await?.as_str()), (StatusCode::OK, "created"), "{time}");
    }
    Ok(())
}
