//! The configuration of a client, checked once.

use std::sync::{Arc, Mutex};
use std::time::Duration;

#[cfg(feature = "reqwest")]
use once_cell::sync::OnceCell;
use zoho_scopes::ScopeSet;

use super::{Client, Inner};
use crate::accounts::Credentials;
use crate::clock::{Clock, SystemClock};
use crate::data_center::{DataCenter, DataCenters, secure_url};
use crate::error::Error;
#[cfg(feature = "loopback")]
use crate::loopback::Loopback;
use crate::records::Records;
use crate::secret::Secret;
use crate::store::Store;
#[cfg(feature = "reqwest")]
use crate::transport::ReqwestTransport;
use crate::transport::Transport;

/// A day: a person who has said no is not asked again the same afternoon.
const COOL_DOWN: Duration = Duration::from_hours(24);

/// For ever, as far as a person is concerned.
const LONGEST_COOL_DOWN: Duration = Duration::from_hours(100 * 365 * 24);

/// Longer than another process may hold the lease of a grant, and all tries at Zoho may take together.
const PATIENCE: Duration = Duration::from_mins(3);

/// A store and a server on the same machine answer in less, and nobody waits for longer.
const SHORTEST_PATIENCE: Duration = Duration::from_secs(1);
const LONGEST_PATIENCE: Duration = Duration::from_hours(24);

/// What the pages of a consent are called, which stand beside the redirect URI.
const PAGES: [&str; 4] = ["sign-in", "call", "connection", "consent"];

/// Configures a [`Client`].
#[must_use = "a builder does nothing until `build` is called"]
#[derive(Debug)]
pub struct ClientBuilder {
    credentials: Credentials,
    redirect_uri: String,
    data_center: DataCenter,
    also: Vec<DataCenter>,
    initial_scopes: Vec<String>,
    store: Option<Arc<dyn Store>>,
    transport: Option<Arc<dyn Transport>>,
    clock: Arc<dyn Clock>,
    patience: Duration,
    cool_down: Duration,
    ends_zoho_session: bool,
    denies_uncovered_calls: bool,
}

impl ClientBuilder {
    pub(super) fn new(client_id: String, client_secret: Secret, redirect_uri: String) -> ClientBuilder {
        ClientBuilder {
            credentials: Credentials { client_id, client_secret },
            redirect_uri,
            data_center: DataCenter::Us,
            also: Vec::new(),
            initial_scopes: Vec::new(),
            store: None,
            transport: None,
            clock: Arc::new(SystemClock),
            patience: PATIENCE,
            cool_down: COOL_DOWN,
            ends_zoho_session: false,
            denies_uncovered_calls: false,
        }
    }

    /// Where the client is registered; by default [`DataCenter::Us`].
    pub fn data_center(mut self, data_center: DataCenter) -> ClientBuilder {
        self.data_center = data_center;
        self
    }

    /// A data centre that users may live in and the table does not list, or whose hosts differ from the table's.
    pub fn also_data_center(mut self, data_center: DataCenter) -> ClientBuilder {
        self.also.push(data_center);
        self
    }

