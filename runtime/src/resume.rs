//! Suspended calls: requests that were refused before any effect, kept until the user has consented, run once.

mod answer;
mod waiting;

use std::fmt;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde::{Deserialize, Serialize};
use zoho_scopes::ScopeSet;

use crate::client::Client;
use crate::error::{Error, Kind, StoreContext};
use crate::grant::{Grant, GrantKey};
use crate::missing::MissingScopes;
use crate::records::{CallRecord, Versioned};
use crate::secret::{fingerprint, random_text};
use crate::store::Version;

pub use self::answer::KeptAnswer;
pub(crate) use self::waiting::forget as forget_waiting;

/// A suspended call waits no longer than its attempt may, and as long again for the person to come back.
const LIFETIME: Duration = Duration::from_hours(2);

/// Names a suspended call. It stands in the application's own links and is of no use to another user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CallId(String);

impl CallId {
    /// Reads the name as it stands in a link.
    pub fn new(text: impl Into<String>) -> CallId {
        CallId(text.into())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it can be the name of a call: other records of the same kind have names of another form.
    fn is_well_formed(&self) -> bool {
        self.0.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    }
}

impl fmt::Display for CallId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The request as it arrived: everything that is needed to run it again.
///
/// # Security
///
/// Cookies and authorization headers do not belong in here: the person brings them along when they come back.
/// `Debug` prints no header, no query and no body.
#[derive(Clone)]
pub struct KeptRequest {
    /// The method.
    pub method: Method,
    /// Path and query.
    pub target: String,
    /// The headers that describe the body.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
    /// Whether the request itself could not be kept, and this one only leads back to where it came from.
    pub is_way_back: bool,
}

impl fmt::Debug for KeptRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.target.split('?').next().unwrap_or_default();
        f.debug_struct("KeptRequest")
            .field("method", &self.method)
            .field("path", &path)
            .field("body", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// A suspended call that was looked at or taken.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SuspendedCall {
    /// What it was missing when it was refused.
    pub missing: ScopeSet,
    /// The guarded function that refused it.
    pub function: String,
    /// The request.
    pub request: KeptRequest,
}

impl Client {
    /// Keeps a request of the user of `grant` that was refused for want of `missing`.
    ///
    /// So that nobody fills the store, 20 requests of one user wait at a time, and 20 that only lead back to a page. With
    /// one more the oldest of its kind goes: the latest is the one that the person looks at.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn suspend(
        &self,
        grant: &Grant,
        missing: &MissingScopes,
        request: KeptRequest,
    ) -> Result<CallId, Error> {
        self.in_time("keep the call", self.keep(grant, missing, request)).await
    }

    async fn keep(
        &self,
        grant: &Grant,
        missing: &MissingScopes,
        request: KeptRequest,
    ) -> Result<CallId, Error> {
        let id = CallId(match request.method {
            // Coming back to a page needs one record for the page, however often it is asked for.
            Method::GET => fingerprint(&format!(
                "{}\n{}\n{}",
                grant.key().to_record_key(),
                missing.scopes(),
                request.target
            )),
            _ => random_text()?,
        });
        waiting::note(self, grant, &id, request.method == Method::GET).await?;
        let call = CallRecord {
            grant: grant.key().clone(),
            missing: missing.scopes().to_request(),
            function: missing.function().to_owned(),
            method: request.method.as_str().to_owned(),
            target: request.target,
            is_way_back: request.is_way_back,
            headers: written(&request.headers),
            body: request.body,
            answer: None,
        };
        let earlier = self.records().load_call(id.as_str()).await.attempting("keep the call")?;
        let version = earlier.map_or(Version::ABSENT, |earlier| earlier.version);
        let call = Versioned { version, value: call };
        match self.records().save_call(id.as_str(), &call, self.now() + LIFETIME).await {
            // Another tab keeps the same page.
            Err(error) if error.is_conflict() => Ok(id),
            saved => saved.attempting("keep the call").map(|()| id),
        }
    }

    /// Looks at a suspended call of this user, which stays where it is.
    ///
    /// # Errors
    ///
    /// When there is no such call for this user, or the store fails.
    pub async fn suspended_call(&self, id: &CallId, key: &GrantKey) -> Result<SuspendedCall, Error> {
        Ok(self.look_at(id, key).await?.value)
    }

    /// Takes a suspended call of this user in order to run it. It is given once, to one caller.
    ///
    /// # Errors
    ///
    /// When there is no such call for this user (it was run, has expired, is another's), or the store fails.
    pub async fn resume_call(&self, id: &CallId, key: &GrantKey) -> Result<SuspendedCall, Error> {
        let Versioned { version, value: call } = self.look_at(id, key).await?;
        match self.records().remove_call(id.as_str(), version).await {
            Err(error) if error.is_conflict() => Err(Kind::NoSuchCall.into()),
            removed => removed.attempting("take the suspended call").map(|()| call),
        }
    }

    /// The call as it stands in the store, unless it was run.
    async fn look_at(&self, id: &CallId, key: &GrantKey) -> Result<Versioned<SuspendedCall>, Error> {
        let found = self.call_record(id, key).await?.filter(|found| found.value.answer.is_none());
        let Versioned { version, value } = found.ok_or(Kind::NoSuchCall)?;
        Ok(Versioned { version, value: read(value)? })
    }

    /// The record of that name. Another user's is as good as none.
    async fn call_record(&self, id: &CallId, key: &GrantKey) -> Result<Option<Versioned<CallRecord>>, Error> {
        if !id.is_well_formed() {
            return Ok(None);
        }
        let found = self.records().load_call(id.as_str()).await.attempting("read the suspended call")?;
        Ok(found.filter(|found| found.value.grant == *key))
    }
}

fn read(record: CallRecord) -> Result<SuspendedCall, Error> {
    let method = Method::from_bytes(record.method.as_bytes()).map_err(|_| Kind::NoSuchCall)?;
    Ok(SuspendedCall {
        missing: ScopeSet::parse_lenient(&record.missing).0,
        function: record.function,
        request: KeptRequest {
            method,
            target: record.target,
            headers: read_back(&record.headers),
            body: record.body,
            is_way_back: record.is_way_back,
        },
    })
}

/// Headers as text; one that is none is left out.
fn written(headers: &HeaderMap) -> Vec<(String, String)> {
    let pairs = headers
        .iter()
        .filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())));
    pairs.collect()
}

fn read_back(headers: &[(String, String)]) -> HeaderMap {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            map.append(name, value);
        }
    }
    map
}
