//! What the records in a store mean: their form in JSON, and reading and writing them whole.

mod grant;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::attempt::{AttemptId, SentCode};
use crate::clock::from_seconds;
use crate::deadline::within;
use crate::grant::GrantKey;
use crate::lease::LeaseRecord;
use crate::resume::CallId;
use crate::secret::matches_fingerprint;
use crate::store::{Change, Kind, Store, StoreError, Version};
use base64::engine::general_purpose::STANDARD;
use futures_util::stream::BoxStream;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(crate) use self::grant::GrantRecord;

/// How long a store may take for one step: those on a disk or in a network nearby take milliseconds.
const STORE: Duration = Duration::from_secs(10);

/// How long an ended attempt is remembered, so that a late callback is told what happened.
const REMEMBERED: Duration = Duration::from_hours(24);

/// A value with the version of the record it was read from.
#[derive(Clone, Debug)]
pub(crate) struct Versioned<T> {
    pub(crate) version: Version,
    pub(crate) value: T,
}

/// One authorization of one grant, from the first refused call to the user's answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct AttemptRecord {
    pub(crate) grant: GrantKey,
    /// Everything that calls have asked for so far.
    pub(crate) asked: String,
    pub(crate) expires_at: u64,
    /// The pages that were opened: only one of their browsers may bring the answer.
    pub(crate) opened: Vec<Opened>,
    /// When callbacks have lately made us ask the server, and it has answered.
    #[serde(default)]
    pub(crate) verified_at: Vec<u64>,
    /// How often the server has given no answer to that.
    #[serde(default)]
    pub(crate) unanswered: u32,
    /// Since when that is counted.
    #[serde(default)]
    pub(crate) unanswered_since: u64,
    pub(crate) ended: Option<Ended>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Opened {
    /// Fingerprint of the value in the browser's cookie.
    pub(crate) browser: String,
    /// Fingerprint of the `state` that was sent; `None` for an enhancement, whose callback has none.
    pub(crate) state: Option<String>,
    /// The code that came back for it, if that was sent to Zoho.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sent: Option<SentCode>,
    /// What this page asks the user for.
    pub(crate) scopes: String,
    /// The suspended call that goes on behind this page.
    pub(crate) call: Option<CallId>,
    /// Whether the call was given to a page that has come back.
    #[serde(default)]
    pub(crate) is_handed_over: bool,
}

impl AttemptRecord {
    pub(crate) fn is_opened_by(&self, browser: &str) -> bool {
        self.opened.iter().any(|page| page.is_of(browser))
    }
}

impl Opened {
    /// Whether the browser with this value in its cookie has opened the page.
    pub(crate) fn is_of(&self, browser: &str) -> bool {
        matches_fingerprint(browser, &self.browser)
    }

    /// Whether this `state` was sent with the page.
    pub(crate) fn was_sent(&self, state: &str) -> bool {
        self.state.as_ref().is_some_and(|kept| matches_fingerprint(state, kept))
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Ended {
    /// What the user has said yes to, and what not.
    pub(crate) given: String,
    pub(crate) declined: String,
}

/// A request that waits for its attempt.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CallRecord {
    pub(crate) grant: GrantKey,
    pub(crate) missing: String,
    pub(crate) function: String,
    pub(crate) method: String,
    pub(crate) target: String,
    /// Whether the request itself could not be kept, and this one only leads back to where it came from.
    #[serde(default)]
    pub(crate) is_way_back: bool,
    pub(crate) headers: Vec<(String, String)>,
    #[serde(with = "body")]
    pub(crate) body: Vec<u8>,
    /// Set when the request has run: then nothing else of this record counts but whose it is, and where it was sent to.
    #[serde(default)]
    pub(crate) answer: Option<AnswerRecord>,
}

/// What the application has answered to a request that was run again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct AnswerRecord {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    #[serde(with = "body")]
    pub(crate) body: Vec<u8>,
}

/// Which requests of one user wait, the oldest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct WaitingRecord(pub(crate) Vec<WaitingCall>);

/// A request that waits, as the list of its user's names it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct WaitingCall {
    pub(crate) id: CallId,
    /// Seconds since 1970.
    pub(crate) until: u64,
    /// Whether it only leads back to a page.
    pub(crate) is_page: bool,
}

impl WaitingRecord {
    /// No suspended call has a name with a colon in it.
    fn key(grant: &GrantKey) -> String {
        format!("of:{}", grant.to_record_key())
    }
}

/// The store, with records as values instead of bytes.
#[derive(Clone, Debug)]
pub(crate) struct Records {
    store: Arc<dyn Store>,
    /// How long it may take for one step.
    limit: Duration,
}

impl Records {
    /// A step ends in time for a call that may wait for as long as `patience`.
    pub(crate) fn new(store: Arc<dyn Store>, patience: Duration) -> Records {
        Records { store, limit: STORE.min(patience) }
    }

