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
        SystemTime::now() + Duration::from_millis(self.offset_millis.load(Ordering::SeqCst))
    }

    /// Moves the time forward for everyone who shares this clock.
    pub fn advance(&self, by: Duration) {
        let millis = u64::try_from(by.as_millis()).unwrap_or(u64::MAX);
        self.offset_millis.fetch_add(millis, Ordering::SeqCst);
    }
}
