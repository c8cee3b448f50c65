//! The application as Zoho knows it, with everything that its grants share. Made once, at start-up.

mod asking;
mod builder;
mod changes;

use std::borrow::Borrow;
use std::collections::HashSet;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

#[cfg(feature = "reqwest")]
use once_cell::sync::OnceCell;
use url::Url;
use zoho_scopes::ScopeSet;

use crate::accounts::Credentials;
use crate::attempt::AttemptId;
use crate::clock::Clock;
use crate::current;
use crate::data_center::{DataCenter, DataCenters};
use crate::error::{Error, StoreContext};
use crate::events;
use crate::grant::{Grant, GrantKey, Shared};
use crate::import::GrantImport;
#[cfg(feature = "loopback")]
use crate::loopback::Loopback;
use crate::records::{GrantRecord, Records, Versioned};
use crate::secret::Secret;
#[cfg(feature = "reqwest")]
use crate::transport::ReqwestTransport;
use crate::transport::Transport;

pub(crate) use self::asking::Reply;
pub use self::builder::ClientBuilder;
use self::changes::Listening;

/// How many grants stay loaded although nobody uses them at the moment.
const LOADED: usize = 10_000;

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
    http: OnceCell<reqwest::Client>,
    clock: Arc<dyn Clock>,
    patience: Duration,
    cool_down: Duration,
    ends_zoho_session: bool,
    #[cfg_attr(not(debug_assertions), expect(dead_code, reason = "it is looked at in debug builds"))]
    denies_uncovered_calls: bool,
    loaded: Mutex<Loaded>,
    #[cfg(feature = "loopback")]
    loopback: Loopback,
}

/// The grants of this process, and the task that keeps them as the store has them.
#[derive(Default)]
struct Loaded {
    grants: HashSet<ByKey>,
    listening: Option<Listening>,
    /// How often changes were told.
    told: u64,
}

impl Loaded {
    /// Whether what others change reaches the grants.
    fn is_kept_up(&self) -> bool {
        self.listening.as_ref().is_some_and(|listening| !listening.has_ended())
    }
}

/// A loaded grant, found by the key that it has itself.
struct ByKey(Arc<Shared>);

impl Borrow<GrantKey> for ByKey {
    fn borrow(&self) -> &GrantKey {
        self.0.key()
    }
}

impl PartialEq for ByKey {
    fn eq(&self, other: &ByKey) -> bool {
        self.0.key() == other.0.key()
    }
}

impl Eq for ByKey {}

impl Hash for ByKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.key().hash(state);
    }
}

