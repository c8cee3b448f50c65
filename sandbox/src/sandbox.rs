//! The sandbox as a test sees it: register clients, issue grants, look at what happened.

mod builder;

use std::{fmt, io, sync::Arc};

use serde_json::Value;
use tokio::{sync::watch, task::JoinHandle};
use zoho_scopes::{Scope, ScopeSet};

pub use self::builder::{Builder, StartError};
use crate::{
    clock::Clock,
    console::{Console, ConsoleError},
    crm::Module,
    expect::{Evidence, Expect},
    fault::Faults,
    journal::{Entry, Moment, Prompt},
    registration::{ClientCredentials, Registration},
    state::{State, StateFile},
    zoho::Zoho,
};

/// How long a code lives that a test issues: the longest that Zoho's console offers.
const CODE_MINUTES: u64 = 10;

/// A running Zoho; dropping it stops it.
#[derive(Debug)]
pub struct Sandbox {
    console: Console,
    admin_url: Option<String>,
    stop: watch::Sender<bool>,
    servers: Vec<JoinHandle<io::Result<()>>>,
    state_file: Option<StateFile>,
}

/// One data centre of a running sandbox.
#[derive(Clone, Debug)]
pub struct DataCenter {
    zoho: Arc<Zoho>,
}

/// A grant that was given without a person.
#[derive(Clone)]
#[non_exhaustive]
pub struct IssuedGrant {
    /// The token that access tokens are asked for with.
    pub refresh_token: String,
}

impl Sandbox {
    /// A sandbox with sensible defaults.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The origin of Zoho Accounts, such as `http://127.0.0.1:41234`, of the first data centre.
    pub fn accounts_url(&self) -> &str {
        &self.console.first().accounts_url
    }

    /// The origin of the CRM's API of the first data centre: another port, so another origin.
    pub fn api_url(&self) -> &str {
        &self.console.first().api_url
    }

    /// The `location` value of the first data centre, such as `us`.
    pub fn location(&self) -> &str {
        &self.console.first().location
    }

    /// The origin of the admin interface, if it was opened.
    pub fn admin_url(&self) -> Option<&str> {
        self.admin_url.as_deref()
    }

    /// Every data centre, the first one first.
    pub fn data_centers(&self) -> Vec<DataCenter> {
        self.console.centers().iter().map(|zoho| DataCenter { zoho: Arc::clone(zoho) }).collect()
    }

    /// The data centre of that location, if the sandbox plays it.
    pub fn data_center(&self, location: &str) -> Option<DataCenter> {
        self.console.at(Some(location)).ok().map(|zoho| DataCenter { zoho: Arc::clone(zoho) })
    }

    /// Registers a server-based application at the first data centre, as in Zoho's developer console.
    pub fn register_client(&self, name: &str, redirect_uri: &str) -> ClientCredentials {
        self.register_client_with(name, [redirect_uri])
    }

