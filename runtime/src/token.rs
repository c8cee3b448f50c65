//! Access tokens: one refresh at a time for a grant, in a task of its own, and soon enough that few have to wait.

mod fence;
mod flight;
mod refresh;
mod unsaved;

/// What a flight is made of here; the model that is checked makes it of something else.
mod sync {
    pub(super) use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
}

use std::fmt;
use std::pin::pin;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use tokio::sync::Notify;
use tokio::time::{Instant, timeout};

pub(crate) use self::fence::Fence;
use self::flight::{Fit, Flights, Joined, Lead, Leader};
pub(crate) use self::refresh::refused_for_now;
use crate::error::{Error, Kind};
use crate::grant::Grant;
use crate::quota::Purpose;
use crate::secret::Secret;

/// How long what was begun beside a call and failed is not begun again.
const REST: Duration = Duration::from_secs(30);

/// Joins all who need a fresh token of one grant.
#[derive(Default)]
pub(crate) struct Refresher {
    flights: Flights<Trip, Outcome>,
    /// Until when nothing is begun that nobody waits for.
    rests_until: Mutex<Option<SystemTime>>,
    /// Whether a task tries to save what the store could not be told.
    is_saving: AtomicBool,
    /// The grant's record, or its lease, has changed in another process.
    changed: Notify,
}

/// A refresh under way. It goes on when all who wait for it are gone, so that its answer is never lost.
struct Trip {
    purpose: Purpose,
    /// When those who wait for it are told that it takes too long, if ever.
    overdue_at: Option<Instant>,
}

type Outcome = Result<Arc<Refreshed>, Error>;

/// What a refresh has brought.
#[derive(Debug)]
pub(crate) struct Refreshed {
    pub(crate) token: Secret,
    /// Whether the answer listed the grant's scopes, and they were learnt.
    pub(crate) shows_scopes: bool,
    /// The refresh token that the grant had then.
    granted_by: Secret,
}

/// The token at hand, or a fresh one. In the last minutes of a token whoever asks for it goes on with it, and has a new
/// one fetched; for a grant that nobody uses nothing is done.
pub(crate) async fn access_token(grant: &Grant) -> Result<Secret, Error> {
    if let Some(token) = at_hand(grant) {
        return Ok(token);
    }
    let refreshed = landed(join(grant, Purpose::Call).await)?;
    Ok(refreshed.token.clone())
}

/// A token of a refresh that starts after this call: no other can show what has just changed.
pub(crate) async fn refresh_anew(grant: &Grant) -> Outcome {
    landed(join(grant, Purpose::Verification).await)
}

impl Refresher {
    /// Those who wait for another process look again.
    pub(crate) fn wake(&self) {
        self.changed.notify_waiters();
    }

    /// Whether something may be begun that nobody waits for: once in a while, and while nothing else runs.
    fn may_begin_beside(&self, now: SystemTime) -> bool {
        let mut rests_until = self.rests_until.lock().unwrap_or_else(PoisonError::into_inner);
        let rests = rests_until.is_some_and(|until| now < until && until <= now + REST);
        if rests || self.flights.is_under_way() {
            return false;
        }
        *rests_until = Some(now + REST);
        true
    }
}

impl fmt::Debug for Refresher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refresher").field("running", &self.flights.is_under_way()).finish_non_exhaustive()
    }
}

fn at_hand(grant: &Grant) -> Option<Secret> {
    let now = grant.oauth_client().now();
    let (token, is_due, is_unsaved) = {
        let record = grant.shared().record();
        let token = record.value.fresh_access_token(now)?.clone();
        (token, record.value.is_refresh_due(now), record.value.is_unsaved())
    };
    if is_unsaved {
        grant.save_soon();
    }
    if is_due && grant.shared().refresher().may_begin_beside(now) {
        drop(join(grant, Purpose::Ahead));
    }
    Some(token)
}

/// Joins the refresh under way, or begins one.
fn join(grant: &Grant, purpose: Purpose) -> Joined<Trip, Outcome> {
    let limit = grant.oauth_client().patience();
    let now = Instant::now();
    let trip = Trip { purpose, overdue_at: now.checked_add(limit) };
    let boarded = grant.shared().refresher().flights.board(trip, |needed, under_way| {
        if under_way.overdue_at.is_some_and(|at| now >= at) {
            Fit::Overdue(overdue(limit))
        } else if needed.purpose.is_served_by(under_way.purpose) {
            Fit::Joins
        } else {
            Fit::Precedes
        }
    });
    if let Some(lead) = boarded.leads {
        tokio::spawn(fly(grant.clone(), purpose, lead));
    }
    boarded.joined
}

/// Refreshes the grant for all who have joined. Who has waited for too long is told so, and the refresh goes on.
async fn fly(grant: Grant, purpose: Purpose, Lead { leader, earlier }: Lead<Trip, Outcome>) {
    let limit = grant.oauth_client().patience();
    let mut flying = pin!(async {
        if let Some(earlier) = earlier {
            // Its outcome is of no interest, only that it does not run any more.
            let _ = earlier.await;
        }
        while !land(&grant, &leader, refresh::refresh(&grant, purpose).await) {}
    });
    if timeout(limit, flying.as_mut()).await.is_err() {
        leader.land(overdue(limit));
        flying.await;
    }
    grant.shared().refresher().flights.clear();
}

/// Gives the outcome to all who wait. `false`: the grant has been given another refresh token since, of another account
/// perhaps, so that it is of no use to anybody.
fn land(grant: &Grant, leader: &Leader<Trip, Outcome>, outcome: Outcome) -> bool {
    // Whoever finds another refresh token in the record finds that this has landed, too, and does not join it.
    let record = grant.shared().record();
    let is_of_now = outcome.as_ref().map_or(true, |refreshed| record.value.is_current(&refreshed.granted_by));
    if is_of_now {
        leader.land(outcome);
    }
    is_of_now
}

/// A task that was dropped, because its `tokio` runtime is gone, has brought nothing.
fn landed(outcome: Option<Outcome>) -> Outcome {
    outcome.unwrap_or_else(|| Err(Kind::Interrupted.into()))
}

fn overdue(limit: Duration) -> Outcome {
    Err(Kind::Overdue { attempted: "get a fresh access token", limit }.into())
}
