//! The stage of the flow tests: a sandbox, an application of a few guarded handlers, a SQLite file, real sockets.

use std::error::Error as StdError;
use std::net::SocketAddr;
use std::time::Duration;

use axum::body::to_bytes;
use axum::extract::Request;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{any, get, post};
use axum::{Form, Router};
use http::StatusCode;
use http::request::Parts;
use requires_scope::{Client, DataCenter, Error, Grant, GrantImport, GrantKey, ScopeSet, requires_scope};
use requires_scope_axum::{RequiresScopeLayer, guarded_by, idempotent};
use requires_scope_sqlite::SqliteStore;
use serde::Deserialize;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use zoho_sandbox::browser::Person;
use zoho_sandbox::{ClientCredentials, IssuedGrant, Sandbox};

/// What a test may fail with.
pub type Outcome<T = ()> = Result<T, Box<dyn StdError>>;

/// The person at Zoho.
pub const EMAIL: &str = "marketer@zylker.example";
/// Her password there.
pub const PASSWORD: &str = "password";
/// The one scope that everybody starts with.
pub const LEADS: &str = "ZohoCRM.modules.leads.READ";
/// What `POST /contacts` needs.
pub const CONTACTS: &str = "ZohoCRM.modules.contacts.CREATE";
/// What `POST /deals` needs beside [`CONTACTS`].
pub const DEALS: &str = "ZohoCRM.modules.deals.CREATE";

/// Everything that a flow needs.
#[derive(Debug)]
pub struct Stage {
    /// Zoho.
    pub sandbox: Sandbox,
    /// What the application is to Zoho.
    pub credentials: ClientCredentials,
    /// The application.
    pub app: App,
    address: SocketAddr,
    folder: TempDir,
}

/// The application, which can be stopped and started again.
#[derive(Debug)]
pub struct App {
    /// Its client.
    pub zoho: Client,
    stop: Option<oneshot::Sender<()>>,
    serving: JoinHandle<()>,
}

impl Stage {
    /// Starts the sandbox and the application.
    pub async fn set() -> Outcome<Stage> {
        let sandbox = Sandbox::builder().user(EMAIL, PASSWORD).start().await?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let credentials =
            sandbox.register_client("Zylker Marketing", &format!("http://{address}/scopes/callback"));
        let folder = tempfile::tempdir()?;
        let app = App::start(&sandbox, &credentials, &folder, listener).await?;
        Ok(Stage { sandbox, credentials, app, address, folder })
    }

    /// The application's process dies and is started anew: what was in memory is gone.
    pub async fn restart(&mut self) -> Outcome {
        // Connections that were kept open must not reach the old process.
        drop(self.app.stop.take());
        (&mut self.app.serving).await?;
        let listener = TcpListener::bind(self.address).await?;
        self.app = App::start(&self.sandbox, &self.credentials, &self.folder, listener).await?;
        Ok(())
    }

    /// Another process of the application: it shares the store with the first, and nothing else.
    pub async fn another_process(&self) -> Outcome<Client> {
        client(&self.sandbox, &self.credentials, &self.folder, self.address).await
    }

    /// A user of the application who has granted [`LEADS`] before, and a browser in which she is signed in to both.
    pub async fn person(&self, user: &str) -> Outcome<(Person, IssuedGrant)> {
        let issued = self.grant(user, LEADS).await?;
        let mut person = Person::new()?;
        person.open(&self.url(&format!("/sign-in/{user}"))).await?;
        Ok((person, issued))
    }

    /// A grant that was given before the test begins.
    pub async fn grant(&self, user: &str, scopes: &str) -> Outcome<IssuedGrant> {
        let issued = self.sandbox.issue_grant(&self.credentials.client_id, EMAIL, scopes);
        let import = GrantImport::new(issued.refresh_token.as_str()).assuming(ScopeSet::parse_list(scopes)?);
        self.app.zoho.import_grant(&key(user), import).await?;
        Ok(issued)
    }

