//! requires-scope as the client under test: an axum application of three guarded handlers.

use axum::Router;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use http::request::Parts;
use http::{Method, StatusCode};
use requires_scope::{
    Client, DataCenter, Error, GrantImport, GrantKey, MemoryStore, ScopeSet, requires_scope,
};
use requires_scope_axum::RequiresScopeLayer;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use zoho_sandbox::browser::Person;
use zoho_sandbox::conformance::{ClientUnderTest, Failure, GuardedCall, Outcome, Setting};

const FORMS: &str = "<form method=post action=/contacts><button>Create contact</button></form>\
                     <form method=post action=/deals><button>Create deal</button></form>";

/// The application, before and after its start.
pub(crate) struct Guarded {
    listener: Option<TcpListener>,
    origin: String,
    accounts_url: String,
    serving: Option<JoinHandle<()>>,
}

impl Guarded {
    pub(crate) async fn listen() -> Result<Guarded, Failure> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let origin = format!("http://{}", listener.local_addr()?);
        Ok(Guarded { listener: Some(listener), origin, accounts_url: String::new(), serving: None })
    }

    /// What the person sees in her browser.
    fn seen_by(&self, person: &Person) -> Result<Outcome, Failure> {
        let page = person.page().ok_or("no page is open")?;
        Ok(match page.text() {
            _ if page.url().starts_with(&self.accounts_url) => Outcome::Asked,
            "done" => Outcome::Done,
            text => Outcome::Refused(text.to_owned()),
        })
    }
}

impl ClientUnderTest for Guarded {
    fn redirect_uri(&self) -> String {
        format!("{}/scopes/callback", self.origin)
    }

    async fn start(&mut self, zoho: &Setting) -> Result<(), Failure> {
        self.accounts_url.clone_from(&zoho.accounts_url);
        let client = Client::builder(&zoho.client_id, zoho.client_secret.as_str(), self.redirect_uri())
            .data_center(DataCenter::custom(&zoho.location, &zoho.accounts_url, &zoho.api_url)?)
            .store(MemoryStore::new())
            .build()?;
        let import = GrantImport::new(zoho.refresh_token.as_str());
        client.import_grant(&key(), import.assuming(ScopeSet::parse_list(&zoho.scopes)?)).await?;
        let router = RequiresScopeLayer::new(&client, |_: &Parts| Some(key())).wrap(routes());
        let listener = self.listener.take().ok_or("the client is started once")?;
        self.serving = Some(tokio::spawn(async move {
            // It is aborted when the client is dropped: there is nobody to tell.
            let _ = axum::serve(listener, router).await;
        }));
        Ok(())
    }

    async fn call(&mut self, call: GuardedCall, person: &mut Person) -> Result<Outcome, Failure> {
        let button = match call {
            GuardedCall::CreateContact => "Create contact",
            GuardedCall::CreateDeal => "Create deal",
            _ => {
                person.open(&format!("{}/leads", self.origin)).await?;
                return self.seen_by(person);
            }
        };
        person.open(&self.origin).await?;
        person.browser().submit(button, &[]).await?;
        self.seen_by(person)
    }

    async fn outcome(&mut self, person: &mut Person) -> Result<Outcome, Failure> {
        self.seen_by(person)
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        if let Some(serving) = &self.serving {
            serving.abort();
        }
    }
}

fn key() -> GrantKey {
    GrantKey::new("zylker", "mia")
}

fn routes() -> Router {
    Router::new()
        .route("/", get(Html(FORMS)))
        .route("/leads", get(leads))
        .route("/contacts", post(create_contact))
        .route("/deals", post(create_deal))
}

#[requires_scope("ZohoCRM.modules.leads.READ")]
async fn leads() -> Result<&'static str, AppError> {
    send(GuardedCall::ReadLeads).await
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn create_contact() -> Result<&'static str, AppError> {
    send(GuardedCall::CreateContact).await
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE", "ZohoCRM.modules.deals.CREATE")]
async fn create_deal() -> Result<&'static str, AppError> {
    send(GuardedCall::CreateDeal).await
}

async fn send(call: GuardedCall) -> Result<&'static str, AppError> {
    let zoho = requires_scope::current()?.client();
    for step in call.requests() {
        let request = match step.method {
            "GET" => zoho.get(step.target),
            method => {
                let method = Method::from_bytes(method.as_bytes()).map_err(|_| AppError::Method)?;
                zoho.request(method, step.target).json(&step.body)
            }
        };
        let status = request.send().await?.status();
        if !status.is_success() {
            return Err(AppError::Refused(status));
        }
    }
    Ok("done")
}

enum AppError {
    Zoho(Error),
    Refused(StatusCode),
    Method,
}

impl From<Error> for AppError {
    fn from(error: Error) -> AppError {
        AppError::Zoho(error)
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let text = match self {
            AppError::Zoho(error) => error.with_sources().to_string(),
            AppError::Refused(status) => format!("Zoho answers {status}"),
            AppError::Method => "no method of HTTP".to_owned(),
        };
        (StatusCode::INTERNAL_SERVER_ERROR, text).into_response()
    }
}
