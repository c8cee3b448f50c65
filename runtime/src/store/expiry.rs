//! When a record expires, and by whose clock: for stores behind a server.

use std::sync::Arc;
use std::time::SystemTime;

use crate::clock::{Clock, SystemClock};

/// By which clock a store behind a server tells whether a record has expired.
///
/// By the server's own, a process says how long a record lives, and not until when: so the clocks of the machines
/// need not agree.
///
/// # Examples
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use requires_scope::{Clock, ExpiryClock, SystemClock};
///
/// let in_a_minute = SystemClock.now() + Duration::from_secs(60);
/// let left = ExpiryClock::OfServer.time_left(in_a_minute);
/// assert!((59_000..=60_000).contains(&left));
/// assert!(ExpiryClock::OfServer.now().is_none());
/// ```
#[derive(Clone, Debug)]
pub enum ExpiryClock {
    /// The server's: right wherever several machines share it.
    OfServer,
    /// One that tests move.
    Given(Arc<dyn Clock>),
}

impl ExpiryClock {
    /// The time now, in milliseconds since 1970, unless the server is to say it.
    pub fn now(&self) -> Option<i64> {
        match self {
            ExpiryClock::OfServer => None,
            ExpiryClock::Given(clock) => Some(to_milliseconds(clock.now())),
        }
    }

    /// How long it is until then, in milliseconds: negative if it is over.
    pub fn time_left(&self, until: SystemTime) -> i64 {
        let now = match self {
            ExpiryClock::OfServer => SystemClock.now(),
            ExpiryClock::Given(clock) => clock.now(),
        };
        to_milliseconds(until) - to_milliseconds(now)
    }
}

/// Since 1970. An earlier time is 1970; one that is too late for a server's own sums is the last that is not.
fn to_milliseconds(time: SystemTime) -> i64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX).min(i64::MAX / 4)
}
