//! The application as Zoho knows it, with everything that its grants share. Made once, at start-up.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use url::Url;
use zoho_scopes::ScopeSet;

use crate::accounts::{AccountsError, AccountsRequest, Credentials, TokenAnswer, read_answer};
use crate::attempt::AttemptId;
use crate::clock::{Clock, SystemClock};
use crate::current;
use crate::data_center::{DataCenter, DataCenters, secure_url};
use crate::error::{Error, StoreContext};
use crate::grant::{Grant, GrantKey, Shared};
use crate::import::GrantImport;
use crate::records::{GrantRecord, Records, Versioned};
use crate::secret::Secret;
use crate::store::Store;
#[cfg(feature = "reqwest")]
use crate::transport::ReqwestTransport;
use crate::transport::Transport;

/// How often a request that met trouble on its way is sent in all.
const TRIES: u32 = 3;

/// How many grants stay loaded although nobody uses them at the moment.
const LOADED: usize = 10_000;

/// A day: a person who has said no is not asked again the same afternoon.
const COOL_DOWN: Duration = Duration::from_hours(24);

/// The application as Zoho knows it. Cloning is cheap.
///
/// # Examples
///
/// ```no_run
/// # fn main() -> Result<(), requires_scope::Error> {
/// use requires_scope::{Client, DataCenter, MemoryStore};
///
/// let zoho = Client::builder("1000.CLIENT", "secret", "https://zylker.example/scopes/callback")
///     .data_center(DataCenter::Us)
///     .initial_scopes(["ZohoCRM.modules.leads.READ"])
///     .store(MemoryStore::new())
///     .build()?;
/// # drop(zoho);
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    credentials: Credentials,
    redirect_uri: Url,
    data_center: DataCenter,
    data_centers: DataCenters,
    initial_scopes: ScopeSet,
    records: Records,
    transport: Arc<dyn Transport>,
    #[cfg(feature = "reqwest")]
    http: reqwest::Client,
    clock: Arc<dyn Clock>,
    cool_down: Duration,
    ends_zoho_session: bool,
    #[cfg_attr(not(debug_assertions), expect(dead_code, reason = "it is looked at in debug builds"))]
    denies_uncovered_calls: bool,
    grants: Mutex<HashMap<GrantKey, Arc<Shared>>>,
}

impl Client {
    /// Begins to configure a client: its id and secret at Zoho, and the redirect URI that is registered there.
    ///
    /// Everything that a browser opens stands beside the redirect URI: with `https://zylker.example/scopes/callback`
    /// the consent links are `https://zylker.example/scopes/consent/…`.
    pub fn builder(
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
        redirect_uri: impl Into<String>,
    ) -> ClientBuilder {
        ClientBuilder {
            credentials: Credentials { client_id: client_id.into(), client_secret: client_secret.into() },
            redirect_uri: redirect_uri.into(),
            data_center: DataCenter::Us,
            also: Vec::new(),
            initial_scopes: Vec::new(),
            store: None,
            transport: None,
            clock: Arc::new(SystemClock),
            cool_down: COOL_DOWN,
            ends_zoho_session: false,
            denies_uncovered_calls: false,
        }
    }