    /// What a user is asked for at the first sign-in. Everything else is asked for when a call needs it.
    pub fn initial_scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> ClientBuilder {
        self.initial_scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// Where grants, attempts and suspended calls live. There is no default: what is kept in memory is lost at the
    /// next restart, and users would have to consent again.
    pub fn store(mut self, store: impl Store) -> ClientBuilder {
        self.store = Some(Arc::new(store));
        self
    }

    /// Sends the requests to Zoho Accounts; by default reqwest.
    pub fn transport(mut self, transport: impl Transport) -> ClientBuilder {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Tells the time; by default the machine's clock.
    pub fn clock(mut self, clock: impl Clock) -> ClientBuilder {
        self.clock = Arc::new(clock);
        self
    }

    /// How long a call may wait for Zoho and the store before it is told to come back; by default three minutes, which
    /// is longer than a refresh in another process takes when everything goes wrong. A refresh, a sign-in and the like
    /// that were begun at Zoho are finished all the same.
    ///
    /// A request that [`Grant::client`](crate::Grant::client) sends may wait that long in all, until its answer begins:
    /// for tokens, for Zoho's answers to it and to the same request once more. Sending the body counts: 25 MB at 1 Mbit/s
    /// take 200 s, so a program that sends large files over slow lines says more here.
    ///
    /// Less than a second counts as a second, and more than a day as a day.
    ///
    /// How long a call may wait for a person, its [`Channel`](crate::Channel) says.
    pub fn give_up_after(mut self, patience: Duration) -> ClientBuilder {
        self.patience = patience.clamp(SHORTEST_PATIENCE, LONGEST_PATIENCE);
        self
    }

    /// How long a user who has declined is not asked again for the same scopes unless they want it; by default a
    /// day. More than a hundred years counts as a hundred years.
    pub fn ask_again_after(mut self, cool_down: Duration) -> ClientBuilder {
        self.cool_down = cool_down.min(LONGEST_COOL_DOWN);
        self
    }

    /// Ends the user's session at Zoho after the consent (`logout=true`); by default it goes on.
    pub fn end_zoho_session(mut self, ends: bool) -> ClientBuilder {
        self.ends_zoho_session = ends;
        self
    }

    /// Makes an error of a guarded function that is called within one whose requirement does not cover its own: its
    /// user would be asked in the middle of a task that has had effects already. For tests; without this the log warns.
    ///
    /// Both are looked for in debug builds only. "Within" is what has begun and not returned in the same task: of
    /// functions that run side by side in one task, as with `join!`, the later counts as within the earlier.
    pub fn deny_uncovered_calls(mut self) -> ClientBuilder {
        self.denies_uncovered_calls = true;
        self
    }

    /// Checks the configuration and makes the client.
    ///
    /// # Errors
    ///
    /// When the redirect URI or an initial scope cannot be read, a page of a consent would stand where the redirect URI
    /// is, no store was given, or the default transport cannot set up TLS. The message says what to write.
    pub fn build(self) -> Result<Client, Error> {
        if self.credentials.client_id.is_empty() || self.credentials.client_secret.expose().is_empty() {
            return Err(Error::configuration(
                "the client id or the client secret is empty: copy both from Zoho's API console",
            ));
        }
        let mut redirect_uri = secure_url("the redirect URI", &self.redirect_uri)?;
        redirect_uri.set_fragment(None);
        if redirect_uri.path().matches('/').count() < 2 {
            return Err(Error::configuration(
                "the redirect URI needs a folder that the application uses for nothing else, such as `/scopes/callback`: \
                 the pages of a consent stand beside it",
            ));
        }
        let name = redirect_uri.path().rsplit('/').next().unwrap_or_default();
        if PAGES.contains(&name) {
            return Err(Error::configuration(format!(
                "the redirect URI ends with `/{name}`, where a page of ours stands: call it something else, such as \
                 `/callback`, here and in Zoho's API console"
            )));
        }
        let initial_scopes = ScopeSet::parse_list(&self.initial_scopes.join(","))
            .map_err(|error| Error::configuration(format!("an initial scope cannot be read: {error}")))?;
        let store = self.store.ok_or_else(|| {
            Error::configuration(
                "there is no store: call `.store(…)` with a `SqliteStore`, or a `MemoryStore` in tests",
            )
        })?;
        let mut data_centers = self.also;
        data_centers.push(self.data_center.clone());
        // TLS takes a while to set up: with another transport that waits until an API is called.
        #[cfg(feature = "reqwest")]
        let (transport, http) = if let Some(transport) = self.transport {
            (transport, OnceCell::new())
        } else {
            let reqwest = ReqwestTransport::new()?;
            let http = OnceCell::with_value(reqwest.client().clone());
            (Arc::new(reqwest) as Arc<dyn Transport>, http)
        };
        #[cfg(not(feature = "reqwest"))]
        let transport = self.transport.ok_or_else(|| {
            Error::configuration(
                "there is no transport: call `.transport(…)`, or turn the feature `reqwest` on",
            )
        })?;
        Ok(Client(Arc::new(Inner {
            credentials: self.credentials,
            redirect_uri,
            data_center: self.data_center,
            data_centers: DataCenters::new(data_centers),
            initial_scopes,
            records: Records::new(store, self.patience),
            transport,
            #[cfg(feature = "reqwest")]
            http,
            clock: self.clock,
            patience: self.patience,
            cool_down: self.cool_down,
            ends_zoho_session: self.ends_zoho_session,
            denies_uncovered_calls: self.denies_uncovered_calls,
            loaded: Mutex::default(),
            #[cfg(feature = "loopback")]
            loopback: Loopback::default(),
        })))
    }
}

#[cfg(all(test, feature = "reqwest"))]
mod tests {
    use bytes::Bytes;
    use futures_util::future::{BoxFuture, FutureExt as _, ready};
    use http::{Request, Response};

    use super::*;
    use crate::store::MemoryStore;
    use crate::transport::{NoConnection, TransportError};

    #[derive(Debug)]
    struct Nowhere;

    impl Transport for Nowhere {
        fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
            ready(Err(NoConnection::because("nobody listens").into())).boxed()
        }
    }

    #[test]
    fn tls_is_set_up_by_whoever_needs_it_first() {
        let builder = || {
            Client::builder("id", "secret", "http://127.0.0.1:4000/scopes/callback").store(MemoryStore::new())
        };
        let own = builder().transport(Nowhere).build().expect("a client");
        assert!(own.0.http.get().is_none(), "its transport does without");
        assert!(own.http().is_ok());
        let default = builder().build().expect("a client");
        assert!(default.0.http.get().is_some(), "what is wrong with TLS is told at start-up");
    }
}
