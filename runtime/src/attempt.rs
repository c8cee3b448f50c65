//! One running authorization of one grant: who needs it joins it, and all learn how it ends.

mod codes;
mod verifications;
mod waiting;

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use url::Url;
use zoho_scopes::ScopeSet;

pub(crate) use self::codes::{Code, SentCode};
pub(crate) use self::verifications::{count_verification, discount_verification};
use crate::clock::{from_seconds, to_seconds};
use crate::error::{ConsentProblem, Error, Kind, StoreContext};
use crate::events;
use crate::grant::Grant;
use crate::missing::MissingScopes;
use crate::records::{AttemptRecord, Ended, Opened, Versioned};
use crate::resume::CallId;
use crate::secret::random_text;
use crate::store::Version;
use crate::update::Edit;

pub(crate) use self::waiting::Attempts;

/// How long a user may take to answer after the last call that was refused, and has waited in vain.
const LIFETIME: Duration = Duration::from_hours(1);

/// An attempt ends later for a call that joins it, but is not written for every call that does: in seconds.
const EXTENDED: u64 = 60;

/// The pages of one attempt that are remembered: a person has a few tabs.
const PAGES: usize = 16;

/// How often a change of an attempt is tried again when other writers were first.
const TRIES: u32 = 16;

/// Names an attempt. It stands in the consent link, can be guessed by nobody, and is of no use to anybody but
/// the signed-in user whose grant it would change.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AttemptId(String);

impl AttemptId {
    /// Reads the name as it stands in a consent link.
    pub fn new(text: impl Into<String>) -> AttemptId {
        AttemptId(text.into())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AttemptId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether the person has asked to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asking {
    /// A call needs it: what was declined lately is not asked again.
    Unasked,
    /// The person wants it: a button was pressed.
    Explicit,
}

/// The user's answer to an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    given: ScopeSet,
    declined: ScopeSet,
}

impl Consent {
    /// What the user has said yes to.
    pub fn given(&self) -> &ScopeSet {
        &self.given
    }

    /// What the user has said no to, or left out.
    pub fn declined(&self) -> &ScopeSet {
        &self.declined
    }

    /// Whether the user has given everything that was asked for.
    pub fn is_whole(&self) -> bool {
        self.declined.is_empty() && !self.given.is_empty()
    }

    pub(crate) fn of(ended: &Ended) -> Consent {
        // Written by `verify` from sets; what cannot be read counts as not given.
        Consent {
            given: ScopeSet::parse_lenient(&ended.given).0,
            declined: ScopeSet::parse_lenient(&ended.declined).0,
        }
    }
}

/// A handle to an attempt, for telling the person and waiting for the answer.
#[derive(Clone)]
pub struct Attempt {
    id: AttemptId,
    grant: Grant,
}

impl Attempt {
    /// Its name.
    pub fn id(&self) -> &AttemptId {
        &self.id
    }

    /// The application's own URL that the person opens, in the browser in which they are signed in.
    pub fn consent_link(&self) -> Url {
        self.grant.oauth_client().consent_link(&self.id)
    }

    /// Waits at most `timeout` for the user's answer, wherever it arrives: in this process or in another one
    /// that shares the store. `None`: nobody has answered.
    ///
    /// An attempt that nobody answers ends an hour after the last call that was refused for it, or as much later as that
    /// call's [`Channel`](crate::Channel) waits; opening its consent link gives the person an hour more.
    ///
    /// A denial of a first sign-in that comes without `state` ends no attempt, because any site can have a browser bring
    /// one: whoever waits goes on waiting for the code that may yet come.
    ///
    /// # Errors
    ///
    /// When the attempt has expired, or its record cannot be read.
    pub async fn wait(&self, timeout: Duration) -> Result<Option<Consent>, Error> {
        let answer = self.grant.shared().attempts().answer(self);
        tokio::time::timeout(timeout, answer).await.map_or(Ok(None), |consent| consent.map(Some))
    }
}

impl fmt::Debug for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempt").field("id", &self.id).field("grant", self.grant.key()).finish()
    }
}

