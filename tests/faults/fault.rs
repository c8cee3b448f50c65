//! What goes wrong, where, and how often that was tried.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::future::{pending, poll_fn};
use std::io::{self, Write as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;

use tokio::sync::Notify;

/// Where a fault can strike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// The caller waits for something.
    Await,
    /// The store is asked for something.
    Store,
    /// A request is sent to Zoho Accounts.
    Zoho,
}

/// What goes wrong there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    /// The caller is gone, with its future.
    Cancelled,
    /// The process is gone, before the effect.
    Killed,
    /// The process is gone, after the effect.
    KilledAfter,
    /// An error, and nothing has happened.
    Fails,
    /// An error, although it has happened: the answer is lost.
    LosesAnswer,
    /// Nothing happens, and no answer comes.
    Hangs,
    /// It happens, and no answer comes.
    HangsAfter,
    /// It has happened, and half of the answer comes.
    Torn,
    /// A server in trouble.
    Unavailable,
    /// Too many requests, says the server.
    Throttled,
}

/// A fault at one place: which faults a place can meet is said here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mishap {
    pub(crate) place: Place,
    pub(crate) fault: Fault,
}

impl Mishap {
    pub(crate) fn all() -> impl Iterator<Item = Mishap> {
        use Fault::{
            Cancelled, Fails, Hangs, HangsAfter, Killed, KilledAfter, LosesAnswer, Throttled, Torn,
            Unavailable,
        };
        let at = |place, faults: &'static [Fault]| faults.iter().map(move |&fault| Mishap { place, fault });
        at(Place::Await, &[Cancelled, Killed])
            .chain(at(Place::Store, &[Fails, LosesAnswer, Hangs, HangsAfter, Killed, KilledAfter]))
            .chain(at(
                Place::Zoho,
                &[Fails, LosesAnswer, Torn, Unavailable, Throttled, Hangs, HangsAfter, Killed, KilledAfter],
            ))
    }

    /// Whether a request may have had its effect at Zoho without anybody knowing.
    pub(crate) fn may_repeat_a_request(self) -> bool {
        self.is_of_the_process() || self.place == Place::Zoho
    }

    /// Whether a kept request may be gone that was taken from the store and not run yet.
    pub(crate) fn may_lose_a_taken_call(self) -> bool {
        self.is_of_the_process()
            || self.place == Place::Store && matches!(self.fault, Fault::LosesAnswer | Fault::HangsAfter)
    }

    /// Whether the process was gone, with all that it had in memory.
    pub(crate) fn is_of_the_process(self) -> bool {
        matches!(self.fault, Fault::Killed | Fault::KilledAfter)
    }
}

/// Counts the points of a run, and makes one of them fail.
#[derive(Debug, Default)]
pub(crate) struct Points {
    planned: Option<(Mishap, usize)>,
    seen: Mutex<Seen>,
    killed: Notify,
}

#[derive(Debug, Default)]
struct Seen {
    passed: BTreeMap<Place, usize>,
    has_struck: bool,
}

impl Points {
    /// A run in which all goes well.
    pub(crate) fn without_faults() -> Arc<Points> {
        Arc::default()
    }

    /// A run in which `mishap` happens at the point of this number.
    pub(crate) fn with(mishap: Mishap, point: usize) -> Arc<Points> {
        Arc::new(Points { planned: Some((mishap, point)), ..Points::default() })
    }

    /// What strikes at this point, if anything does.
    pub(crate) fn pass(&self, place: Place) -> Option<Fault> {
        let mut seen = self.seen();
        let passed = seen.passed.entry(place).or_default();
        let number = *passed;
        *passed += 1;
        let (mishap, point) = self.planned?;
        let strikes = mishap.place == place && point == number;
        seen.has_struck |= strikes;
        strikes.then_some(mishap.fault)
    }

    pub(crate) fn count(&self, place: Place) -> usize {
        self.seen().passed.get(&place).copied().unwrap_or_default()
    }

    pub(crate) fn has_struck(&self) -> bool {
        self.seen().has_struck
    }

    /// The process ends here.
    pub(crate) async fn kill<T>(&self) -> T {
        self.killed.notify_one();
        pending().await
    }

    /// Returns when the process is to end.
    pub(crate) async fn killed(&self) {
        self.killed.notified().await;
    }

    /// Runs a caller's future, each of whose awaits is a point. `None`: the caller was cancelled.
    pub(crate) async fn as_caller<F: Future>(&self, future: F) -> Option<F::Output> {
        let mut future = Some(Box::pin(future));
        let mut is_killed = false;
        let outcome = poll_fn(|context| {
            let Some(running) = future.as_mut() else { return Poll::Ready(None) };
            if let Poll::Ready(output) = running.as_mut().poll(context) {
                return Poll::Ready(Some(output));
            }
            match self.pass(Place::Await) {
                None => return Poll::Pending,
                Some(fault) => is_killed = fault == Fault::Killed,
            }
            if !is_killed {
                future = None;
            }
            Poll::Ready(None)
        });
        let outcome = outcome.await;
        if is_killed { self.kill().await } else { outcome }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs `flow` once without faults, and then once for each point and fault; tells how many there were, and fails with
/// all that did not hold. `flow` looks at what must hold, and says what does not.
pub(crate) fn try_all(name: &str, flow: impl Fn(&Arc<Points>, Option<Mishap>) -> Result<(), String>) {
    try_each(name, Mishap::all(), flow);
}

/// The same with some of the faults.
pub(crate) fn try_each(
    name: &str,
    mishaps: impl Iterator<Item = Mishap>,
    flow: impl Fn(&Arc<Points>, Option<Mishap>) -> Result<(), String>,
) {
    let counting = Points::without_faults();
    flow(&counting, None).unwrap_or_else(|problem| panic!("{name} without faults: {problem}"));
    let (mut tried, mut problems) = (BTreeMap::<Mishap, usize>::new(), Vec::new());
    for mishap in mishaps {
        let points = counting.count(mishap.place);
        assert!(points > 0, "{name}: {:?} is no part of it", mishap.place);
        for point in 0..points {
            let points = Points::with(mishap, point);
            let outcome = flow(&points, Some(mishap));
            *tried.entry(mishap).or_default() += 1;
            let outcome = if points.has_struck() { outcome } else { Err("it was never reached".to_owned()) };
            if let Err(problem) = outcome {
                problems.push(format!("{mishap:?} at point {point}: {problem}"));
            }
        }
    }
    report(name, &counting, &tried);
    assert!(
        problems.is_empty(),
        "{name}: {} of {} runs broke a promise:\n{}",
        problems.len(),
        tried.values().sum::<usize>(),
        problems.join("\n")
    );
}

/// Says it past the harness that captures what tests print, because the number is what one wants to know.
fn report(name: &str, counting: &Points, tried: &BTreeMap<Mishap, usize>) {
    let mut text = format!("{name}: {} runs with one fault each", tried.values().sum::<usize>());
    for place in [Place::Await, Place::Store, Place::Zoho] {
        let _ = write!(text, "\n  {place:?}, {} points:", counting.count(place));
        for (Mishap { fault, .. }, runs) in tried.iter().filter(|(mishap, _)| mishap.place == place) {
            let _ = write!(text, " {fault:?} {runs}");
        }
    }
    // A closed standard output is nobody's fault.
    drop(writeln!(io::stdout(), "{text}"));
}