    /// The grant of a user. A user who has never signed in at Zoho has one too: everything is missing from it.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn grant(&self, key: &GrantKey) -> Result<Grant, Error> {
        // What is done with this grant is not seen by the call that is running: it must not be run again.
        current::touch();
        if let Some(shared) = self.loaded(key) {
            return Ok(Grant::new(self.clone(), shared));
        }
        let record = self.records().load_grant(key).await.attempting("read the grant")?;
        Ok(Grant::new(self.clone(), self.keep_loaded(key, record)))
    }

    /// Takes over a refresh token that the application has from elsewhere, in place of whatever the user has granted
    /// here before.
    ///
    /// # Errors
    ///
    /// When the user's data centre is not in the table, the store fails, or another process changes the same grant
    /// all the time.
    pub async fn import_grant(&self, key: &GrantKey, import: GrantImport) -> Result<Grant, Error> {
        let location = import.location.as_deref().unwrap_or(self.data_center().location());
        let record = GrantRecord::imported(import.refresh_token, location.to_owned(), import.knowledge);
        self.data_center_of(&record)?;
        let grant = self.grant(key).await?;
        grant.update(|current| *current = record.clone()).await?;
        Ok(grant)
    }

    /// The application's own URL that starts the browser leg of an attempt.
    pub fn consent_link(&self, id: &AttemptId) -> Url {
        self.beside_callback(&format!("consent/{id}"))
    }

    /// The registered redirect URI.
    pub fn redirect_uri(&self) -> &Url {
        &self.0.redirect_uri
    }

    /// What a user is asked for at the first sign-in.
    pub fn initial_scopes(&self) -> &ScopeSet {
        &self.0.initial_scopes
    }

    /// The URL of a page of ours: it stands beside the redirect URI.
    pub fn beside_callback(&self, relative: &str) -> Url {
        let mut url = self.0.redirect_uri.clone();
        let base = url.path().rsplit_once('/').map_or("", |(base, _)| base).to_owned();
        url.set_path(&format!("{base}/{relative}"));
        url
    }

    /// The time, by this client's clock.
    pub(crate) fn now(&self) -> SystemTime {
        self.0.clock.now()
    }

    pub(crate) fn records(&self) -> &Records {
        &self.0.records
    }

    pub(crate) fn client_id(&self) -> &str {
        &self.0.credentials.client_id
    }

    /// Where the client is registered.
    pub(crate) fn data_center(&self) -> &DataCenter {
        &self.0.data_center
    }

    pub(crate) fn data_centers(&self) -> &DataCenters {
        &self.0.data_centers
    }

    /// Where the user of a grant lives.
    pub(crate) fn data_center_of(&self, record: &GrantRecord) -> Result<DataCenter, Error> {
        match record.location.as_deref() {
            None => Ok(self.data_center().clone()),
            Some(location) => self.data_centers().at(location).ok_or_else(|| {
                Error::configuration(format!(
                    "the grant is of the data centre `{location}`, which is not in the table: add it with `ClientBuilder::also_data_center`"
                ))
            }),
        }
    }

    pub(crate) fn cool_down(&self) -> Duration {
        self.0.cool_down
    }

    pub(crate) fn ends_zoho_session(&self) -> bool {
        self.0.ends_zoho_session
    }

    #[cfg(debug_assertions)]
    pub(crate) fn denies_uncovered_calls(&self) -> bool {
        self.0.denies_uncovered_calls
    }

    #[cfg(feature = "reqwest")]
    pub(crate) fn http(&self) -> &reqwest::Client {
        &self.0.http
    }

    /// Sends one request to Zoho Accounts; again, a little later, when it met trouble on its way and can be repeated.
    pub(crate) async fn ask_accounts(
        &self,
        at: &DataCenter,
        request: &AccountsRequest<'_>,
    ) -> Result<TokenAnswer, AccountsError> {
        let mut tries = 1;
        loop {
            let answer = self.ask_accounts_once(at, request).await;
            match &answer {
                Err(error) if error.is_transient() && request.is_repeatable() && tries < TRIES => {
                    tracing::debug!(target: "requires_scope::accounts", %error, tries, "trying again");
                    tokio::time::sleep(back_off(tries)).await;
                    tries += 1;
                }
                _ => return answer,
            }
        }
    }

    async fn ask_accounts_once(
        &self,
        at: &DataCenter,
        request: &AccountsRequest<'_>,
    ) -> Result<TokenAnswer, AccountsError> {
        let request = request
            .to_http(&at.accounts_url(), &self.0.credentials)
            .map_err(|error| AccountsError::Unreachable(error.into()))?;
        let response = self.0.transport.send(request).await.map_err(AccountsError::Unreachable)?;
        read_answer(&response)
    }

    fn loaded(&self, key: &GrantKey) -> Option<Arc<Shared>> {
        self.0.grants.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    fn keep_loaded(&self, key: &GrantKey, record: Versioned<GrantRecord>) -> Arc<Shared> {
        let mut grants = self.0.grants.lock().unwrap_or_else(PoisonError::into_inner);
        if grants.len() >= LOADED {
            grants.retain(|_, shared| Arc::strong_count(shared) > 1);
        }
        // Another task may have loaded it meanwhile: all handles of a grant must share one.
        Arc::clone(grants.entry(key.clone()).or_insert_with(|| Arc::new(Shared::new(key.clone(), record))))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("client_id", &self.0.credentials.client_id)
            .field("redirect_uri", &self.0.redirect_uri.as_str())
            .field("data_center", &self.0.data_center.location())
            .finish_non_exhaustive()
    }
}

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
    cool_down: Duration,
    ends_zoho_session: bool,
    denies_uncovered_calls: bool,
}

impl ClientBuilder {
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

    /// How long a user who has declined is not asked again for the same scopes unless they want it; by default a
    /// day.
    pub fn ask_again_after(mut self, cool_down: Duration) -> ClientBuilder {
        self.cool_down = cool_down;
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
    /// Both are looked for in debug builds only. "Within" is what has begun and not returned in the same call: of
    /// functions that run side by side in one task, as with `join!`, the later counts as within the earlier.
    pub fn deny_uncovered_calls(mut self) -> ClientBuilder {
        self.denies_uncovered_calls = true;
        self
    }

    /// Checks the configuration and makes the client.
    ///
    /// # Errors
    ///
    /// When the redirect URI or an initial scope cannot be read, no store was given, or TLS cannot be set up. The
    /// message names the method to call.
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
        let initial_scopes = ScopeSet::parse_list(&self.initial_scopes.join(","))
            .map_err(|error| Error::configuration(format!("an initial scope cannot be read: {error}")))?;
        let store = self.store.ok_or_else(|| {
            Error::configuration(
                "there is no store: call `.store(…)` with a `SqliteStore`, or a `MemoryStore` in tests",
            )
        })?;
        let mut data_centers = self.also;
        data_centers.push(self.data_center.clone());
        #[cfg(feature = "reqwest")]
        let reqwest = ReqwestTransport::new()?;
        #[cfg(feature = "reqwest")]
        let http = reqwest.client().clone();
        #[cfg(feature = "reqwest")]
        let transport = self.transport.unwrap_or_else(|| Arc::new(reqwest));
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
            records: Records::new(store),
            transport,
            #[cfg(feature = "reqwest")]
            http,
            clock: self.clock,
            cool_down: self.cool_down,
            ends_zoho_session: self.ends_zoho_session,
            denies_uncovered_calls: self.denies_uncovered_calls,
            grants: Mutex::new(HashMap::new()),
        })))
    }
}

/// Half a second, then twice that, each up to half as long again: so that many processes do not return at once.
fn back_off(tries: u32) -> Duration {
    let base = Duration::from_millis(250 << tries.min(6));
    let mut byte = [0];
    // Without randomness the pause is merely regular.
    let _ = getrandom::fill(&mut byte);
    base + base.mul_f64(f64::from(byte[0]) / 512.0)
}
