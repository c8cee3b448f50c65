//! How an application tests a handler of its own; the README of `zoho-sandbox` shows what stands between the marks.

// README: begin
use std::error::Error as StdError;

use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use http::StatusCode;
use http::request::Parts;
use requires_scope::{
    Client, DataCenter, Error, GrantImport, GrantKey, MemoryStore, ScopeSet, requires_scope, with_granted,
};
use requires_scope_axum::RequiresScopeLayer;
use serde::Deserialize;
use serde_json::json;
use tokio::net::TcpListener;
use zoho_sandbox::Sandbox;
use zoho_sandbox::browser::Person;

// The application.

#[derive(Deserialize)]
struct NewContact {
    last_name: String,
}

#[derive(Debug)]
struct AppError(Error);

impl From<Error> for AppError {
    fn from(error: Error) -> AppError {
        AppError(error)
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        (StatusCode::INTERNAL_SERVER_ERROR, "this did not work").into_response()
    }
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn create_contact(Form(contact): Form<NewContact>) -> Result<String, AppError> {
    let record = json!({ "data": [{ "Last_Name": contact.last_name }] });
    let zoho = requires_scope::current()?.client();
    let answer = zoho.post("/crm/v8/Contacts").json(&record).send().await?;
    Ok(format!("{} is a contact now: {}", contact.last_name, answer.status()))
}

fn application(zoho: &Client) -> Router {
    const FORM: &str =
        "<form method=post action=/contacts><input name=last_name><button>Create</button></form>";
    let routes = Router::new().route("/", get(Html(FORM))).route("/contacts", post(create_contact));
    RequiresScopeLayer::new(zoho, |_: &Parts| Some(mia())).wrap(routes)
}

fn mia() -> GrantKey {
    GrantKey::new("zylker", "mia")
}

// Its tests.

const EMAIL: &str = "marketer@zylker.example";
const LEADS: &str = "ZohoCRM.modules.leads.READ";
const CONTACTS: &str = "ZohoCRM.modules.contacts.CREATE";

/// Zoho, the application, and Mia, who has sent the form and stands on Zoho's consent page.
async fn on_the_consent_page() -> Result<(Sandbox, Person), Box<dyn StdError>> {
    let sandbox = Sandbox::builder().user(EMAIL, "password").start().await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let origin = format!("http://{}", listener.local_addr()?);
    let redirect_uri = format!("{origin}/scopes/callback");
    let app = sandbox.register_client("Zylker Marketing", &redirect_uri);
    let zoho = Client::builder(&app.client_id, app.client_secret.as_str(), redirect_uri)
        .data_center(DataCenter::custom(sandbox.location(), sandbox.accounts_url(), sandbox.api_url())?)
        .store(MemoryStore::new())
        .build()?;
    let issued = sandbox.issue_grant(&app.client_id, EMAIL, LEADS);
    let granted = GrantImport::new(issued.refresh_token.as_str()).assuming(ScopeSet::parse_list(LEADS)?);
    zoho.import_grant(&mia(), granted).await?;
    let application = application(&zoho);
    tokio::spawn(async move { axum::serve(listener, application).await });

    let mut person = Person::new()?;
    person.open(&origin).await?;
    person.browser().submit("Create", &[("last_name", "Boyle")]).await?;
    person.sign_in(EMAIL, "password").await?;
    sandbox.expect().one_prompt_for([CONTACTS]).no_request("POST /crm/*");
    Ok((sandbox, person))
}

#[tokio::test]
async fn a_contact_is_created_once_mia_has_consented() -> Result<(), Box<dyn StdError>> {
    let (sandbox, mut mia) = on_the_consent_page().await?;
    let page = mia.accept().await?;
    assert_eq!(page.text(), "Boyle is a contact now: 201 Created");
    sandbox.expect().requests(1, "POST /crm/v8/Contacts").refreshes(1);
    assert_eq!(sandbox.records("Contacts")[0]["Last_Name"], "Boyle");
    Ok(())
}

#[tokio::test]
async fn no_contact_is_created_if_mia_declines() -> Result<(), Box<dyn StdError>> {
    let (sandbox, mut mia) = on_the_consent_page().await?;
    let page = mia.decline().await?;
    assert_eq!(page.status(), 403);
    sandbox.expect().no_request("POST /crm/*");
    Ok(())
}

#[tokio::test]
async fn the_handler_is_guarded() {
    let contact = Form(NewContact { last_name: "Boyle".to_owned() });
    let AppError(refused) = with_granted([LEADS], create_contact(contact)).await.expect_err("only leads");
    let missing = refused.missing().expect("a scope is missing");
    assert_eq!(missing.scopes().to_request(), CONTACTS);
}
// README: end

/// What users copy is what was compiled and run.
#[test]
fn the_readme_shows_this_test() {
    let here = between(include_str!("handler.rs"), "// README: begin\n", "// README: end\n");
    let readme = include_str!("../../sandbox/README.md");
    let shown = between(readme, "<!-- handler: begin -->\n```rs\n", "```\n<!-- handler: end -->");
    assert_eq!(shown, here, "copy it from `tests/kit/handler.rs`");
}

fn between<'t>(text: &'t str, begin: &str, end: &str) -> &'t str {
    let after = text.split_once(begin).map_or("", |(_, after)| after);
    after.split_once(end).map_or("", |(between, _)| between)
}