enum Found {
    Grant(Arc<Shared>),
    Nothing { told: u64 },
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
        ClientBuilder::new(client_id.into(), client_secret.into(), redirect_uri.into())
    }

    /// The grant of a user. A user who has never signed in at Zoho has one too: everything is missing from it.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn grant(&self, key: &GrantKey) -> Result<Grant, Error> {
        // What is done with this grant is not seen by the call that is running: it must not be run again.
        current::touch();
        let told = match self.find_loaded(key) {
            Found::Grant(shared) => return Ok(Grant::new(self.clone(), shared)),
            Found::Nothing { told } => told,
        };
        self.in_time("read the grant", self.load(key, told)).await
    }

    /// The grant of a user if it is in memory: what [`grant`](Self::grant) gives then, without anything to wait for.
    ///
    /// `None` says nothing of the user. The grant is not in memory, or nobody listens to its changes: before the first
    /// [`grant`](Self::grant), and when the `tokio` runtime of that one is gone. Ask [`grant`](Self::grant) then.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(zoho: requires_scope::Client) -> Result<(), requires_scope::Error> {
    /// use requires_scope::GrantKey;
    ///
    /// let mia = GrantKey::new("zylker", "mia");
    /// let grant = match zoho.loaded_grant(&mia) {
    ///     Some(grant) => grant,
    ///     None => zoho.grant(&mia).await?,
    /// };
    /// # drop(grant); Ok(()) }
    /// ```
    pub fn loaded_grant(&self, key: &GrantKey) -> Option<Grant> {
        current::touch();
        let loaded = self.loaded();
        let ByKey(shared) = loaded.grants.get(key).filter(|_| loaded.is_kept_up())?;
        Some(Grant::new(self.clone(), Arc::clone(shared)))
    }

    async fn load(&self, key: &GrantKey, told: u64) -> Result<Grant, Error> {
        let record = self.records().load_grant(key).await.attempting("read the grant")?;
        let (shared, told_since) = self.keep_loaded(key, record);
        let grant = Grant::new(self.clone(), shared);
        if told_since != told {
            // It may have changed after it was read and before a change would have found it.
            grant.reload().await?;
        }
        Ok(grant)
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
        let record = GrantRecord::imported(import.refresh_token, location, import.knowledge);
        self.data_center_of(&record)?;
        self.in_time("import the grant", async {
            let grant = self.grant(key).await?;
            grant.update(|current| current.replace_by(record.clone())).await?;
            events::grant_imported(&grant, &record.knowledge.held());
            Ok(grant.anew())
        })
        .await
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

    /// The URL of a page of ours: it stands beside the redirect URI, whose query is not its own.
    pub fn beside_callback(&self, relative: &str) -> Url {
        let mut url = self.0.redirect_uri.clone();
        let base = url.path().rsplit_once('/').map_or("", |(base, _)| base).to_owned();
        url.set_path(&format!("{base}/{relative}"));
        url.set_query(None);
        url
    }

    #[cfg(feature = "test-util")]
    pub(crate) fn is_same(&self, other: &Client) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
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

    /// How long a call may wait for Zoho and the store.
    pub(crate) fn patience(&self) -> Duration {
        self.0.patience
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
    pub(crate) fn http(&self) -> Result<&reqwest::Client, Error> {
        self.0.http.get_or_try_init(|| Ok(ReqwestTransport::new()?.client().clone()))
    }

    /// The grant if it is loaded. Listens to the store from the first time on that one is asked for: then there is a
    /// `tokio` runtime. When that runtime is gone, another one takes over.
    fn find_loaded(&self, key: &GrantKey) -> Found {
        let mut loaded = self.loaded();
        if !loaded.is_kept_up() {
            loaded.listening = Some(Listening::begin(self));
        }
        match loaded.grants.get(key) {
            Some(ByKey(shared)) => Found::Grant(Arc::clone(shared)),
            None => Found::Nothing { told: loaded.told },
        }
    }

    #[cfg(feature = "loopback")]
    pub(crate) fn loopback(&self) -> &Loopback {
        &self.0.loopback
    }

    /// Keeps a grant that was read, and tells how often changes were told by then.
    fn keep_loaded(&self, key: &GrantKey, record: Versioned<GrantRecord>) -> (Arc<Shared>, u64) {
        let Loaded { grants, told, .. } = &mut *self.loaded();
        // Only when the map would grow: where all are in use, a sweep at each grant would look at all of them each time.
        if grants.len() >= LOADED && grants.len() == grants.capacity() {
            grants.retain(|ByKey(shared)| is_needed(shared));
        }
        // Another task may have loaded it meanwhile: all handles of a grant must share one.
        if let Some(ByKey(shared)) = grants.get(key) {
            return (Arc::clone(shared), *told);
        }
        let shared = Arc::new(Shared::new(key.clone(), record));
        grants.insert(ByKey(Arc::clone(&shared)));
        (shared, *told)
    }

    fn loaded(&self) -> MutexGuard<'_, Loaded> {
        self.0.loaded.lock().unwrap_or_else(PoisonError::into_inner)
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

/// Whether a loaded grant must stay: somebody holds it, or it knows what the store could not be told.
fn is_needed(shared: &Arc<Shared>) -> bool {
    Arc::strong_count(shared) > 1 || shared.record().value.is_unsaved()
}
