//! The sandbox's own time: the real clock plus an offset that tests move, so that nothing has to sleep for an hour.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime},
};

/// The time by which the sandbox's codes, tokens and limits run out.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// let clock = zoho_sandbox::Clock::default();
/// let before = clock.now();
/// clock.advance(Duration::from_secs(3600));
/// assert!(clock.now().duration_since(before)? >= Duration::from_secs(3600));
/// # Ok::<(), std::time::SystemTimeError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Clock {
    offset_millis: Arc<AtomicU64>,
}

impl Clock {
    /// What time it is in the sandbox.
    pub fn now(&self) -> SystemTime {
        SystemTime::now() + self.advanced()
    }

    /// Moves the time forward for everyone who shares this clock; by no more than a hundred years in all, which is
    /// more than any token lives.
    pub fn advance(&self, by: Duration) {
        self.set_advanced(self.advanced().saturating_add(by));
    }

    /// By how much this clock is ahead of the real one.
    pub fn advanced(&self) -> Duration {
        Duration::from_millis(self.offset_millis.load(Ordering::SeqCst))
    }

    pub(crate) fn set_advanced(&self, by: Duration) {
        /// Further ahead, calendars end.
        const FURTHEST_MILLIS: u64 = 100 * 365 * 24 * 60 * 60 * 1000;
        let millis = u64::try_from(by.as_millis()).unwrap_or(u64::MAX);
        self.offset_millis.store(millis.min(FURTHEST_MILLIS), Ordering::SeqCst);
    }
}
