//! Where the runtime reads the time of day from, so that tests move it.

use std::fmt;
use std::time::{Duration, SystemTime};

/// Tells the time of day. Expiry of tokens, attempts and suspended calls is measured by it.
///
/// # Examples
///
/// A test moves time instead of waiting:
///
/// ```
/// use std::sync::Mutex;
/// use std::time::{Duration, SystemTime};
/// use requires_scope::Clock;
///
/// #[derive(Debug)]
/// struct ManualClock(Mutex<SystemTime>);
///
/// impl Clock for ManualClock {
///     fn now(&self) -> SystemTime {
///         *self.0.lock().unwrap()
///     }
/// }
///
/// let clock = ManualClock(Mutex::new(SystemTime::UNIX_EPOCH));
/// *clock.0.lock().unwrap() += Duration::from_secs(3600);
/// assert_eq!(clock.now(), SystemTime::UNIX_EPOCH + Duration::from_secs(3600));
/// ```
pub trait Clock: fmt::Debug + Send + Sync + 'static {
    /// The time now.
    fn now(&self) -> SystemTime;
}

/// The machine's own clock: the default.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }
}

/// Seconds since 1970, which is how records keep a point in time; a time before 1970 is 0.
pub(crate) fn to_seconds(time: SystemTime) -> u64 {
    time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// The inverse of [`to_seconds`].
pub(crate) fn from_seconds(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)).unwrap_or(SystemTime::UNIX_EPOCH)
}

/// A random part of `most`: so that what happens in many processes does not happen at once.
pub(crate) fn random_part(most: Duration) -> Duration {
    let mut byte = [0];
    // Without randomness everything is merely in step.
    let _ = getrandom::fill(&mut byte);
    most.mul_f64(f64::from(byte[0]) / 256.0)
}
