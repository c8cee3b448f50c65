//! When a record expires, and by whose clock.

use std::sync::Arc;
use std::time::SystemTime;

use requires_scope::{Clock, SystemClock};

/// Milliseconds: since 1970 or, for what is left of a time, from now on.
pub(crate) type Milliseconds = i64;

/// By the server's clock a process says how long a record lives, and not until when: so the clocks of the machines
/// need not agree.
#[derive(Clone, Debug)]
pub(crate) enum ExpiryClock {
    OfServer,
    Given(Arc<dyn Clock>),
}

impl ExpiryClock {
    /// The time now, unless the server is to say it.
    pub(crate) fn now(&self) -> Option<Milliseconds> {
        match self {
            ExpiryClock::OfServer => None,
            ExpiryClock::Given(clock) => Some(since_1970(clock.now())),
        }
    }

    /// How long it is until then, which is negative if it is over.
    pub(crate) fn until(&self, time: SystemTime) -> Milliseconds {
        let now = match self {
            ExpiryClock::OfServer => SystemClock.now(),
            ExpiryClock::Given(clock) => clock.now(),
        };
        since_1970(time) - since_1970(now)
    }
}

/// A time before 1970 is 1970; one that is too late for the server's own sums is the last that is not.
fn since_1970(time: SystemTime) -> Milliseconds {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Milliseconds::try_from(since.as_millis()).unwrap_or(Milliseconds::MAX).min(Milliseconds::MAX / 4)
}
