//! Waiting for the answer to an attempt: who has been told of it, and one look at the store for all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared as SharedFuture, WeakShared};
use tokio::runtime::{Handle, Id};
use tokio::sync::Notify;
use zoho_scopes::ScopeSet;

use super::{Attempt, AttemptId, Consent, is_open};
use crate::channel;
use crate::error::{ConsentProblem, Error, StoreContext};
use crate::events;

/// How soon an answer that reached another process is seen in this one.
const POLL: Duration = Duration::from_secs(1);

type Answer = BoxFuture<'static, Result<Consent, Error>>;

/// What the callers of one grant in this process share while they begin attempts and wait for them.
#[derive(Default)]
pub(crate) struct Attempts {
    /// Ten thousand calls that miss the same scope must not race each other in the store.
    pub(super) beginning: tokio::sync::Mutex<()>,
    changed: Notify,
    waiting: Mutex<Looks>,
    told: Mutex<Option<(AttemptId, Told)>>,
}

/// The looks at the store, of which each `tokio` runtime has one: what waits on the timer of a runtime fails with it.
type Looks = HashMap<Option<Id>, (AttemptId, WeakShared<Answer>)>;

/// Who has been told of an attempt, by address. The weak references keep an address from being used again.
type Told = HashMap<usize, Weak<dyn channel::Notify>>;

impl Attempts {
    /// Those who wait for an answer look again.
    pub(crate) fn wake(&self) {
        self.changed.notify_waiters();
    }

    /// Until it is time to look again.
    pub(super) async fn next_change(&self) {
        // Whoever misses a change looks a little later.
        let _ = tokio::time::timeout(POLL, self.changed.notified()).await;
    }

    /// Whether `notify` was not told of the attempt before. Calls that share a channel share its notifier.
    pub(crate) fn is_first_to_tell(&self, id: &AttemptId, notify: &Arc<dyn channel::Notify>) -> bool {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let (told_of, notifiers) = told.get_or_insert_with(|| (id.clone(), Told::new()));
        if told_of != id {
            (*told_of, *notifiers) = (id.clone(), Told::new());
        }
        notifiers.insert(Arc::as_ptr(notify).addr(), Arc::downgrade(notify)).is_none()
    }

    /// One look at the store serves all who wait in a runtime; when the last of them is gone, so is the look.
    pub(super) fn answer(&self, attempt: &Attempt) -> SharedFuture<Answer> {
        let here = Handle::try_current().ok().map(|runtime| runtime.id());
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let running = waiting.get(&here).filter(|(id, _)| *id == attempt.id);
        running.and_then(|(_, answer)| answer.upgrade()).unwrap_or_else(|| {
            let answer = watch(attempt.clone()).boxed().shared();
            waiting.retain(|_, (_, answer)| answer.upgrade().is_some());
            waiting.extend(answer.downgrade().map(|weak| (here, (attempt.id.clone(), weak))));
            answer
        })
    }
}

async fn watch(attempt: Attempt) -> Result<Consent, Error> {
    loop {
        let changed = attempt.grant.shared().attempts().changed.notified();
        tokio::pin!(changed);
        changed.as_mut().enable();
        match look(&attempt).await {
            Ok(Some(consent)) => return Ok(consent),
            Ok(None) => {}
            // The person may answer while the store does not: whoever waits has a time limit of their own.
            Err(error) if error.is_retryable() => {}
            Err(error) => return Err(error),
        }
        // Either way the store is asked again.
        let _ = tokio::time::timeout(POLL, changed).await;
    }
}

/// The answer, if there is one by now.
async fn look(Attempt { id, grant }: &Attempt) -> Result<Option<Consent>, Error> {
    let found = grant.oauth_client().records().load_attempt(id).await.attempting("read the attempt")?;
    let record = found.ok_or(ConsentProblem::Expired)?.value;
    grant.reload().await?;
    if let Some(ended) = &record.ended {
        return Ok(Some(Consent::of(ended)));
    }
    let (asked, _) = ScopeSet::parse_lenient(&record.asked);
    let missing = grant.missing_of(&asked);
    if missing.is_empty() {
        // An answer of the server has shown it since: the person's browser has perhaps never come back.
        return Ok(Some(Consent { given: asked, declined: missing }));
    }
    if !is_open(grant, &record) {
        events::attempt_expired(grant, id);
        return Err(ConsentProblem::Expired.into());
    }
    if grant.shared().record().value.attempt.as_deref() != Some(id) {
        // Its end was written into the grant, and the process died before it wrote it into the attempt.
        return Ok(Some(Consent { given: asked.difference(&missing), declined: missing }));
    }
    Ok(None)
}