    /// What is changed in the store, by whomever.
    pub(crate) fn changes(&self) -> BoxStream<'static, Change> {
        self.store.changes()
    }

    pub(crate) async fn load_grant(&self, key: &GrantKey) -> Result<Versioned<GrantRecord>, StoreError> {
        let found = self.load(Kind::Grant, &key.to_record_key()).await?;
        Ok(found.unwrap_or_else(|| Versioned { version: Version::ABSENT, value: GrantRecord::none() }))
    }

    pub(crate) async fn save_grant(
        &self,
        key: &GrantKey,
        grant: &Versioned<GrantRecord>,
    ) -> Result<Version, StoreError> {
        self.save(Kind::Grant, &key.to_record_key(), grant, None).await
    }

    pub(crate) async fn load_attempt(
        &self,
        id: &AttemptId,
    ) -> Result<Option<Versioned<AttemptRecord>>, StoreError> {
        self.load(Kind::Attempt, id.as_str()).await
    }

    pub(crate) async fn save_attempt(
        &self,
        id: &AttemptId,
        attempt: &Versioned<AttemptRecord>,
    ) -> Result<Version, StoreError> {
        let forget_at = from_seconds(attempt.value.expires_at) + REMEMBERED;
        self.save(Kind::Attempt, id.as_str(), attempt, Some(forget_at)).await
    }

    pub(crate) async fn load_call(&self, id: &str) -> Result<Option<Versioned<CallRecord>>, StoreError> {
        self.load(Kind::SuspendedCall, id).await
    }

    pub(crate) async fn save_call(
        &self,
        id: &str,
        call: &Versioned<CallRecord>,
        expires_at: SystemTime,
    ) -> Result<(), StoreError> {
        self.save(Kind::SuspendedCall, id, call, Some(expires_at)).await.map(drop)
    }

    pub(crate) async fn load_waiting(&self, key: &GrantKey) -> Result<Versioned<WaitingRecord>, StoreError> {
        let found = self.load(Kind::SuspendedCall, &WaitingRecord::key(key)).await?;
        Ok(found.unwrap_or_else(|| Versioned { version: Version::ABSENT, value: WaitingRecord::default() }))
    }

    pub(crate) async fn save_waiting(
        &self,
        key: &GrantKey,
        waiting: &Versioned<WaitingRecord>,
        expires_at: SystemTime,
    ) -> Result<(), StoreError> {
        let key = WaitingRecord::key(key);
        self.save(Kind::SuspendedCall, &key, waiting, Some(expires_at)).await.map(drop)
    }

    pub(crate) async fn load_lease(
        &self,
        key: &GrantKey,
    ) -> Result<Option<Versioned<LeaseRecord>>, StoreError> {
        self.load(Kind::Lease, &key.to_record_key()).await
    }

    pub(crate) async fn save_lease(
        &self,
        key: &GrantKey,
        lease: &Versioned<LeaseRecord>,
    ) -> Result<Version, StoreError> {
        self.save(Kind::Lease, &key.to_record_key(), lease, Some(lease.value.expires_at())).await
    }

    pub(crate) async fn remove_lease(&self, key: &GrantKey, expected: Version) -> Result<(), StoreError> {
        self.in_time(self.store.remove(Kind::Lease, &key.to_record_key(), expected)).await
    }

    pub(crate) async fn remove_call(&self, id: &str, expected: Version) -> Result<(), StoreError> {
        self.in_time(self.store.remove(Kind::SuspendedCall, id, expected)).await
    }

    async fn load<T: DeserializeOwned>(
        &self,
        kind: Kind,
        key: &str,
    ) -> Result<Option<Versioned<T>>, StoreError> {
        let record = self.in_time(self.store.load(kind, key)).await?;
        record
            .map(|record| Ok(Versioned { version: record.version, value: read(&record.bytes)? }))
            .transpose()
    }

    async fn save<T: Serialize>(
        &self,
        kind: Kind,
        key: &str,
        versioned: &Versioned<T>,
        expires_at: Option<SystemTime>,
    ) -> Result<Version, StoreError> {
        let bytes = serde_json::to_vec(&versioned.value).map_err(StoreError::unreadable)?;
        self.in_time(self.store.save(kind, key, bytes, versioned.version, expires_at)).await
    }

    /// A store that hangs must hold nobody. What it was asked for may have happened all the same: versions tell.
    async fn in_time<T>(&self, asked: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
        within(self.limit, asked).await.unwrap_or_else(|| {
            Err(StoreError::unavailable(format!("it did not answer within {:?}", self.limit)))
        })
    }
}

/// The error says where the record is broken and never what stands there: it may be a token.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, StoreError> {
    serde_json::from_slice(bytes).map_err(|error| {
        StoreError::unreadable(format!(
            "not of the expected form at line {}, column {}",
            error.line(),
            error.column()
        ))
    })
}

mod body {
    use serde::de::Error as _;

    use base64::Engine as _;

    use super::{Deserialize, Deserializer, STANDARD, Serializer};

    pub(super) fn serialize<S: Serializer>(body: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(body))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        STANDARD.decode(String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
