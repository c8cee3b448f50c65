//! How a sandbox is started.

use std::{
    collections::BTreeMap,
    fmt, io, iter,
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{Router, middleware};
use tokio::{sync::watch, task::JoinHandle};

use super::Sandbox;
use crate::{
    accounts, admin,
    console::Console,
    crm,
    journal::Server,
    ledger::Ledger,
    line::Exchange,
    reception::{self, Desk},
    server,
    state::{self, State, StateError, StateFile},
    zoho::{Shared, Zoho},
};

/// Who can sign in when nobody was named.
const DEFAULT_USER: (&str, &str) = ("marketer@zylker.example", "password");

/// The data centre that is played when none was named.
const DEFAULT_LOCATION: &str = "us";

/// How a sandbox is to be started.
#[derive(Debug, Default)]
#[must_use = "a builder does nothing until it is started"]
pub struct Builder {
    first: Plan,
    others: Vec<Plan>,
    admin_port: Option<u16>,
    state: Option<State>,
    state_file: Option<PathBuf>,
}

/// A data centre that is to be started.
#[derive(Default)]
struct Plan {
    /// `None`: nobody has said which one it is.
    location: Option<String>,
    accounts_port: u16,
    api_port: u16,
    users: Vec<(String, String)>,
}

/// A data centre whose ports are taken, and on which nobody serves yet.
struct Opened {
    zoho: Arc<Zoho>,
    accounts: Exchange,
    api: Exchange,
}

/// Why a sandbox does not start.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct StartError(#[from] Trouble);

#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error("the {server} server cannot listen on port {port} of localhost")]
    Listen { server: &'static str, port: u16, source: io::Error },
    #[error(
        "`{0}` cannot be the location of a data centre: write lower-case letters and digits, such as `us`"
    )]
    Location(String),
    #[error("the state cannot be taken over")]
    State(#[from] StateError),
}

impl Builder {
    /// Adds a person who can sign in at the first data centre. Without any person at all, there is
    /// `marketer@zylker.example` with the password `password`.
    pub fn user(mut self, email: &str, password: &str) -> Self {
        self.first.users.push((email.to_owned(), password.to_owned()));
        self
    }

    /// Adds a person who lives in the data centre of that location, which is added too if it was not there.
    pub fn user_in(mut self, location: &str, email: &str, password: &str) -> Self {
        self.plan(location).users.push((email.to_owned(), password.to_owned()));
        self
    }

    /// The port of Zoho Accounts of the first data centre; a free one if this is not called.
    pub fn accounts_port(mut self, port: u16) -> Self {
        self.first.accounts_port = port;
        self
    }

    /// The port of the CRM's API of the first data centre; a free one if this is not called.
    pub fn api_port(mut self, port: u16) -> Self {
        self.first.api_port = port;
        self
    }

    /// The `location` of the first data centre that the sandbox plays; `us` if this is not called.
    /// It comes before calls that name the first data centre by its location.
    pub fn location(mut self, location: &str) -> Self {
        self.first.location = Some(location.to_owned());
        self
    }

    /// Adds one more data centre, on free ports.
    pub fn data_center(self, location: &str) -> Self {
        self.data_center_at(location, 0, 0)
    }

    /// Adds one more data centre, on these ports; 0 takes a free one.
    pub fn data_center_at(mut self, location: &str, accounts_port: u16, api_port: u16) -> Self {
        let plan = self.plan(location);
        (plan.accounts_port, plan.api_port) = (accounts_port, api_port);
        self
    }

    /// Opens the admin interface on this port; 0 takes a free one. Without this call there is none.
    pub fn admin_port(mut self, port: u16) -> Self {
        self.admin_port = Some(port);
        self
    }

    /// Starts with this state; its data centres are added to those that were named. What else the builder was told is
    /// added where the state does not have it.
    pub fn state(mut self, state: State) -> Self {
        self.state = Some(state);
        self
    }

    /// Keeps the state in this file: it is read at the start, if it is there, and replaced after every change.
    pub fn state_file(mut self, path: impl AsRef<Path>) -> Self {
        self.state_file = Some(path.as_ref().to_owned());
        self
    }

