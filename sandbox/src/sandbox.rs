//! The sandbox as a test sees it: start it, register clients, issue grants, look at what happened.

use std::{fmt, io, sync::Arc};

use serde_json::Value;
use tokio::{sync::watch, task::JoinHandle};
use zoho_scopes::{Scope, ScopeSet};

use crate::{
    accounts,
    clock::Clock,
    crm::{self, Module, Records, Stamp, timestamp},
    fault::Faults,
    journal::{Entry, Prompt, Server},
    ledger::Ledger,
    line::Exchange,
    reception::Desk,
    server,
    zoho::Zoho,
};

/// Who can sign in when nobody was named.
const DEFAULT_USER: (&str, &str) = ("marketer@zylker.example", "password");

/// How a sandbox is to be started.
#[derive(Debug, Default)]
#[must_use = "a builder does nothing until it is started"]
pub struct Builder {
    accounts_port: u16,
    api_port: u16,
    location: Option<String>,
    ledger: Ledger,
}

/// A running Zoho; dropping it stops it.
#[derive(Debug)]
pub struct Sandbox {
    zoho: Arc<Zoho>,
    stop: watch::Sender<bool>,
    servers: [JoinHandle<io::Result<()>>; 2],
}

/// What an application is known by.
#[derive(Clone)]
#[non_exhaustive]
pub struct ClientCredentials {
    /// The id, which is no secret.
    pub client_id: String,
    /// The secret.
    pub client_secret: String,
}

/// A grant that was given without a person.
#[derive(Clone)]
#[non_exhaustive]
pub struct IssuedGrant {
    /// The token that access tokens are asked for with.
    pub refresh_token: String,
}

/// A port could not be listened on.
#[derive(Debug, thiserror::Error)]
#[error("the {server} server cannot listen on port {port} of localhost")]
pub struct StartError {
    server: &'static str,
    port: u16,
    source: io::Error,
}

impl Builder {
    /// Adds a person who can sign in. Without any, there is `marketer@zylker.example` with the password `password`.
    pub fn user(mut self, email: &str, password: &str) -> Self {
        self.ledger.users.add(email, password);
        self
    }

    /// The port of Zoho Accounts; a free one if this is not called.
    pub fn accounts_port(mut self, port: u16) -> Self {
        self.accounts_port = port;
        self
    }

    /// The port of the CRM's API; a free one if this is not called.
    pub fn api_port(mut self, port: u16) -> Self {
        self.api_port = port;
        self
    }

    /// The `location` of the data centre that the sandbox plays; `us` if this is not called.
    pub fn location(mut self, location: &str) -> Self {
        self.location = Some(location.to_owned());
        self
    }

    /// Starts both servers on 127.0.0.1, on the Tokio runtime of the caller.
    ///
    /// # Errors
    ///
    /// A port is taken.
    pub async fn start(self) -> Result<Sandbox, StartError> {
        let (accounts, accounts_url) = listen("accounts", self.accounts_port).await?;
        let (api, api_url) = listen("API", self.api_port).await?;
        let location = self.location.unwrap_or_else(|| "us".to_owned());
        let mut ledger = self.ledger;
        if ledger.users.is_empty() {
            ledger.users.add(DEFAULT_USER.0, DEFAULT_USER.1);
        }
        let zoho = Arc::new(Zoho::new(accounts_url, api_url, location, ledger));
        zoho.ledger().records = Records::seeded(&Stamp {
            user_id: "4150868000000000000".to_owned(),
            user_name: "Zylker".to_owned(),
            time: timestamp(zoho.clock.now()),
        });

        let (stop, stopping) = watch::channel(false);
        let desk = |server| Desk { zoho: Arc::clone(&zoho), server };
        let accounts_router = accounts::router(Arc::clone(&zoho));
        let api_router = crm::router(Arc::clone(&zoho));
        let servers = [
            server::serve(accounts, accounts_router, desk(Server::Accounts), stopping.clone()),
            server::serve(api, api_router, desk(Server::Api), stopping),
        ];
        Ok(Sandbox { zoho, stop, servers })
    }
}

impl Sandbox {
    /// A sandbox with sensible defaults.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The origin of Zoho Accounts, such as `http://127.0.0.1:41234`.
    pub fn accounts_url(&self) -> &str {
        &self.zoho.accounts_url
    }

    /// The origin of the CRM's API: another port, so another origin.
    pub fn api_url(&self) -> &str {
        &self.zoho.api_url
    }

