//! What the README shows is what compiles here.

use std::time::Duration;

use axum::response::{Html, IntoResponse, Response};
use axum::routing::post;
use axum::{Form, Router};
use http::StatusCode;
use http::request::Parts;
use requires_scope::{Channel, Client, DataCenter, Error, GrantKey, KeyRing, requires_scope};
use requires_scope_axum::RequiresScopeLayer;
use requires_scope_sqlite::SqliteStore;
use serde::Deserialize;
use serde_json::{Value, json};
use tests::stage::Outcome;

#[rustfmt::skip]
async fn start_up(secret: &str) -> Outcome<Router> {
    let zoho = Client::builder("client id", secret, "https://zylker.example/scopes/callback")
        .data_center(DataCenter::Us)
        .initial_scopes(["ZohoCRM.modules.leads.READ"])
        .store(SqliteStore::open("zylker.db").await?.sealed(KeyRing::from_env("ZYLKER_KEYS")?))
        .build()?;

    let app = Router::new().route("/contacts", post(create_contact));
    let app = RequiresScopeLayer::new(&zoho, |parts: &Parts| signed_in_user(parts)).wrap(app);  // whose grant?
    Ok(app)
}

#[rustfmt::skip]
#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn create_contact(Form(contact): Form<NewContact>) -> Result<Html<String>, AppError> {
    let zoho = requires_scope::current()?.client();
    let answer = zoho.post("/crm/v8/Contacts").json(&contact.into_record()).send().await?;
    Ok(page(answer.json().await?))
}

#[rustfmt::skip]
async fn tool(zoho: &Client) -> Outcome {
    let grant = zoho.grant(&GrantKey::new("zylker", "marketer-7")).await?;
    grant.on(Channel::terminal(Duration::from_mins(10))).scope(sync_contacts()).await?;
    Ok(())
}

fn signed_in_user(_: &Parts) -> Option<GrantKey> {
    None
}

#[derive(Deserialize)]
struct NewContact {
    last_name: String,
}

impl NewContact {
    fn into_record(self) -> Value {
        json!({ "data": [{ "Last_Name": self.last_name }] })
    }
}

#[expect(clippy::needless_pass_by_value, reason = "as one would write it after reading it from an answer")]
fn page(answer: Value) -> Html<String> {
    Html(answer.to_string())
}

struct AppError;

impl From<Error> for AppError {
    fn from(_: Error) -> AppError {
        AppError
    }
}

impl From<reqwest::Error> for AppError {
    fn from(_: reqwest::Error) -> AppError {
        AppError
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn sync_contacts() -> Result<(), Error> {
    Ok(())
}

#[test]
fn the_readme_shows_what_compiles() {
    let (_, _) = (start_up, tool);
    let readme = include_str!("../../README.md");
    let blocks: Vec<_> =
        readme.split("```rust\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(blocks.len(), 3);
    for block in blocks {
        let mut compiled = include_str!("readme.rs").lines().map(str::trim);
        // A body that is left out is there elsewhere, and a comment that stands alone is for the reader.
        let shown = block.lines().map(|line| line.trim().trim_end_matches(" … }"));
        for line in shown.filter(|line| !line.is_empty() && !line.starts_with("//")) {
            assert!(compiled.any(|compiled| compiled == line), "not compiled, or not in this order: {line}");
        }
    }
}
