//! At most ten in ten minutes, and patience for whoever asks on.

use std::{collections::VecDeque, time::Duration};

use serde::{Deserialize, Serialize};

use super::Moment;

/// At most this many …
const MOST: usize = 10;
/// … in any stretch of this length.
const WINDOW: Duration = Duration::from_mins(10);

/// Counts what was served to one refresh token, or the codes that were given to one client.
///
/// Uncertain: Zoho documents ten in ten minutes and not how long a refusal lasts. Users report that it takes some
/// time without any request, and that a loop of retries keeps it alive. Here every refused request starts the ten
/// minutes anew, so that an integration that retries without end never gets through.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Throttle {
    served: VecDeque<Moment>,
    shut_until: Option<Moment>,
}

impl Throttle {
    /// Whether one more may be served now; it is counted either way.
    pub(crate) fn admit(&mut self, now: Moment) -> bool {
        self.served.retain(|served| *served + WINDOW > now);
        let shut = self.shut_until.is_some_and(|until| until > now) || self.served.len() >= MOST;
        if shut {
            self.shut_until = Some(now + WINDOW);
        } else {
            self.shut_until = None;
            self.served.push_back(now);
        }
        !shut
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::{Moment, Throttle};

    fn at(minutes: u64) -> Moment {
        Moment::from(UNIX_EPOCH + Duration::from_mins(minutes))
    }

    #[test]
    fn ten_are_served_in_any_ten_minutes() {
        let mut throttle = Throttle::default();
        let served = (0..12).filter(|_| throttle.admit(at(0))).count();
        assert_eq!(served, 10);
        assert!(throttle.admit(at(10)));
    }

    #[test]
    fn a_loop_of_retries_keeps_the_door_shut() {
        let mut throttle = Throttle::default();
        assert!((0..10).all(|_| throttle.admit(at(0))));
        assert!((1..30).all(|minute| !throttle.admit(at(minute))));
        assert!(!throttle.admit(at(38)), "nine minutes of silence are not enough");
        assert!(throttle.admit(at(48)));
    }
}
