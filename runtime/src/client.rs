//! The application as Zoho knows it, with everything that its grants share. Made once, at start-up.

mod asking;
mod builder;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use url::Url;
use zoho_scopes::ScopeSet;

use crate::accounts::Credentials;
use crate::attempt::AttemptId;
use crate::clock::Clock;
use crate::current;
use crate::data_center::{DataCenter, DataCenters};
use crate::error::{Error, StoreContext};
use crate::grant::{Grant, GrantKey, Shared};
use crate::import::GrantImport;
use crate::records::{GrantRecord, Records, Versioned};
use crate::secret::Secret;
use crate::store::Kind;
use crate::transport::Transport;

pub(crate) use self::asking::Reply;
pub use self::builder::ClientBuilder;

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
        grant.update(|current| current.replace_by(record.clone())).await?;
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

    /// Takes note that a record has changed in the store, by this process or by another one: a loaded grant is read
    /// again, and whoever waits for it looks again.
    ///
    /// # Errors
    ///
    /// When the store fails: then the grant stays as it was, and whoever saves it next reads it first.
    pub async fn note_change(&self, kind: Kind, key: &str) -> Result<(), Error> {
        let shared = match kind {
            Kind::Grant | Kind::Lease => grant_of(key).and_then(|key| self.loaded(&key)),
            Kind::Attempt | Kind::SuspendedCall => None,
        };
        let Some(shared) = shared else { return Ok(()) };
        if kind == Kind::Grant {
            Grant::new(self.clone(), Arc::clone(&shared)).reload().await?;
        }
        shared.refresher.wake();
        shared.attempts.wake();
        Ok(())
    }

    /// Takes note that changes may have been missed: loaded grants that somebody holds are read again, the others are
    /// forgotten.
    ///
    /// # Errors
    ///
    /// When the store fails. Grants that were not read again by then stay as they were.
    pub async fn note_missed_changes(&self) -> Result<(), Error> {
        let held: Vec<_> = {
            let mut grants = self.0.grants.lock().unwrap_or_else(PoisonError::into_inner);
            grants.retain(|_, shared| is_needed(shared));
            grants.values().cloned().collect()
        };
        for shared in held {
            Grant::new(self.clone(), Arc::clone(&shared)).reload().await?;
            shared.refresher.wake();
            shared.attempts.wake();
        }
        Ok(())
    }

    fn loaded(&self, key: &GrantKey) -> Option<Arc<Shared>> {
        self.0.grants.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    fn keep_loaded(&self, key: &GrantKey, record: Versioned<GrantRecord>) -> Arc<Shared> {
        let mut grants = self.0.grants.lock().unwrap_or_else(PoisonError::into_inner);
        if grants.len() >= LOADED {
            grants.retain(|_, shared| is_needed(shared));
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

/// Whether a loaded grant must stay: somebody holds it, or it knows what the store could not be told.
fn is_needed(shared: &Arc<Shared>) -> bool {
    Arc::strong_count(shared) > 1 || shared.record().value.is_unsaved()
}

/// The grant that a record's key names: the inverse of [`GrantKey::to_record_key`].
fn grant_of(record_key: &str) -> Option<GrantKey> {
    let (length, names) = record_key.split_once(':')?;
    let (tenant, user) = names.split_at_checked(length.parse().ok()?)?;
    Some(GrantKey::new(tenant, user.strip_prefix('/')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_records_key_names_its_grant() {
        for (tenant, user) in [("zylker", "mia"), ("", ""), ("a:b/c", "d/e:f"), ("zürich", "jürgen")] {
            let key = GrantKey::new(tenant, user);
            assert_eq!(grant_of(&key.to_record_key()), Some(key));
        }
        for broken in ["", "6", "6:zyl", "x:zylker/mia", "6:zylker-mia", "1:ü/mia"] {
            assert_eq!(grant_of(broken), None, "{broken}");
        }
    }
}