/// Begins an attempt for what is missing of it, or joins the one that runs. `None`: nothing is missing any more.
pub(crate) async fn begin(
    grant: &Grant,
    missing: &MissingScopes,
    asking: Asking,
) -> Result<Option<Attempt>, Error> {
    let _one_at_a_time = grant.shared().attempts().beginning.lock().await;
    grant.reload().await?;
    for _ in 0..TRIES {
        let still_missing = grant.missing_of(missing.scopes());
        let running = grant.shared().record().value.attempt.as_deref().cloned();
        if still_missing.is_empty() {
            return Ok(None);
        }
        if asking == Asking::Unasked {
            let error = grant.refusal(missing.with_scopes(still_missing.clone()));
            if !error.is_missing_scopes() {
                return Err(error);
            }
        }
        if let Some(id) = &running
            && join(grant, id, &still_missing).await?
        {
            events::attempt_joined(grant, id, &still_missing);
            return Ok(Some(Attempt { id: id.clone(), grant: grant.clone() }));
        }
        let id = create(grant, &still_missing).await?;
        let stands = grant
            .edit(|record| {
                // Another process may have begun one meanwhile: then that one is joined, and this one expires.
                if record.attempt.as_deref() != running.as_ref() {
                    return Edit::Leave(record.attempt.as_deref() == Some(&id));
                }
                record.attempt = Some(Box::new(id.clone()));
                Edit::Save(true)
            })
            .await?;
        if stands {
            events::attempt_begun(grant, &id, &still_missing);
            return Ok(Some(Attempt { id, grant: grant.clone() }));
        }
    }
    Err(Kind::Contended(TRIES).into())
}

async fn create(grant: &Grant, scopes: &ScopeSet) -> Result<AttemptId, Error> {
    let client = grant.oauth_client();
    let id = AttemptId(random_text()?);
    let attempt = AttemptRecord {
        grant: grant.key().clone(),
        asked: scopes.to_request(),
        expires_at: end_of_attempt(grant),
        opened: Vec::new(),
        verified_at: Vec::new(),
        unanswered: 0,
        unanswered_since: 0,
        ended: None,
    };
    let attempt = Versioned { version: Version::ABSENT, value: attempt };
    client.records().save_attempt(&id, &attempt).await.attempting("save the attempt")?;
    Ok(id)
}

/// Adds `scopes` to what the attempt asks for, and lets it last for whoever was just told of it. `false`: it is over, and
/// cannot be joined.
async fn join(grant: &Grant, id: &AttemptId, scopes: &ScopeSet) -> Result<bool, Error> {
    let expires_at = end_of_attempt(grant);
    change(grant, id, |attempt| {
        let Some(attempt) = attempt.filter(|attempt| is_open(grant, attempt)) else {
            return Ok(Change::Leave(false));
        };
        let (asked, _) = ScopeSet::parse_lenient(&attempt.asked);
        if scopes.is_subset(&asked) && expires_at < attempt.expires_at + EXTENDED {
            return Ok(Change::Leave(true));
        }
        attempt.asked = asked.union(scopes).to_request();
        attempt.expires_at = attempt.expires_at.max(expires_at);
        Ok(Change::Save(true))
    })
    .await
}

/// When an attempt ends that somebody was told of or has opened now, who acts with this grant: in seconds since 1970.
fn end_of_attempt(grant: &Grant) -> u64 {
    let waits = grant.channel().waits().unwrap_or_default();
    to_seconds(grant.oauth_client().now() + waits + LIFETIME)
}

/// Adds a page that was opened. The person gets the whole time again to answer it.
pub(crate) async fn open(grant: &Grant, id: &AttemptId, page: Opened) -> Result<(), Error> {
    let expires_at = end_of_attempt(grant);
    change(grant, id, |attempt| {
        let attempt = attempt.ok_or(ConsentProblem::UnknownAttempt)?;
        if attempt.ended.is_some() {
            return Err(ConsentProblem::AlreadyAnswered.into());
        }
        if attempt.opened.len() >= PAGES {
            attempt.opened.remove(0);
        }
        attempt.opened.push(page.clone());
        attempt.expires_at = attempt.expires_at.max(expires_at);
        Ok(Change::Save(()))
    })
    .await
}

