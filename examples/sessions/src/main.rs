//! requires-scope for users of `tower-sessions`: the session says whose grant it is.
//!
//! `cargo run -p sessions`, and open the address that it prints.

use std::env;
use std::error::Error;

use axum::extract::Query;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use http::StatusCode;
use http::request::Parts;
use registration::Registration;
use requires_scope::{Client, GrantKey, requires_scope};
use requires_scope_axum::RequiresScopeLayer;
use serde::Deserialize;
use serde_json::json;
use tokio::net::TcpListener;
use tower_sessions::cookie::SameSite;
use tower_sessions::{MemoryStore, Session, SessionManagerLayer};
use url::form_urlencoded::Serializer;
use zoho_sandbox::Sandbox;

const FORMS: &str = "<!doctype html><html lang='en'><title>Sessions</title><h1>Sessions</h1>\
    <form method='post'><label>Name <input name='user'></label><button>Sign in</button></form>\
    <form method='post' action='/contacts'><label>Last name <input name='last_name'></label>\
    <button>Create contact</button></form>";

#[tokio::main]
#[expect(clippy::print_stdout, reason = "the address is what one needs to know")]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = env::var("ADDRESS").unwrap_or_else(|_| "127.0.0.1:4000".to_owned());
    let listener = TcpListener::bind(address).await?;
    let url = format!("http://{}", listener.local_addr()?);
    // A Zoho on this machine: marketer@zylker.example, whose password is `password`.
    let sandbox = Sandbox::builder().user("marketer@zylker.example", "password").start().await?;
    let registration = Registration::at(&sandbox, "Sessions", format!("{url}/scopes/callback"))?;
    println!("{url}");
    axum::serve(listener, app(&registration.forgetful_client()?)).await?;
    Ok(())
}

fn app(zoho: &Client) -> Router {
    let app = Router::new()
        .route("/", get(async || Html(FORMS)).post(sign_in))
        .route("/contacts", post(create_contact));
    // Zoho sends the browser back from its own site: a `Strict` cookie, the default, would not come along.
    let sessions = SessionManagerLayer::new(MemoryStore::default())
        .with_same_site(SameSite::Lax)
        .with_secure(zoho.redirect_uri().scheme() == "https");
    RequiresScopeLayer::new(zoho, whose_grant).sign_in_at(sign_in_at).wrap(app).layer(sessions)
}

/// The session is around the layer, so it is there; what it holds may have to be fetched.
async fn whose_grant(parts: &Parts) -> Option<GrantKey> {
    let session: &Session = parts.extensions.get()?;
    let user: String = session.get("user").await.ok()??;
    Some(GrantKey::new("zylker", user))
}

#[derive(Deserialize)]
struct SignIn {
    user: String,
}

/// The home page, which knows the way back: its form is sent with the same query.
fn sign_in_at(way_back: &str) -> String {
    format!("/?{}", Serializer::new(String::new()).append_pair("next", way_back).finish())
}

#[derive(Deserialize)]
struct WayBack {
    next: Option<String>,
}

impl WayBack {
    /// A page of the consent, and nothing that a link of another site could name.
    fn page(&self) -> &str {
        self.next.as_deref().filter(|next| next.starts_with("/scopes/")).unwrap_or("/")
    }
}

#[derive(Deserialize)]
struct NewContact {
    last_name: String,
}

/// Takes everybody's word for it, which is enough for an example.
async fn sign_in(
    session: Session,
    Query(way_back): Query<WayBack>,
    Form(form): Form<SignIn>,
) -> Result<Redirect, StatusCode> {
    // A session that was planted must not become hers.
    session.cycle_id().await.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    session.insert("user", form.user).await.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    Ok(Redirect::to(way_back.page()))
}

/// What is asked for when it is needed, and not before.
#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn create_contact(Form(contact): Form<NewContact>) -> Result<String, AppError> {
    let record = json!({ "data": [{ "Last_Name": contact.last_name }] });
    let answer = requires_scope::current()?.client().post("/crm/v8/Contacts").json(&record).send().await?;
    Ok(format!("contact: {}", answer.status()))
}

struct AppError(requires_scope::Error);

impl From<requires_scope::Error> for AppError {
    fn from(error: requires_scope::Error) -> AppError {
        AppError(error)
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let status = if self.0.is_nobody_signed_in() {
            StatusCode::UNAUTHORIZED
        } else {
            StatusCode::INTERNAL_SERVER_ERROR
        };
        (status, self.0.to_string()).into_response()
    }
}
