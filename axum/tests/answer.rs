//! What a request has been answered that was run again: it is shown at the address of a page of ours, as often as somebody
//! looks.

mod stage;

use axum::Router;
use axum::extract::{MatchedPath, OriginalUri};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use http::header::{LOCATION, REFRESH, SET_COOKIE};
use http::{Request, StatusCode, Uri};
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

/// Answers a form with the form and what is wrong with it, by leading on, or by where it has reached it.
#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn contact(
    OriginalUri(outside): OriginalUri,
    matched: MatchedPath,
    uri: Uri,
    text: String,
) -> Result<Response, AppError> {
    Ok(match text.as_str() {
        "nonsense" => (StatusCode::UNPROCESSABLE_ENTITY, "<form method=post>").into_response(),
        "where" => format!("{} {outside} {uri}", matched.as_str()).into_response(),
        location => (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response(),
    })
}

/// Where a form is that a person fills in.
const CONTACT: &str = "/crm/contacts/5?tab=notes";

fn stage() -> Outcome<Stage> {
    let routes = Router::new().route("/policies", post(guarded)).route("/crm/contacts/{id}", post(contact));
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

#[tokio::test]
async fn open_redirect_a_relative_redirect_leads_where_it_would_have() -> Outcome {
    for (location, expected) in [
        ("7", "/crm/contacts/7"),
        ("../leads", "/crm/leads"),
        (".", "/crm/contacts/"),
        ("?tab=files", "/crm/contacts/5?tab=files"),
        ("#new", "/crm/contacts/5?tab=notes#new"),
        ("../..//evil.example", "/"),
        ("/leads", "/leads"),
        ("https://zylker.example/leads", "https://zylker.example/leads"),
    ] {
        let stage = stage()?;
        let call = stage.allowed(form(CONTACT), location).await?;
        for time in ["at first", "again"] {
            let answer = stage.send(page(&call), "").await?;
            assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{location} {time}");
            assert_eq!(answer.headers()[LOCATION], expected, "{location} {time}");
        }
    }
    Ok(())
}

/// A stage on which a form was answered with itself, and the page that shows it.
async fn answered() -> Outcome<(Stage, String)> {
    let stage = stage()?;
    let call = stage.allowed(form(CONTACT), "nonsense").await?;
    assert_eq!(stage.send(page(&call), "").await?.status(), StatusCode::UNPROCESSABLE_ENTITY);
    Ok((stage, call))
}

#[tokio::test]
async fn a_form_without_an_address_goes_to_what_has_answered() -> Outcome {
    let (stage, call) = answered().await?;
    let answer = stage.send(form(&call), "where").await?;
    assert_eq!(body(answer).await?, format!("/crm/contacts/{{id}} {CONTACT} {CONTACT}"));
    assert_eq!(stage.send(form(&call), "nonsense").await?.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let answer = stage.send(form(&call), "7").await?;
    assert_eq!(answer.headers()[LOCATION], "/crm/contacts/7", "and so does its redirect");
    Ok(())
}

#[tokio::test]
async fn such_a_form_is_guarded_and_kept_as_any_other() -> Outcome {
    let (stage, call) = answered().await?;
    stage.holds("ZohoCRM.modules.leads.READ").await?;
    let next = stage.allowed(form(&call), "where").await?;
    assert_ne!(next, call);
    let answer = stage.send(page(&next), "").await?;
    assert_eq!(body(answer).await?, format!("/crm/contacts/{{id}} {CONTACT} {CONTACT}"));
    Ok(())
}

#[tokio::test]
async fn nobody_else_may_send_such_a_form() -> Outcome {
    let (stage, call) = answered().await?;
    let foreign = Request::post(&call).header("sec-fetch-mode", "navigate");
    for (whose, request) in [
        ("another site's", foreign.header("sec-fetch-site", "cross-site")),
        ("of no browser", Request::post(&call)),
        ("another user's", form(&call).header("user", "noah")),
        ("of an unknown call", form("/scopes/call?id=unknown")),
        ("by another method", Request::put(&call).header("sec-fetch-site", "same-origin")),
    ] {
        assert_eq!(stage.send(request, "where").await?.status(), StatusCode::METHOD_NOT_ALLOWED, "{whose}");
    }
    Ok(())
}

#[tokio::test]
async fn a_form_goes_nowhere_before_there_is_an_answer() -> Outcome {
    let stage = stage()?;
    let call = stage.allowed(form(CONTACT), "nonsense").await?;
    assert_eq!(stage.send(form(&call), "where").await?.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(stage.send(page(&call), "").await?.status(), StatusCode::UNPROCESSABLE_ENTITY);
    Ok(())
}