/// A suspended call behind a page that was opened.
#[derive(Debug)]
pub(crate) struct CallBehind {
    pub(crate) call: CallId,
    pub(crate) is_handed_over: bool,
}

/// The suspended calls behind this browser's pages, that of the page opened last first.
pub(crate) async fn calls_of(grant: &Grant, id: &AttemptId, browser: &str) -> Result<Vec<CallBehind>, Error> {
    let found = grant.oauth_client().records().load_attempt(id).await.attempting("read the attempt")?;
    let pages = found.map(|found| found.value.opened).unwrap_or_default();
    let own = pages.into_iter().rev().filter(|page| page.is_of(browser));
    let calls =
        own.filter_map(|page| Some(CallBehind { call: page.call?, is_handed_over: page.is_handed_over }));
    Ok(calls.collect())
}

/// Hands a call to the page that has come back, and to no other. `false`: another one was first.
pub(crate) async fn hand_over(grant: &Grant, id: &AttemptId, call: &CallId) -> Result<bool, Error> {
    change(grant, id, |attempt| {
        let pages = attempt.map_or(&mut [][..], |attempt| &mut attempt.opened[..]);
        let mut is_first = false;
        // It waits again behind a page that was opened for it after it was handed over.
        for page in pages.iter_mut().filter(|page| page.call.as_ref() == Some(call)) {
            is_first |= !std::mem::replace(&mut page.is_handed_over, true);
        }
        Ok(if is_first { Change::Save(true) } else { Change::Leave(false) })
    })
    .await
}

/// Ends the attempt with the user's answer. Of all who bring an answer one is the first, and only that one ends it.
pub(crate) async fn end(grant: &Grant, id: &AttemptId, ended: Ended) -> Result<Consent, Error> {
    change(grant, id, |attempt| {
        let attempt = attempt.ok_or(ConsentProblem::UnknownAttempt)?;
        if attempt.ended.is_some() {
            return Err(ConsentProblem::AlreadyAnswered.into());
        }
        attempt.ended = Some(ended.clone());
        Ok(Change::Save(()))
    })
    .await?;
    grant.shared().wake_attempts();
    events::attempt_ended(grant, id, &ended);
    Ok(Consent::of(&ended))
}

enum Change<T> {
    Save(T),
    Leave(T),
}

/// Applies `apply` to the latest version of the attempt, again if another writer was first.
async fn change<T>(
    grant: &Grant,
    id: &AttemptId,
    mut apply: impl FnMut(Option<&mut AttemptRecord>) -> Result<Change<T>, Error>,
) -> Result<T, Error> {
    let records = grant.oauth_client().records();
    for _ in 0..TRIES {
        let mut found = records.load_attempt(id).await.attempting("read the attempt")?;
        let outcome = match apply(found.as_mut().map(|attempt| &mut attempt.value))? {
            Change::Leave(outcome) => return Ok(outcome),
            Change::Save(outcome) => outcome,
        };
        let Some(attempt) = found else { return Ok(outcome) };
        match records.save_attempt(id, &attempt).await {
            Ok(_) => return Ok(outcome),
            Err(error) if error.is_conflict() => {}
            Err(source) => return Err(Kind::Store { attempted: "save the attempt", source }.into()),
        }
    }
    Err(Kind::Contended(TRIES).into())
}

impl Grant {
    /// The scopes that are missing.
    pub(crate) fn missing_of(&self, scopes: &ScopeSet) -> ScopeSet {
        self.shared().record().value.missing_of(scopes)
    }
}

fn is_open(grant: &Grant, attempt: &AttemptRecord) -> bool {
    attempt.ended.is_none() && grant.oauth_client().now() < from_seconds(attempt.expires_at)
}
