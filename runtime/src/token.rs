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
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, ready};
use std::time::{Duration, SystemTime};

use futures_util::future::FutureExt as _;
use tokio::runtime::{Handle, Id};
use tokio::sync::Notify;
use tokio::time::{Instant, Timeout, timeout_at};
use zoho_scopes::ScopeSet;

pub(crate) use self::fence::Fence;
use self::flight::{Fit, Flights, Joined, Lead, Leader};
pub(crate) use self::refresh::leave_alone;
use crate::clock::Moment;
use crate::error::{Error, Kind};
use crate::events;
use crate::grant::Grant;
use crate::quota::Purpose;
use crate::records::GrantRecord;
use crate::secret::Secret;

/// How long what was begun beside a call and failed is not begun again.
const REST: Duration = Duration::from_secs(30);

/// Joins all who need a fresh token of one grant.
#[derive(Default)]
pub(crate) struct Refresher {
    flights: Flights<Trip, Outcome>,
    /// Until when nothing is begun that nobody waits for.
    rests_until: Mutex<Moment>,
    /// Whether a task tries to save what the store could not be told.
    is_saving: AtomicBool,
    /// The grant's record, or its lease, has changed in another process.
    changed: Notify,
}

/// A refresh under way. It goes on when all who wait for it are gone, so that its answer is never lost.
struct Trip {
    purpose: Purpose,
    /// When those who wait for it are told that it takes too long.
    overdue_at: Instant,
    /// Where it is led.
    runtime: Option<Id>,
}

type Outcome = Result<Arc<Refreshed>, Error>;

/// What a refresh has brought.
#[derive(Debug)]
pub(crate) struct Refreshed {
    pub(crate) token: Secret,
    /// What the grant held since, if the answer listed its scopes and they were learnt.
    pub(crate) shown: Option<ScopeSet>,
    /// The refresh token that the grant had then.
    pub(crate) granted_by: Secret,
}

impl Refreshed {
    /// Whether the record is still what this has made of it, as far as it has shown something.
    pub(crate) fn stands_in(&self, record: &GrantRecord) -> bool {
        let knowledge = &record.knowledge;
        record.is_current(&self.granted_by)
            && self.shown.as_ref().is_none_or(|shown| {
                knowledge.held() == *shown && shown.iter().all(|scope| knowledge.has_verified(&scope))
            })
    }
}

/// One refresh, as the task sees it that makes it.
struct Errand {
    purpose: Purpose,
    /// When nobody waits for it any longer.
    ends_at: Instant,
    /// Whether it holds the lease, and has perhaps sent a request.
    has_turn: AtomicBool,
}

/// While it is there, the errand is finished.
#[must_use = "a turn that nobody holds is over"]
struct Turn<'a>(&'a Errand);

impl Errand {
    fn is_overdue(&self) -> bool {
        self.ends_at <= Instant::now()
    }

    fn has_turn(&self) -> bool {
        self.has_turn.load(Ordering::Relaxed)
    }

    fn take_turn(&self) -> Turn<'_> {
        self.has_turn.store(true, Ordering::Relaxed);
        Turn(self)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.has_turn.store(false, Ordering::Relaxed);
    }
}

/// The token at hand, or a fresh one. In the last minutes of a token whoever asks for it goes on with it, and has a new
/// one fetched; for a grant that nobody uses nothing is done.
#[expect(clippy::manual_async_fn, reason = "an `async fn` has room for its argument twice")]
pub(crate) fn access_token(grant: &Grant) -> impl Future<Output = Result<Secret, Error>> + use<'_> {
    async move {
        if let Some(token) = at_hand(grant) {
            return Ok(token);
        }
        match flown(grant, Purpose::Call).await {
            Ok(refreshed) => Ok(refreshed.token.clone()),
            // Zoho cannot be asked for now, for whatever purpose it was to be.
            Err(error) if error.is_retryable() => to_its_end(grant).ok_or(error),
            Err(error) => Err(error),
        }
    }
}

/// A token of a refresh that starts after this call: no other can show what has just changed.
pub(crate) async fn refresh_anew(grant: &Grant) -> Outcome {
    flown(grant, Purpose::Verification).await
}

/// What a refresh brings. One that is lost was led by a task whose runtime has ended, or that has panicked: that is no
/// fault of those who have joined it, so they begin another one.
fn flown(grant: &Grant, purpose: Purpose) -> impl Future<Output = Outcome> + use<'_> {
    let (mut seat, mut is_another) = (join(grant, purpose), false);
    // By hand, because an `async` block would have room for both.
    poll_fn(move |context| {
        loop {
            let landed = match &mut seat {
                Seat::Here(joined) => joined.poll_unpin(context),
                Seat::Elsewhere(joined) => joined.poll_unpin(context).map(|in_time| {
                    in_time.unwrap_or_else(|_| Some(Err(overdue(grant.oauth_client().patience()))))
                }),
            };
            match ready!(landed) {
                Some(outcome) => return Poll::Ready(outcome),
                None if is_another => return Poll::Ready(Err(Kind::Interrupted.into())),
                None => (seat, is_another) = (join(grant, purpose), true),
            }
        }
    })
}