    /// The `location` value of the data centre, such as `us`.
    pub fn location(&self) -> &str {
        &self.zoho.location
    }

    /// Registers an application, as in Zoho's developer console.
    pub fn register_client(&self, name: &str, redirect_uri: &str) -> ClientCredentials {
        self.register_client_with(name, [redirect_uri])
    }

    /// Registers an application that has several redirect URIs.
    pub fn register_client_with<'a>(
        &self,
        name: &str,
        redirect_uris: impl IntoIterator<Item = &'a str>,
    ) -> ClientCredentials {
        let redirect_uris = redirect_uris.into_iter().map(str::to_owned).collect();
        let (client_id, client_secret) = self.zoho.ledger().clients.register(name, redirect_uris);
        ClientCredentials { client_id, client_secret }
    }

    /// Gives a client a refresh token, as if the user had consented to these scopes before the test began.
    ///
    /// The scopes are a list with commas or spaces; they need not be in the catalogue.
    ///
    /// # Panics
    ///
    /// If the client was not registered, the user does not exist or a scope is malformed: the test is wrong then.
    #[track_caller]
    pub fn issue_grant(&self, client_id: &str, email: &str, scopes: &str) -> IssuedGrant {
        let mut ledger = self.zoho.ledger();
        assert!(
            ledger.clients.get(client_id).is_some(),
            "no client {client_id} is registered with the sandbox"
        );
        assert!(ledger.users.get(email).is_some(), "no user {email} exists in the sandbox");
        let scopes = match ScopeSet::parse_list(scopes) {
            Ok(scopes) => scopes,
            Err(error) => panic!("the scopes of the grant cannot be read: {error}"),
        };
        IssuedGrant { refresh_token: ledger.grants.grant(client_id, email, scopes) }
    }

    /// The scopes that a refresh token has now, as they were spelt when granted; empty if there is no such token.
    pub fn granted_scopes(&self, refresh_token: &str) -> Vec<String> {
        let ledger = self.zoho.ledger();
        let scopes = ledger.grants.scopes(refresh_token);
        scopes.into_iter().flat_map(ScopeSet::iter).map(|scope| scope.as_str().to_owned()).collect()
    }

    /// Takes a scope from a grant behind the client's back, and says whether the grant had it.
    ///
    /// Everything that covers the scope goes: whoever loses `ZohoCRM.modules.leads.READ` loses
    /// `ZohoCRM.modules.ALL` too.
    ///
    /// # Panics
    ///
    /// If the scope is malformed: the test is wrong then.
    #[track_caller]
    pub fn revoke_scope(&self, refresh_token: &str, scope: &str) -> bool {
        match Scope::parse(scope) {
            Ok(scope) => self.zoho.ledger().grants.withdraw(refresh_token, &scope),
            Err(error) => panic!("the scope to revoke cannot be read: {error}"),
        }
    }

    /// The sandbox's time.
    pub fn clock(&self) -> &Clock {
        &self.zoho.clock
    }

    /// Every request so far, to either server, in the order of arrival.
    pub fn journal(&self) -> Vec<Entry> {
        self.zoho.journal.entries()
    }

    /// Every consent page that was shown so far, in order; one that was shown again counts again.
    pub fn prompts(&self) -> Vec<Prompt> {
        self.zoho.journal.prompts()
    }

    /// The switches that make the sandbox misbehave.
    pub fn faults(&self) -> &Faults {
        &self.zoho.faults
    }

    /// The records of a module as they are now; empty if there is no such module.
    pub fn records(&self, module: &str) -> Vec<Value> {
        let ledger = self.zoho.ledger();
        let records = Module::named(module).map(|module| ledger.records.of(module));
        records.unwrap_or_default().iter().cloned().map(Value::Object).collect()
    }

    /// Stops both servers; requests under way get half a second.
    pub async fn stop(self) {
        let Self { stop, servers, .. } = self;
        stop.send_replace(true);
        for server in servers {
            match server.await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::warn!(%error, "a server of the sandbox failed"),
                Err(error) => tracing::warn!(%error, "a server of the sandbox panicked"),
            }
        }
    }
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

impl fmt::Debug for IssuedGrant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IssuedGrant").finish_non_exhaustive()
    }
}

async fn listen(server: &'static str, port: u16) -> Result<(Exchange, String), StartError> {
    let failed = |source| StartError { server, port, source };
    let exchange = Exchange::bind(port).await.map_err(failed)?;
    let address = exchange.address().map_err(failed)?;
    Ok((exchange, format!("http://{address}")))
}
