//! Our pages in the look that they have by themselves: an application that says nothing about it shows them so.

use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Form, Router};
use browser_tests::{Browser, Cookies, EMAIL, Outcome, PASSWORD};
use http::StatusCode;
use http::request::Parts;
use requires_scope::{Client, DataCenter, Error, GrantKey, MemoryStore, requires_scope};
use requires_scope_axum::{Connection, RequiresScopeLayer};
use tokio::net::TcpListener;
use zoho_sandbox::Sandbox;

/// What a request may be kept with, in bytes.
const BODY_LIMIT: usize = 40;

const FORM: &str = "<!doctype html><html lang='en'><title>Contacts</title><form method='post'>\
    <label for='name'>Name</label> <input id='name' name='name'> <button>Create</button></form></html>";

#[derive(Debug)]
struct Refused(Error);

impl From<Error> for Refused {
    fn from(error: Error) -> Refused {
        Refused(error)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (StatusCode::FORBIDDEN, self.0.to_string()).into_response()
    }
}

async fn form() -> Html<&'static str> {
    Html(FORM)
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE", "ZohoCRM.modules.leads.READ")]
async fn create(Form(fields): Form<Vec<(String, String)>>) -> Result<String, Refused> {
    Ok(format!("created from {} field", fields.len()))
}

/// An application of one form and one user; gives the address of its form and of the connection page.
async fn serve(sandbox: &Sandbox) -> Outcome<(String, String)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let origin = format!("http://{}", listener.local_addr()?);
    let registered = sandbox.register_client("Contacts", &format!("{origin}/scopes/callback"));
    let data_center = DataCenter::custom(sandbox.location(), sandbox.accounts_url(), sandbox.api_url())?;
    let client =
        Client::builder(registered.client_id, registered.client_secret, format!("{origin}/scopes/callback"))
            .data_center(data_center)
            .store(MemoryStore::new())
            .build()?;
    let app = Router::new().route("/", get(form).post(create));
    let whose = |_: &Parts| Some(GrantKey::new("contacts", "nadia"));
    let app = RequiresScopeLayer::new(&client, whose).body_limit(BODY_LIMIT).wrap(app);
    tokio::spawn(axum::serve(listener, app).into_future());
    Ok((origin, Connection::page(&client).into()))
}

#[tokio::test]
async fn our_pages_are_accessible_in_their_own_look() -> Outcome {
    let sandbox = Sandbox::builder().user(EMAIL[0], PASSWORD).start().await?;
    let (form, connection) = serve(&sandbox).await?;
    let browser = Browser::open(Cookies::On).await?;
    browser.go(&form).await?;
    browser.fill("Name", "a name that is longer than what is kept").await?;
    browser.press("Create").await?;
    browser.sees("What you have just sent is not kept.").await?;
    browser.look_at("30-plain-not-kept").await?;
    browser.press("Go on to Zoho").await?;
    browser.fill("Email address", EMAIL[0]).await?;
    browser.fill("Password", PASSWORD).await?;
    browser.press("Sign in").await?;
    browser.tick("ZohoCRM.modules.contacts.CREATE").await?;
    browser.press("Accept").await?;
    browser.sees("This does not work without your consent").await?;
    browser.look_at("31-plain-declined").await?;
    browser.go(&connection).await?;
    browser.sees("What you may be asked for").await?;
    browser.look_at("32-plain-connection").await?;
    browser.go(&format!("{connection}/../consent/unknown")).await?;
    browser.sees("Nothing was changed.").await?;
    browser.look_at("33-plain-trouble").await?;
    browser.press("Back to the application").await?;
    browser.fill("Name", "Mori").await?;
    browser.press("Create").await?;
    browser.press("Ask me again").await?;
    browser.press("Accept").await?;
    browser.sees("created from 1 field").await?;
    Ok(())
}