/// What somebody waits for who needs a refresh.
enum Seat {
    /// It is led by this `tokio` runtime, which also tells when it takes too long.
    Here(Joined<Trip, Outcome>),
    /// It is led by another one, which perhaps nobody drives. In a box, because it is rare and large.
    Elsewhere(Pin<Box<Timeout<Joined<Trip, Outcome>>>>),
}

impl Refresher {
    /// Those who wait for another process look again.
    pub(crate) fn wake(&self) {
        self.changed.notify_waiters();
    }

    /// Whether something may be begun that nobody waits for: once in a while, and while nothing else runs.
    fn may_begin_beside(&self, now: SystemTime) -> bool {
        let mut rests_until = self.rests_until.lock().unwrap_or_else(PoisonError::into_inner);
        let until = SystemTime::from(*rests_until);
        if (now < until && until <= now + REST) || self.flights.is_under_way() {
            return false;
        }
        *rests_until = (now + REST).into();
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

/// The token at hand, while it is good at all.
fn to_its_end(grant: &Grant) -> Option<Secret> {
    let now = grant.oauth_client().now();
    grant.shared().record().value.access_token_good_for(Duration::ZERO, now).cloned()
}

/// Joins the refresh under way, or begins one.
fn join(grant: &Grant, purpose: Purpose) -> Seat {
    let limit = grant.oauth_client().patience();
    let now = Instant::now();
    let trip =
        Trip { purpose, overdue_at: now + limit, runtime: Handle::try_current().ok().map(|here| here.id()) };
    let mut ends_at = None;
    let boarded = grant.shared().refresher().flights.board(trip, |needed, under_way| {
        if now >= under_way.overdue_at {
            Fit::Overdue(Err(overdue(limit)))
        } else if needed.purpose.is_served_by(under_way.purpose) {
            let is_led_elsewhere = needed.runtime.is_some() && needed.runtime != under_way.runtime;
            ends_at = is_led_elsewhere.then_some(under_way.overdue_at);
            Fit::Joins
        } else {
            Fit::Precedes
        }
    });
    if let Some(lead) = boarded.leads {
        tokio::spawn(fly(grant.clone(), purpose, lead));
    }
    match ends_at {
        Some(at) => Seat::Elsewhere(Box::pin(timeout_at(at, boarded.joined))),
        None => Seat::Here(boarded.joined),
    }
}

/// Refreshes the grant for all who have joined. Who has waited for too long is told so. Then a refresh that has begun to
/// ask Zoho goes on, so that no answer is lost; any other is left to whoever needs it next.
async fn fly(grant: Grant, purpose: Purpose, Lead { leader, earlier }: Lead<Trip, Outcome>) {
    let limit = grant.oauth_client().patience();
    let errand = Errand { purpose, ends_at: Instant::now() + limit, has_turn: AtomicBool::new(false) };
    let mut flying = pin!(async {
        if let Some(earlier) = earlier {
            // Its outcome is of no interest, only that it does not run any more.
            let _ = earlier.await;
        }
        while !land(&grant, &leader, refresh::refresh(&grant, &errand).await) {}
    });
    if timeout_at(errand.ends_at, flying.as_mut()).await.is_err() {
        let error = overdue(limit);
        events::refresh_failed(&grant, purpose, &error);
        leader.land(Err(error)).wake();
        poll_fn(|context| if errand.has_turn() { flying.as_mut().poll(context) } else { Poll::Ready(()) })
            .await;
    }
    grant.shared().refresher().flights.clear();
}

/// Gives the outcome to all who wait. `false`: the grant has been given another refresh token since, of another account
/// perhaps, so that it is of no use to anybody.
fn land(grant: &Grant, leader: &Leader<Trip, Outcome>, outcome: Outcome) -> bool {
    let waiters = {
        // Whoever finds another refresh token in the record finds that this has landed, too, and does not join it.
        let record = grant.shared().record();
        if outcome.as_ref().is_ok_and(|refreshed| !record.value.is_current(&refreshed.granted_by)) {
            return false;
        }
        leader.land(outcome)
    };
    waiters.wake();
    true
}

fn overdue(limit: Duration) -> Error {
    Kind::Overdue { attempted: "get a fresh access token", limit }.into()
}