    /// The application's grant of a user.
    pub async fn grant_of(&self, user: &str) -> Outcome<Grant> {
        Ok(self.app.zoho.grant(&key(user)).await?)
    }

    /// An address of the application.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// How many requests like this one have reached the sandbox.
    pub fn count(&self, request: &str) -> usize {
        self.sandbox.journal().iter().filter(|entry| entry.is(request)).count()
    }

    /// The contacts that exist by now.
    pub fn contacts(&self) -> Vec<Value> {
        self.sandbox.records("Contacts")
    }
}

impl App {
    async fn start(
        sandbox: &Sandbox,
        credentials: &ClientCredentials,
        folder: &TempDir,
        listener: TcpListener,
    ) -> Outcome<App> {
        let zoho = client(sandbox, credentials, folder, listener.local_addr()?).await?;
        let router = router(&zoho);
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = tokio::spawn(async move {
            let until = async { drop(stopped.await) };
            // The listener is gone when the stage is: there is nobody to tell.
            let _ = axum::serve(listener, router).with_graceful_shutdown(until).await;
        });
        Ok(App { zoho, stop: Some(stop), serving })
    }
}

/// The application's web server.
pub fn router(zoho: &Client) -> Router {
    RequiresScopeLayer::new(zoho, |parts: &Parts| signed_in(parts).map(key)).wrap(routes())
}

async fn client(
    sandbox: &Sandbox,
    credentials: &ClientCredentials,
    folder: &TempDir,
    address: SocketAddr,
) -> Outcome<Client> {
    client_at(sandbox, credentials, folder, &format!("http://{address}/scopes/callback")).await
}

/// One process of the application, whose store is a file in `folder`.
pub async fn client_at(
    sandbox: &Sandbox,
    credentials: &ClientCredentials,
    folder: &TempDir,
    redirect_uri: &str,
) -> Outcome<Client> {
    let store = SqliteStore::open(folder.path().join("stage.db")).await?.in_the_clear();
    let client = Client::builder(&credentials.client_id, credentials.client_secret.as_str(), redirect_uri)
        .data_center(DataCenter::custom(sandbox.location(), sandbox.accounts_url(), sandbox.api_url())?)
        .initial_scopes([LEADS])
        .store(store)
        .build()?;
    Ok(client)
}

impl Drop for App {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// The key of a user's grant.
pub fn key(user: &str) -> GrantKey {
    GrantKey::new("zylker", user)
}

/// Creates a contact outside of any web request.
#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
pub async fn create_contact(last_name: &str) -> Result<String, Error> {
    created("Contacts", &json!({ "Last_Name": last_name })).await
}

/// Needs two scopes at once.
#[requires_scope("ZohoCRM.modules.contacts.CREATE", "ZohoCRM.modules.deals.CREATE")]
pub async fn create_deal(last_name: &str) -> Result<String, Error> {
    created("Contacts", &json!({ "Last_Name": last_name })).await?;
    created("Deals", &json!({ "Deal_Name": last_name, "Stage": "Qualification" })).await
}

async fn created(module: &str, record: &Value) -> Result<String, Error> {
    let zoho = requires_scope::current()?.client();
    let answer = zoho.post(&format!("/crm/v8/{module}")).json(&json!({ "data": [record] })).send().await?;
    let status = answer.status();
    let body: Value = answer.json().await.unwrap_or_default();
    Ok(format!("{status} {}", body["data"][0]["code"].as_str().unwrap_or_default()))
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
        (StatusCode::INTERNAL_SERVER_ERROR, self.0.to_string()).into_response()
    }
}

#[derive(Deserialize)]
struct NewContact {
    last_name: String,
}

