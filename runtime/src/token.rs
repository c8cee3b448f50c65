//! Access tokens: one refresh at a time for a grant, in a task of its own, and soon enough that few have to wait.

mod refresh;

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};
use tokio::sync::Notify;

pub(crate) use self::refresh::refused_for_now;
use crate::error::{Error, Kind};
use crate::events;
use crate::grant::Grant;
use crate::quota::Purpose;
use crate::secret::Secret;

/// Longer than another process may hold the lease and all tries at Zoho may take together. Whoever has waited for so
/// long is told, and the next call starts anew.
const PATIENCE: Duration = Duration::from_mins(3);

/// How long what was begun beside a call and failed is not begun again.
const REST: Duration = Duration::from_secs(30);

/// Joins all who need a fresh token of one grant.
#[derive(Default)]
pub(crate) struct Refresher {
    state: Mutex<State>,
    /// The grant's record, or its lease, has changed in another process.
    changed: Notify,
}

#[derive(Default)]
struct State {
    running: Option<Running>,
    /// How many were begun: each has its number.
    begun: u64,
    rests_until: Option<SystemTime>,
}

/// A refresh under way. It goes on when all who wait for it are gone, so that its answer is never lost.
#[derive(Clone)]
struct Running {
    number: u64,
    purpose: Purpose,
    outcome: Shared<BoxFuture<'static, Result<Refreshed, Error>>>,
}

/// What a refresh has brought.
#[derive(Clone, Debug)]
pub(crate) struct Refreshed {
    pub(crate) token: Secret,
    /// Whether the answer listed the grant's scopes.
    pub(crate) shows_scopes: bool,
}

impl Refresher {
    /// The token at hand, or a fresh one. In the last minutes of a token whoever asks for it goes on with it, and has a
    /// new one fetched; for a grant that nobody uses nothing is done.
    pub(crate) async fn access_token(&self, grant: &Grant) -> Result<Secret, Error> {
        match self.at_hand(grant) {
            Some(token) => Ok(token),
            None => self.run(grant, Purpose::Call).await.map(|refreshed| refreshed.token),
        }
    }

    /// A token of a refresh that starts after this call: no other can show what has just changed.
    pub(crate) async fn refresh_anew(&self, grant: &Grant) -> Result<Refreshed, Error> {
        self.run(grant, Purpose::Verification).await
    }

    /// Those who wait for another process look again.
    pub(crate) fn wake(&self) {
        self.changed.notify_waiters();
    }

    fn at_hand(&self, grant: &Grant) -> Option<Secret> {
        let now = grant.oauth_client().now();
        let (token, is_due, is_unsaved) = {
            let record = grant.shared().record();
            let token = record.value.fresh_access_token(now)?.clone();
            (token, record.value.is_refresh_due(now), record.value.is_unsaved())
        };
        if (is_due || is_unsaved) && self.may_begin_beside(now) {
            if is_unsaved {
                tokio::spawn(save(grant.clone()));
            } else {
                self.state().join_or_begin(grant, Purpose::Ahead);
            }
        }
        Some(token)
    }

    /// Whether something may be begun that nobody waits for: once in a while, and while nothing else runs.
    fn may_begin_beside(&self, now: SystemTime) -> bool {
        let mut state = self.state();
        let rests = state.rests_until.is_some_and(|until| now < until && until <= now + REST);
        if rests || state.running.is_some() {
            return false;
        }
        state.rests_until = Some(now + REST);
        true
    }

    async fn run(&self, grant: &Grant, purpose: Purpose) -> Result<Refreshed, Error> {
        let Running { number, outcome, .. } = self.state().join_or_begin(grant, purpose);
        let outcome = outcome.await;
        // A task that never came to run, because its `tokio` runtime was gone, has not said that it is done.
        if outcome
            .as_ref()
            .is_err_and(|error| matches!(error.kind(), Kind::RefreshOverdue(_) | Kind::Interrupted))
        {
            self.forget(number);
        }
        outcome
    }

    /// Lets the next refresh start.
    fn forget(&self, number: u64) {
        self.state().running.take_if(|running| running.number == number);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Refresher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refresher").field("running", &self.state().running.is_some()).finish_non_exhaustive()
    }
}

impl State {
    fn join_or_begin(&mut self, grant: &Grant, purpose: Purpose) -> Running {
        match &self.running {
            Some(running) if purpose.is_served_by(running.purpose) => running.clone(),
            _ => self.begin(grant, purpose),
        }
    }

    /// Begins a refresh, which waits for the one that runs.
    fn begin(&mut self, grant: &Grant, purpose: Purpose) -> Running {
        let earlier = self.running.take();
        let limit = if earlier.is_some() { 2 * PATIENCE } else { PATIENCE };
        self.begun += 1;
        let number = self.begun;
        let task = tokio::spawn(run(grant.clone(), number, purpose, earlier));
        let outcome = tokio::time::timeout(limit, task).map(move |ended| match ended {
            Ok(ended) => ended.unwrap_or_else(|_| Err(Kind::Interrupted.into())),
            Err(_) => Err(Kind::RefreshOverdue(limit).into()),
        });
        let running = Running { number, purpose, outcome: outcome.boxed().shared() };
        self.running = Some(running.clone());
        running
    }
}

async fn run(
    grant: Grant,
    number: u64,
    purpose: Purpose,
    earlier: Option<Running>,
) -> Result<Refreshed, Error> {
    let _running = ForgetWhenDone { grant: &grant, number };
    if let Some(earlier) = earlier {
        // Its outcome is of no interest, only that it does not run any more.
        let _ = earlier.outcome.await;
    }
    let outcome = refresh::refresh(&grant, purpose).await;
    let is_beside = purpose == Purpose::Ahead;
    if let Err(error) = &outcome
        && !(is_beside && matches!(error.kind(), Kind::RefreshedElsewhere))
    {
        events::refresh_failed(&grant, purpose, error);
    }
    outcome
}

/// Tells the store what it could not be told before.
async fn save(grant: Grant) {
    // If that fails once more, a call after the next rest tries again.
    let _ = grant.update(|_| ()).await;
}

/// Lets the next refresh start, however this one ends.
struct ForgetWhenDone<'a> {
    grant: &'a Grant,
    number: u64,
}

impl Drop for ForgetWhenDone<'_> {
    fn drop(&mut self) {
        self.grant.shared().refresher().forget(self.number);
    }
}
