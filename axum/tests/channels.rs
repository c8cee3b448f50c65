//! What a refused request is answered, by what has sent it.

use std::error::Error as StdError;

use axum::body::{Body, to_bytes};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderValue, Request, StatusCode};
use http_body_util::Full;
use requires_scope::{Client, Error, GrantKey, MemoryStore, requires_scope};
use requires_scope_axum::{PROBLEM_SCHEMA, Refusal, RequiresScopeLayer, WebChannel, always};
use serde_json::Value;
use tower::ServiceExt as _;
use url::Url;

type Outcome<T = ()> = Result<T, Box<dyn StdError>>;

type Headers<'a> = &'a [(&'a str, &'a str)];

struct AppError;

impl From<Error> for AppError {
    fn from(_: Error) -> AppError {
        AppError
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

#[requires_scope("ZohoCRM.modules.leads.READ", "ZohoCRM.coql.READ")]
async fn leads() -> Result<&'static str, AppError> {
    Ok("leads")
}

/// Sends one request of a user who has granted nothing to an application that is set up like this.
async fn ask(
    path: &str,
    headers: &[(&str, &str)],
    set_up: impl FnOnce(RequiresScopeLayer) -> RequiresScopeLayer,
) -> Outcome<Response> {
    send(&app(set_up)?, path, headers).await
}

fn app(set_up: impl FnOnce(RequiresScopeLayer) -> RequiresScopeLayer) -> Outcome<Router> {
    let zoho = Client::builder("id", "secret", "http://127.0.0.1:4000/scopes/callback");
    let zoho = zoho.store(MemoryStore::new()).build()?;
    let routes = Router::new()
        .route("/leads", get(leads))
        .route("/api/leads", get(leads).layer(always(WebChannel::Fetch)))
        .route("/page/leads", get(leads).layer(always(WebChannel::Page)));
    let layer = RequiresScopeLayer::new(&zoho, |_: &Parts| Some(GrantKey::new("zylker", "mia")));
    Ok(set_up(layer).wrap(routes))
}

async fn send(app: &Router, path: &str, headers: &[(&str, &str)]) -> Outcome<Response> {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    Ok(app.clone().oneshot(request.body(Body::empty())?).await?)
}

async fn body(response: Response) -> Outcome<String> {
    Ok(String::from_utf8(to_bytes(response.into_body(), usize::MAX).await?.to_vec())?)
}

#[tokio::test]
async fn each_channel_gets_what_it_can_follow() -> Outcome {
    let navigates = ("sec-fetch-mode", "navigate");
    let framed = ("sec-fetch-dest", "iframe");
    let cases: [(&str, Headers<'_>, u16); 8] = [
        ("/leads", &[navigates], 303),
        ("/leads", &[navigates, framed], 403),
        ("/leads", &[("sec-fetch-mode", "cors")], 403),
        ("/leads", &[("accept", "application/json")], 403),
        ("/leads", &[("hx-request", "true"), ("accept", "text/html")], 403),
        ("/api/leads", &[navigates], 403),
        ("/page/leads", &[("accept", "application/json")], 303),
        ("/page/leads", &[navigates, framed], 303),
    ];
    for (path, headers, status) in cases {
        let response = ask(path, headers, |layer| layer).await?;
        assert_eq!(response.status(), status, "{path} {headers:?}");
        assert_eq!(response.headers()["cache-control"], "no-store", "{path} {headers:?}");
        assert_eq!(response.headers().contains_key("location"), status == 303, "{path} {headers:?}");
    }
    Ok(())
}

#[tokio::test]
async fn the_challenge_names_every_missing_scope() -> Outcome {
    let response = ask("/leads", &[], |layer| layer).await?;
    let challenge =
        r#"Bearer error="insufficient_scope", scope="ZohoCRM.coql.READ ZohoCRM.modules.leads.READ""#;
    assert_eq!(response.headers()["www-authenticate"], challenge);
    Ok(())
}

#[tokio::test]
async fn the_body_is_as_its_schema_says() -> Outcome {
    let schema: Value = serde_json::from_str(PROBLEM_SCHEMA)?;
    for headers in [&[][..], &[("hx-request", "true")]] {
        let response = ask("/leads", headers, |layer| layer).await?;
        assert_eq!(response.headers()["content-type"], "application/problem+json");
        let problem: Value = serde_json::from_str(&body(response).await?)?;
        assert_eq!(violation(&schema, &problem), None, "{problem}");
        for broken in ["error", "missing", "status"] {
            let mut problem = problem.clone();
            problem[broken] = Value::Null;
            assert!(violation(&schema, &problem).is_some(), "the schema forbids `{broken}` to be null");
        }
    }
    Ok(())
}

/// Where a value breaks a schema of the few keywords that ours has.
fn violation(schema: &Value, value: &Value) -> Option<String> {
    let fits = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        None => true,
        Some(other) => return Some(format!("the test does not know the type `{other}`")),
    };
    if !fits || schema.get("const").is_some_and(|constant| constant != value) {
        return Some(format!("{value} is not {schema}"));
    }
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    if let Some(absent) = required.into_iter().find(|name| value.get(name).is_none()) {
        return Some(format!("`{absent}` is absent"));
    }
    let n_items = value.as_array().map_or(0, Vec::len) as u64;
    if schema["minItems"].as_u64().is_some_and(|least| n_items < least) {
        return Some(format!("{value} has too few items"));
    }
    let members = schema["properties"].as_object().into_iter().flatten();
    let of_members = members.filter_map(|(name, schema)| violation(schema, value.get(name)?));
    let items = value.as_array().into_iter().flatten();
    let of_items = items.filter_map(|item| violation(schema.get("items")?, item));
    of_members.chain(of_items).next()
}

#[tokio::test]
async fn the_application_replaces_the_reply_once_for_all_routes() -> Outcome {
    let reply = |refusal: &Refusal, ours: http::Response<Full<Bytes>>| {
        assert!(refusal.consent_link.is_some());
        (ours.status(), Json(refusal.missing.scopes().len())).into_response()
    };
    for path in ["/leads", "/api/leads"] {
        let response = ask(path, &[], |layer| layer.reply(reply)).await?;
        assert_eq!((response.status(), body(response).await?.as_str()), (StatusCode::FORBIDDEN, "2"));
    }
    Ok(())
}

#[tokio::test]
async fn our_pages_appear_in_the_applications_look() -> Outcome {
    let look = |page: &requires_scope_axum::Page| {
        assert!(page.is_connection());
        format!("<b>{} for {}</b>{}", page.title(), page.user().map_or("nobody", GrantKey::user), page.main())
    };
    let response = ask("/scopes/connection", &[], |layer| layer.look(look)).await?;
    assert_eq!(response.status(), StatusCode::OK);
    let policy = response.headers()["content-security-policy"].to_str()?.to_owned();
    assert!(policy.contains("frame-ancestors 'none'"), "whatever the look: {policy}");
    let page = body(response).await?;
    assert!(page.starts_with("<b>Your connection to Zoho for mia</b>"), "{page}");
    assert!(page.contains("for: leads"), "which function needs it: {page}");
    Ok(())
}

/// Opens a link of ours, answers no at Zoho, and tells where the browser is led.
async fn declined(app: &Router, link: &str) -> Outcome<Response> {
    let opened = send(app, link, &[("sec-fetch-site", "same-origin")]).await?;
    let zoho = Url::parse(opened.headers()["location"].to_str()?)?;
    let state = zoho.query_pairs().find(|(name, _)| name == "state").ok_or("no state")?.1.into_owned();
    let cookie = opened.headers()["set-cookie"].to_str()?.split(';').next().unwrap_or_default().to_owned();
    let callback = format!("/scopes/callback?error=access_denied&state={state}");
    let answered = send(app, &callback, &[("cookie", &cookie)]).await?;
    match answered.headers().get("location") {
        Some(call) => send(app, call.to_str()?, &[]).await,
        None => Ok(answered),
    }
}

#[tokio::test]
async fn a_script_says_where_the_consent_link_leads_back_to() -> Outcome {
    for (next, location) in [
        ("next=%2Fleads%3Fpage%3D2", Some("/leads?page=2")),
        ("next=%2F%2Fevil.example%2F", None),
        ("next=https%3A%2F%2Fevil.example%2F", None),
        ("", None),
    ] {
        let app = app(|layer| layer)?;
        let refused = send(&app, "/leads", &[("sec-fetch-mode", "cors")]).await?;
        let problem: Value = serde_json::from_str(&body(refused).await?)?;
        let link = problem["consent_link"].as_str().ok_or("no consent link")?;
        let back = declined(&app, &format!("{link}?{next}")).await?;
        assert_eq!(
            back.headers().get("location").map(HeaderValue::as_bytes),
            location.map(str::as_bytes),
            "{next}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_kept_request_outweighs_where_a_script_would_go() -> Outcome {
    let app = app(|layer| layer)?;
    let refused = send(&app, "/leads", &[("sec-fetch-mode", "navigate")]).await?;
    let link = refused.headers()["location"].to_str()?.to_owned();
    let back = declined(&app, &format!("{link}&next=/elsewhere")).await?;
    assert_eq!(back.status(), StatusCode::FORBIDDEN);
    assert!(body(back).await?.contains("This does not work without your consent"));
    Ok(())
}

#[tokio::test]
async fn a_page_in_a_frame_offers_the_consent_to_the_whole_window() -> Outcome {
    for frame in ["iframe", "frame", "embed", "object", "fencedframe"] {
        let app = app(|layer| layer)?;
        for way in ["/scopes/consent/", "/scopes/call?id="] {
            let headers = [("sec-fetch-mode", "navigate"), ("sec-fetch-dest", frame)];
            let response = send(&app, "/leads", &headers).await?;
            assert_eq!(response.status(), StatusCode::FORBIDDEN, "{frame}");
            let policy = response.headers()["content-security-policy"].to_str()?;
            assert!(policy.contains("frame-ancestors 'self'"), "{policy}");
            let page = body(response).await?;
            let link =
                page.split("href='").nth(1).and_then(|rest| rest.split('\'').next()).ok_or("no link")?;
            assert!(page.contains(&format!("href='{link}' target='_top'")), "{page}");
            assert!(link.contains(way), "{link}");
            // Once she has declined, the page of the call is the way on.
            if link.contains("?call=") {
                assert_eq!(declined(&app, link).await?.status(), StatusCode::FORBIDDEN);
            }
        }
    }
    Ok(())
}
