//! What a developer does from outside: users, clients, grants and codes without a browser, and the state as a whole.

use std::{sync::Arc, time::Duration};

use zoho_scopes::{ParseScopeError, ScopeSet};

use crate::{
    ledger::{Client, Wish},
    registration::{ClientCredentials, Reach, Registration},
    secret,
    state::{State, StateError},
    zoho::Zoho,
};

/// The developer's view of all data centres of a sandbox.
#[derive(Clone, Debug)]
pub(crate) struct Console {
    centers: Vec<Arc<Zoho>>,
}

/// Why the console refuses.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConsoleError {
    #[error("no client {0} is registered with the sandbox at the data centre of the user")]
    UnknownClient(String),
    #[error("no user {0} exists in the sandbox")]
    UnknownUser(String),
    #[error("a user {0} exists already")]
    UserExists(String),
    #[error("an email address has something before and after one `@`, and a user has a password")]
    MalformedUser,
    #[error("a client {0} is registered already")]
    ClientExists(String),
    #[error("the sandbox has no data centre `{0}`")]
    UnknownDataCenter(String),
    #[error("a code of the console lives for three to ten minutes, not for {0}")]
    CodeLife(u64),
    #[error("a list of at least one scope is needed")]
    NoScopes,
    #[error("the scopes cannot be read")]
    Scopes(#[source] ParseScopeError),
    #[error("the state cannot be taken over")]
    State(#[from] StateError),
}

impl Console {
    /// There is at least one data centre, and the first is where things are registered that name none.
    pub(crate) fn new(centers: Vec<Arc<Zoho>>) -> Self {
        Self { centers }
    }

    pub(crate) fn centers(&self) -> &[Arc<Zoho>] {
        &self.centers
    }

    pub(crate) fn first(&self) -> &Arc<Zoho> {
        &self.centers[0]
    }

    pub(crate) fn at(&self, location: Option<&str>) -> Result<&Arc<Zoho>, ConsoleError> {
        let Some(location) = location else { return Ok(self.first()) };
        let found = self.centers.iter().find(|center| center.location == location);
        found.ok_or_else(|| ConsoleError::UnknownDataCenter(location.to_owned()))
    }

    pub(crate) fn add_user(
        &self,
        location: Option<&str>,
        email: &str,
        password: &str,
    ) -> Result<(), ConsoleError> {
        let center = self.at(location)?;
        let well_formed = email
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'));
        if !well_formed || password.is_empty() {
            return Err(ConsoleError::MalformedUser);
        }
        if self.home_of(email).is_ok() {
            return Err(ConsoleError::UserExists(email.to_owned()));
        }
        center.ledger().users.add(email, password);
        self.changed();
        Ok(())
    }

    pub(crate) fn register(&self, registration: Registration) -> Result<ClientCredentials, ConsoleError> {
        let Registration { name, kind, redirect_uris, home, reach, credentials } = registration;
        let home = self.at(home.as_deref())?;
        let given = credentials.unwrap_or_else(|| ClientCredentials {
            client_id: secret::client_id(),
            client_secret: secret::client_secret(),
        });
        if self.centers.iter().any(|center| center.ledger().clients.get(&given.client_id).is_some()) {
            return Err(ConsoleError::ClientExists(given.client_id));
        }
        for center in &self.centers {
            let is_home = center.location == home.location;
            if reach == Reach::Home && !is_home {
                continue;
            }
            let own_secret = reach == Reach::EverywhereWithOwnSecrets && !is_home;
            let client = Client {
                name: name.clone(),
                kind,
                secret: if own_secret { secret::client_secret() } else { given.client_secret.clone() },
                redirect_uris: redirect_uris.clone(),
            };
            center.ledger().clients.add(given.client_id.clone(), client);
        }
        self.changed();
        Ok(given)
    }

    /// A refresh token, as if the user had consented.
    pub(crate) fn grant(&self, client_id: &str, email: &str, scopes: &str) -> Result<String, ConsoleError> {
        let scopes = read(scopes)?;
        let home = self.home_of(email)?;
        let mut ledger = home.ledger();
        if ledger.clients.get(client_id).is_none() {
            return Err(ConsoleError::UnknownClient(client_id.to_owned()));
        }
        let refresh_token = ledger.grants.grant(client_id, email, scopes);
        drop(ledger);
        self.changed();
        Ok(refresh_token)
    }

    /// A code as the console's "Generate Code" gives it.
    pub(crate) fn code(
        &self,
        client_id: &str,
        email: &str,
        scopes: &str,
        minutes: u64,
    ) -> Result<String, ConsoleError> {
        if !(3..=10).contains(&minutes) {
            return Err(ConsoleError::CodeLife(minutes));
        }
        let scopes = read(scopes)?;
        let home = self.home_of(email)?;
        let mut ledger = home.ledger();
        if ledger.clients.get(client_id).is_none() {
            return Err(ConsoleError::UnknownClient(client_id.to_owned()));
        }
        let wish = Wish {
            client_id: client_id.to_owned(),
            user: email.to_owned(),
            redirect_uri: None,
            scopes,
            offline: true,
            reissue: true,
        };
        let life = Duration::from_mins(minutes);
        let code = ledger.grants.codes.issue_for_console(wish, life, home.clock.now().into());
        drop(ledger);
        self.changed();
        Ok(code)
    }

    pub(crate) fn advance(&self, by: Duration) {
        self.first().clock.advance(by);
        self.changed();
    }

    pub(crate) fn state(&self) -> State {
        State::of(&self.centers)
    }

    /// Puts the state in the place of everything that is there.
    pub(crate) fn restore(&self, state: State) -> Result<(), ConsoleError> {
        if let Some(unknown) = state.locations().find(|location| self.at(Some(location)).is_err()) {
            return Err(ConsoleError::UnknownDataCenter(unknown.to_owned()));
        }
        let clock = &self.first().clock;
        let mut ledgers = state.into_ledgers(clock)?;
        for center in &self.centers {
            *center.ledger() = ledgers.remove(&center.location).unwrap_or_default();
        }
        self.changed();
        Ok(())
    }

    /// The data centre in which the user lives.
    fn home_of(&self, email: &str) -> Result<&Arc<Zoho>, ConsoleError> {
        let home = self.centers.iter().find(|center| center.ledger().users.get(email).is_some());
        home.ok_or_else(|| ConsoleError::UnknownUser(email.to_owned()))
    }

    fn changed(&self) {
        self.first().changes.notify_one();
    }
}

fn read(scopes: &str) -> Result<ScopeSet, ConsoleError> {
    let scopes = ScopeSet::parse_list(scopes).map_err(ConsoleError::Scopes)?;
    if scopes.is_empty() { Err(ConsoleError::NoScopes) } else { Ok(scopes) }
}
