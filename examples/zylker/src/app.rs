//! Zylker as a whole: started, and stopped.

use std::io;
use std::net::Ipv4Addr;
use std::path::Path;
use std::time::Duration;

use requires_scope::{Client, DataCenter, KeyRing, Secret};
use requires_scope_sqlite::SqliteStore;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use zoho_sandbox::Sandbox;

use crate::config::{Registration, Zoho};
use crate::data::Data;
use crate::marketer::Marketer;
use crate::session::Sessions;
use crate::web::{self, Place};

/// What everybody signs in with at the sandbox.
pub(crate) const SANDBOX_PASSWORD: &str = "password";

/// What a user is asked for at the first sign-in, and nothing more.
const INITIAL_SCOPES: [&str; 1] = ["ZohoCRM.modules.leads.READ"];

/// How long requests that are under way may take when the application stops.
const LAST_MOMENT: Duration = Duration::from_secs(1);

/// A running Zylker.
#[derive(Debug)]
pub(crate) struct App {
    address: String,
    data: Data,
    sandbox: Option<Sandbox>,
    stop: oneshot::Sender<()>,
    server: JoinHandle<io::Result<()>>,
}

/// Why Zylker does not start.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StartError {
    #[error("nobody can listen on port {port} of this machine: choose another with `--port`")]
    Listen { port: u16, source: io::Error },
    #[error("the sandbox does not start")]
    Sandbox(#[from] zoho_sandbox::StartError),
    #[error("the store in {folder} cannot be opened")]
    Store { folder: String, source: Box<dyn std::error::Error + Send + Sync> },
    #[error("the sessions in {folder} cannot be read")]
    Sessions { folder: String, source: io::Error },
    #[error("the registration at Zoho is not complete")]
    Registration(#[source] requires_scope::Error),
}

impl App {
    /// Starts the sandbox, unless Zoho is the real one, and the application on the port; 0 takes a free one.
    pub(crate) async fn start(port: u16, zoho: Zoho, data: Data) -> Result<App, StartError> {
        let not_listening = |source| StartError::Listen { port, source };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(not_listening)?;
        let port = listener.local_addr().map_err(not_listening)?.port();
        let (sandbox, registration) = match zoho {
            Zoho::Sandbox => {
                let (sandbox, registration) = register_at_sandbox(port).await?;
                (Some(sandbox), registration)
            }
            Zoho::Registered(registration) => (None, registration),
        };
        let client = client(registration, data.folder()).await?;
        let is_https = client.redirect_uri().scheme() == "https";
        let sessions = Sessions::open(data.folder(), is_https)
            .map_err(|source| StartError::Sessions { folder: data.folder().display().to_string(), source })?;
        let place = if sandbox.is_some() { Place::Sandbox } else { Place::RealZoho };
        let router = web::router(&client, sessions, place);
        let (stop, stopped) = oneshot::channel();
        let server = axum::serve(listener, router).with_graceful_shutdown(async {
            // A sender that is gone means the same.
            let _ = stopped.await;
        });
        Ok(App {
            address: client.redirect_uri().origin().ascii_serialization(),
            data,
            sandbox,
            stop,
            server: tokio::spawn(server.into_future()),
        })
    }

    /// Where a browser finds it: the origin to which Zoho sends it back, so that its cookies are there then.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The folder with what it keeps.
    pub(crate) fn data(&self) -> &Path {
        self.data.folder()
    }

    /// The sandbox, if Zoho is not the real one.
    pub(crate) fn sandbox(&self) -> Option<&Sandbox> {
        self.sandbox.as_ref()
    }

    /// Stops everything. Requests that are under way get a last moment.
    pub(crate) async fn stop(self) {
        // A server that has ended by itself no longer listens.
        let _ = self.stop.send(());
        match tokio::time::timeout(LAST_MOMENT, self.server).await {
            Ok(Ok(Ok(()))) => {}
            Ok(Ok(Err(error))) => tracing::warn!(%error, "the server failed"),
            Ok(Err(error)) => tracing::warn!(%error, "the server panicked"),
            Err(_) => tracing::debug!("some connections were still open"),
        }
        if let Some(sandbox) = self.sandbox {
            sandbox.stop().await;
        }
    }
}

async fn register_at_sandbox(port: u16) -> Result<(Sandbox, Registration), StartError> {
    let mut builder = Sandbox::builder();
    for marketer in Marketer::ALL {
        builder = builder.user(marketer.email(), SANDBOX_PASSWORD);
    }
    let sandbox = builder.start().await?;
    let redirect_uri = format!("http://127.0.0.1:{port}/scopes/callback");
    let app = sandbox.register_client("Zylker Marketing", &redirect_uri);
    let data_center = DataCenter::custom(sandbox.location(), sandbox.accounts_url(), sandbox.api_url())
        .map_err(StartError::Registration)?;
    let registration = Registration {
        client_id: app.client_id,
        client_secret: Secret::new(app.client_secret),
        redirect_uri,
        data_center,
    };
    Ok((sandbox, registration))
}

/// The client, with its grants in a file that only the key beside it opens.
async fn client(registration: Registration, folder: &Path) -> Result<Client, StartError> {
    let not_opened = |source: Box<dyn std::error::Error + Send + Sync>| StartError::Store {
        folder: folder.display().to_string(),
        source,
    };
    let keys = KeyRing::open_or_create(folder.join("key")).map_err(|error| not_opened(error.into()))?;
    let file = SqliteStore::open(folder.join("zylker.db")).await.map_err(|error| not_opened(error.into()))?;
    Client::builder(registration.client_id, registration.client_secret, registration.redirect_uri)
        .data_center(registration.data_center)
        .initial_scopes(INITIAL_SCOPES)
        .store(file.sealed(keys))
        .build()
        .map_err(StartError::Registration)
}
