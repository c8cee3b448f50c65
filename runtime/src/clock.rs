//! Where the runtime reads the time of day from, so that tests move it.

use std::fmt;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

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

/// A point in time of which many are kept: in seconds since 1970, and until 2106. By default it is long ago.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "u64", into = "u64")]
pub(crate) struct Moment(u32);

impl Moment {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference to the field")]
    pub(crate) fn is_long_ago(&self) -> bool {
        *self == Moment::default()
    }
}

impl From<SystemTime> for Moment {
    fn from(time: SystemTime) -> Moment {
        to_seconds(time).into()
    }
}

impl From<Moment> for SystemTime {
    fn from(moment: Moment) -> SystemTime {
        from_seconds(moment.into())
    }
}

impl From<u64> for Moment {
    fn from(seconds: u64) -> Moment {
        Moment(u32::try_from(seconds).unwrap_or(u32::MAX))
    }
}

impl From<Moment> for u64 {
    fn from(moment: Moment) -> u64 {
        moment.0.into()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_the_seconds_of_a_time() {
        let noon = from_seconds(1_800_000_000);
        assert_eq!(SystemTime::from(Moment::from(noon + Duration::from_millis(999))), noon);
        assert!(Moment::from(SystemTime::UNIX_EPOCH - Duration::from_secs(1)).is_long_ago());
        let read: Moment = serde_json::from_str("99999999999").expect("a number");
        assert_eq!(read, Moment(u32::MAX), "what is beyond the last moment is that");
    }
}
