//! Which guarded function runs within which. In debug builds one that requires more than the function around it is
//! reported: its user would be asked in the middle of a task that has had effects already.

#[cfg(debug_assertions)]
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

#[cfg(debug_assertions)]
use crate::call::Call;
#[cfg(debug_assertions)]
use crate::error::{Error, Kind};
use crate::grant::Grant;
use crate::guard::Guard;

/// A guarded function that was checked and has begun, until it returns. In release builds it is nothing.
#[derive(Debug)]
#[must_use = "a guarded function has begun until this is dropped"]
pub struct Entered {
    #[cfg(debug_assertions)]
    _frame: Option<Frame>,
}

impl Entered {
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is nothing in release builds")]
    #[cfg_attr(not(debug_assertions), expect(unused_variables, reason = "they matter in debug builds"))]
    pub(crate) fn new(guard: &'static Guard, grant: &Grant) -> Entered {
        Entered {
            #[cfg(debug_assertions)]
            _frame: Some(Frame::begin(guard, grant.call())),
        }
    }

    /// For a guard that has passed before, which nobody looks at closely.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is nothing in release builds")]
    pub(crate) fn again() -> Entered {
        Entered {
            #[cfg(debug_assertions)]
            _frame: None,
        }
    }
}

/// The place of a function among those that run.
#[cfg(debug_assertions)]
#[derive(Debug)]
struct Frame {
    call: Arc<Call>,
    number: u64,
}

#[cfg(debug_assertions)]
impl Frame {
    fn begin(guard: &'static Guard, call: &Arc<Call>) -> Frame {
        Frame { number: call.running.begin(guard), call: Arc::clone(call) }
    }
}

#[cfg(debug_assertions)]
impl Drop for Frame {
    fn drop(&mut self) {
        self.call.running.end(self.number);
    }
}

/// The guarded functions of one call that have begun and not returned, the innermost last.
#[cfg(debug_assertions)]
#[derive(Debug, Default)]
pub(crate) struct Running(Mutex<Begun>);

#[cfg(debug_assertions)]
#[derive(Debug, Default)]
struct Begun {
    count: u64,
    functions: Vec<(u64, Task, &'static Guard)>,
}

/// Who runs: a task of the runtime, or what a thread runs outside of any. The functions of others are not round ours.
#[cfg(debug_assertions)]
type Task = Result<tokio::task::Id, std::thread::ThreadId>;

#[cfg(debug_assertions)]
fn running_task() -> Task {
    tokio::task::try_id().ok_or_else(|| std::thread::current().id())
}

#[cfg(debug_assertions)]
impl Running {
    fn begin(&self, guard: &'static Guard) -> u64 {
        let mut begun = lock(&self.0);
        begun.count += 1;
        let number = begun.count;
        begun.functions.push((number, running_task(), guard));
        number
    }

    /// Functions of one task that run side by side do not end in the order in which they have begun.
    fn end(&self, number: u64) {
        lock(&self.0).functions.retain(|(begun, ..)| *begun != number);
    }

    fn innermost(&self) -> Option<&'static Guard> {
        let task = running_task();
        let begun = lock(&self.0);
        begun.functions.iter().rev().find(|(_, of, _)| *of == task).map(|(.., guard)| *guard)
    }
}

/// Reports a function that is about to run within one whose requirement does not cover its own: in the log, once for
/// each pair, or as the error to return where [`ClientBuilder::deny_uncovered_calls`](crate::ClientBuilder) was called.
#[cfg(debug_assertions)]
pub(crate) fn report(guard: &'static Guard, grant: &Grant) -> Result<(), Error> {
    static REPORTED: Mutex<BTreeSet<(usize, usize)>> = Mutex::new(BTreeSet::new());

    let Some(outer) = grant.call().running.innermost() else { return Ok(()) };
    let Some(missing) = guard.requirement().first_beyond(outer.requirement()) else { return Ok(()) };
    let error =
        Kind::UncoveredCall { outer: outer.site(), inner: guard.site(), missing: missing.to_string() };
    if grant.oauth_client().denies_uncovered_calls() {
        return Err(error.into());
    }
    let pair = (std::ptr::from_ref(outer).addr(), std::ptr::from_ref(guard).addr());
    if lock(&REPORTED).insert(pair) {
        tracing::warn!(target: "requires_scope::guard", "{error}");
    }
    Ok(())
}

#[cfg(debug_assertions)]
fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