    /// Registers an application that has several redirect URIs.
    pub fn register_client_with<'a>(
        &self,
        name: &str,
        redirect_uris: impl IntoIterator<Item = &'a str>,
    ) -> ClientCredentials {
        let registration = Registration::new(name, crate::ClientKind::ServerBased);
        self.register(redirect_uris.into_iter().fold(registration, Registration::redirect_uri))
    }

    /// Registers an application of any kind.
    ///
    /// # Panics
    ///
    /// If the sandbox has no such data centre or the client id is taken: the test is wrong then.
    #[track_caller]
    pub fn register(&self, registration: Registration) -> ClientCredentials {
        right(self.console.register(registration))
    }

    /// The application of that name at the first data centre, such as one that a state has brought along.
    pub fn client_named(&self, name: &str) -> Option<ClientCredentials> {
        let ledger = self.console.first().ledger();
        let (id, client) = ledger.clients.iter().find(|(_, client)| client.name == name)?;
        Some(ClientCredentials { client_id: id.to_owned(), client_secret: client.secret.clone() })
    }

    /// The secret of a client at the data centre of that location; `None` where it is not known.
    pub fn client_secret(&self, client_id: &str, location: &str) -> Option<String> {
        let center = self.console.at(Some(location)).ok()?;
        center.ledger().clients.get(client_id).map(|client| client.secret.clone())
    }

    /// Adds a person who lives in the data centre of that location.
    ///
    /// # Panics
    ///
    /// If the sandbox has no such data centre or has the person already: the test is wrong then.
    #[track_caller]
    pub fn add_user(&self, location: &str, email: &str, password: &str) {
        right(self.console.add_user(Some(location), email, password));
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
        IssuedGrant { refresh_token: right(self.console.grant(client_id, email, scopes)) }
    }

    /// A code as the "Generate Code" of Zoho's console gives it: the grant token that the quick starts of Zoho's SDKs
    /// ask for. It is exchanged without a redirect URI, within ten minutes, and always brings a refresh token.
    ///
    /// The real console does this for self clients only.
    ///
    /// # Panics
    ///
    /// As [`Sandbox::issue_grant`].
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// use zoho_sandbox::{Registration, Sandbox};
    ///
    /// let sandbox = Sandbox::builder().start().await?;
    /// let script = sandbox.register(Registration::self_client("Nightly export"));
    /// let code = sandbox.issue_code(&script.client_id, "marketer@zylker.example", "ZohoCRM.modules.leads.READ");
    /// # let _ = code;
    /// # Ok(())
    /// # }
    /// ```
    #[track_caller]
    pub fn issue_code(&self, client_id: &str, email: &str, scopes: &str) -> String {
        right(self.console.code(client_id, email, scopes, CODE_MINUTES))
    }

    /// The scopes that a refresh token has now, as they were spelt when granted; empty if there is no such token.
    pub fn granted_scopes(&self, refresh_token: &str) -> Vec<String> {
        let held = self.console.centers().iter().find_map(|center| {
            let ledger = center.ledger();
            ledger.grants.get(refresh_token).map(|grant| grant.scopes.clone())
        });
        held.iter().flat_map(ScopeSet::iter).map(|scope| scope.as_str().to_owned()).collect()
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
            Ok(scope) => {
                // A refresh token lives in one data centre, so the first that has it is the only one.
                let mut centers = self.console.centers().iter();
                centers.any(|center| center.ledger().grants.withdraw(refresh_token, &scope))
            }
            Err(error) => panic!("the scope to revoke cannot be read: {error}"),
        }
    }

    /// The sandbox's time.
    pub fn clock(&self) -> &Clock {
        &self.console.first().clock
    }

    /// Every request so far, to any server, in the order of arrival; of very many, the latest.
    pub fn journal(&self) -> Vec<Entry> {
        self.console.first().journal.entries()
    }

    /// Every consent page that was shown so far, in order; one that was shown again counts again.
    pub fn prompts(&self) -> Vec<Prompt> {
        self.console.first().journal.prompts()
    }

    /// What a test expects of the requests and prompts so far, as in `sandbox.expect().no_prompt()`.
    pub fn expect(&self) -> Expect {
        Expect::new(self.evidence())
    }

    /// This moment, for [`Sandbox::expect_since`].
    pub fn moment(&self) -> Moment {
        self.console.first().journal.moment()
    }

    /// What a test expects of what came after a moment, as in `sandbox.expect_since(declined).nothing()`.
    pub fn expect_since(&self, moment: Moment) -> Expect {
        Expect::new(self.evidence_since(moment))
    }

    pub(crate) fn evidence(&self) -> Evidence {
        self.evidence_since(self.console.first().journal.beginning())
    }

    pub(crate) fn evidence_since(&self, moment: Moment) -> Evidence {
        Evidence::new(self.console.first().journal.since(moment))
    }

    /// The switches that make the sandbox misbehave, at all data centres alike.
    pub fn faults(&self) -> &Faults {
        &self.console.first().faults
    }

    /// The records that a module of the first data centre has now; empty if there is no such module.
    pub fn records(&self, module: &str) -> Vec<Value> {
        records(self.console.first(), module)
    }

    /// Everything that the sandbox remembers.
    pub fn state(&self) -> State {
        self.console.state()
    }

    /// Stops all servers; requests under way get half a second.
    pub async fn stop(self) {
        let Self { console, stop, servers, state_file, .. } = self;
        stop.send_replace(true);
        for server in servers {
            match server.await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::warn!(%error, "a server of the sandbox failed"),
                Err(error) => tracing::warn!(%error, "a server of the sandbox panicked"),
            }
        }
        // What the last requests have changed.
        if let Some(Err(error)) = state_file.map(|file| file.write(&console)) {
            tracing::error!(%error, "the last changes are lost");
        }
    }
}

impl DataCenter {
    /// The `location` value, such as `eu`.
    pub fn location(&self) -> &str {
        &self.zoho.location
    }

    /// The origin of its Zoho Accounts.
    pub fn accounts_url(&self) -> &str {
        &self.zoho.accounts_url
    }

    /// The origin of its CRM's API.
    pub fn api_url(&self) -> &str {
        &self.zoho.api_url
    }

    /// The records that a module has here now; empty if there is no such module.
    pub fn records(&self, module: &str) -> Vec<Value> {
        records(&self.zoho, module)
    }
}

impl fmt::Debug for IssuedGrant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IssuedGrant").finish_non_exhaustive()
    }
}

fn records(zoho: &Zoho, module: &str) -> Vec<Value> {
    let ledger = zoho.ledger();
    let records = Module::named(module).map(|module| ledger.records.of(module));
    records.unwrap_or_default().iter().cloned().map(Value::Object).collect()
}

/// A test that asks for what cannot be is wrong, and is told so where it stands.
#[track_caller]
fn right<T>(asked: Result<T, ConsoleError>) -> T {
    match asked {
        Ok(given) => given,
        Err(error) => match std::error::Error::source(&error) {
            Some(cause) => panic!("{error}: {cause}"),
            None => panic!("{error}"),
        },
    }
}