fn routes() -> Router {
    const FORMS: &str = "\
        <form method=post action=/contacts><input name=last_name><button>Create contact</button></form>\
        <form method=post action=/deals><input name=last_name><button>Create deal</button></form>\
        <form method=post action=/deep><input name=last_name><button>Create deep</button></form>\
        <form method=post action=/tagged><input name=last_name><button>Create tagged</button></form>";
    Router::new()
        .route("/", get(|| async { Html(FORMS) }))
        .route("/sign-in/{user}", get(sign_in))
        .route("/leads", get(leads))
        .route("/report", get(report))
        .route("/contacts", post(post_contact))
        .route("/deals", post(post_deal))
        .route("/deep", post(post_deep))
        .route("/tagged", post(post_tagged))
        .route("/echo", any(echo))
        .route("/again", post(post_deep).layer(idempotent()))
        .route("/checked", post(post_contact).route_layer(guarded_by(may_create_contacts)))
        .fallback(fallback)
}

async fn sign_in(axum::extract::Path(user): axum::extract::Path<String>) -> impl IntoResponse {
    ([("set-cookie", format!("user={user}; Path=/; HttpOnly; SameSite=Lax"))], Html("signed in"))
}

fn signed_in(parts: &Parts) -> Option<&str> {
    let cookies = parts.headers.get("cookie")?.to_str().ok()?;
    cookies.split("; ").find_map(|cookie| cookie.strip_prefix("user="))
}

#[requires_scope("ZohoCRM.modules.leads.READ")]
async fn leads() -> Result<String, AppError> {
    let zoho = requires_scope::current()?.client();
    let answer = zoho.get("/crm/v8/Leads").query(&[("fields", "Last_Name")]).send().await?;
    Ok(format!("leads: {}", answer.status()))
}

#[requires_scope("ZohoCRM.coql.READ", "ZohoCRM.modules.deals.READ")]
async fn report() -> Result<String, AppError> {
    let zoho = requires_scope::current()?.client();
    let query = json!({ "select_query": "select Deal_Name from Deals where Amount > 0 limit 2" });
    let answer = zoho.post("/crm/v8/coql").json(&query).send().await?;
    Ok(format!("report: {}", answer.status()))
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn post_contact(Form(contact): Form<NewContact>) -> Result<String, AppError> {
    Ok(format!("contact: {}", created("Contacts", &json!({ "Last_Name": contact.last_name })).await?))
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE", "ZohoCRM.modules.deals.CREATE")]
async fn post_deal(Form(contact): Form<NewContact>) -> Result<String, AppError> {
    let deal = json!({ "Deal_Name": contact.last_name, "Stage": "Qualification" });
    Ok(format!("deal: {}", created("Deals", &deal).await?))
}

/// Has an effect, and says what it was sent: method, content type, and the body's bytes.
#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn echo(request: Request) -> Result<String, AppError> {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else { return Ok("no body".to_owned()) };
    created("Contacts", &json!({ "Last_Name": "Echo" })).await?;
    let content_type = parts.headers.get("content-type").and_then(|value| value.to_str().ok());
    Ok(format!("{} {} {body:?}", parts.method, content_type.unwrap_or("-"), body = body.to_vec()))
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn may_create_contacts() -> Result<(), Error> {
    Ok(())
}

/// Its outer guard passes, its inner one does not: by then something may have happened.
#[requires_scope("ZohoCRM.modules.leads.READ")]
async fn post_deep(Form(contact): Form<NewContact>) -> Result<String, AppError> {
    Ok(create_contact(&contact.last_name).await?)
}

/// Goes on without what it is refused, has its effect, and fails afterwards.
async fn post_tagged(Form(contact): Form<NewContact>) -> Result<String, AppError> {
    let _ = report().await;
    let created = create_lead_note(&contact.last_name).await?;
    report().await.map(|report| format!("{created} {report}"))
}

#[requires_scope("ZohoCRM.modules.leads.READ")]
async fn create_lead_note(_: &str) -> Result<String, Error> {
    Ok("noted".to_owned())
}

#[requires_scope("ZohoCRM.coql.READ")]
async fn fallback() -> Result<String, AppError> {
    Ok("fallback".to_owned())
}

/// Long enough for everything that ought to happen, short enough for a test that hangs.
pub const SOON: Duration = Duration::from_secs(20);