    /// Starts all servers on 127.0.0.1, on the Tokio runtime of the caller.
    ///
    /// # Errors
    ///
    /// A port is taken; a location is not a word; the state cannot be read or has records of a module that the CRM
    /// does not have.
    pub async fn start(mut self) -> Result<Sandbox, StartError> {
        let shared = Shared::default();
        let file = self.state_file.as_deref().map(StateFile::new);
        let kept = file.as_ref().map(StateFile::read).transpose().map_err(Trouble::State)?.flatten();
        let mut ledgers = match kept.or(self.state.take()) {
            Some(state) => {
                state.locations().for_each(|location| self.expect(location));
                state.into_ledgers(&shared.clock).map_err(Trouble::State)?
            }
            None => BTreeMap::new(),
        };

        let mut opened = Vec::new();
        for plan in iter::once(self.first).chain(self.others) {
            let location = plan.location.clone().unwrap_or_else(|| DEFAULT_LOCATION.to_owned());
            let ledger = ledgers.remove(&location);
            opened.push(plan.open(location, &shared, ledger).await?);
        }
        let centers: Vec<_> = opened.iter().map(|center| Arc::clone(&center.zoho)).collect();
        if centers.iter().all(|center| center.ledger().users.is_empty()) {
            centers[0].ledger().users.add(DEFAULT_USER.0, DEFAULT_USER.1);
        }
        Zoho::federate(&centers);
        let console = Console::new(centers);

        let (stop, stopping) = watch::channel(false);
        let mut servers: Vec<_> = opened.into_iter().flat_map(|center| center.serve(&stopping)).collect();
        let mut admin_url = None;
        if let Some(port) = self.admin_port {
            let (exchange, url) = listen("admin", port).await?;
            let port = exchange.address().map_or(port, |address| address.port());
            servers.push(server::serve(exchange, admin::router(console.clone(), port), stopping.clone()));
            admin_url = Some(url);
        }
        if let Some(file) = file.clone() {
            file.keep(console.clone(), stopping.clone());
        }
        Ok(Sandbox { console, admin_url, stop, servers, state_file: file })
    }

    /// The plan of that location; a new one if there is none.
    fn plan(&mut self, location: &str) -> &mut Plan {
        if self.first.location.as_deref().unwrap_or(DEFAULT_LOCATION) == location {
            return &mut self.first;
        }
        let there = self.others.iter().position(|plan| plan.location.as_deref() == Some(location));
        let place = there.unwrap_or_else(|| {
            self.others.push(Plan { location: Some(location.to_owned()), ..Plan::default() });
            self.others.len() - 1
        });
        &mut self.others[place]
    }

    /// A data centre of the state: the first one, if nobody has said which that is.
    fn expect(&mut self, location: &str) {
        if self.first.location.is_none() && self.others.is_empty() {
            self.first.location = Some(location.to_owned());
        }
        self.plan(location);
    }
}

impl Plan {
    async fn open(
        self,
        location: String,
        shared: &Shared,
        ledger: Option<Ledger>,
    ) -> Result<Opened, Trouble> {
        let is_word = |text: &str| {
            !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        if !is_word(&location) {
            return Err(Trouble::Location(location));
        }
        let (accounts, accounts_url) = listen("accounts", self.accounts_port).await?;
        let (api, api_url) = listen("API", self.api_port).await?;
        let mut ledger =
            ledger.unwrap_or_else(|| Ledger { records: state::seeded(&shared.clock), ..Ledger::default() });
        for (email, password) in self.users {
            if ledger.users.get(&email).is_none() {
                ledger.users.add(&email, &password);
            }
        }
        let zoho = Zoho::new(location, accounts_url, api_url, shared.clone(), ledger);
        Ok(Opened { zoho: Arc::new(zoho), accounts, api })
    }
}

impl fmt::Debug for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Plan")
            .field("location", &self.location)
            .field("accounts_port", &self.accounts_port)
            .field("api_port", &self.api_port)
            .finish_non_exhaustive()
    }
}

impl Opened {
    fn serve(self, stopping: &watch::Receiver<bool>) -> [JoinHandle<io::Result<()>>; 2] {
        let Self { zoho, accounts: accounts_line, api: api_line } = self;
        let received = |router: Router, server| {
            let desk = Desk { zoho: Arc::clone(&zoho), server };
            router.layer(middleware::from_fn_with_state(desk, reception::receive))
        };
        let accounts_router = received(accounts::router(Arc::clone(&zoho)), Server::Accounts);
        let api_router = received(crm::router(Arc::clone(&zoho)), Server::Api);
        [
            server::serve(accounts_line, accounts_router, stopping.clone()),
            server::serve(api_line, api_router, stopping.clone()),
        ]
    }
}

async fn listen(server: &'static str, port: u16) -> Result<(Exchange, String), Trouble> {
    let failed = |source| Trouble::Listen { server, port, source };
    let exchange = Exchange::bind(port).await.map_err(failed)?;
    let address = exchange.address().map_err(failed)?;
    Ok((exchange, format!("http://{address}")))
}
