//! Zoho's limit on access tokens, counted in the grant's record for all processes that share it.

use std::mem;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::clock::Moment;
use crate::error::until;

/// So many access tokens Zoho gives for one refresh token …
///
/// Source: <https://www.zoho.com/accounts/protocol/oauth/token-limits.html>.
const LIMIT: usize = 10;

/// … in ten minutes. A request is counted when it is sent and arrives a little later: that is what the seconds are for.
const WINDOW: Duration = Duration::from_secs(10 * 60 + 15);

/// How long Zoho is left alone after it has complained once, twice, and more often in a row. It promises to forget
/// after ten minutes; reports from the field say half an hour, and that every request in between starts it anew.
const REST: [Duration; 3] = [Duration::from_mins(10), Duration::from_mins(20), Duration::from_mins(30)];

/// What a fresh access token is wanted for: the later in this list, the more of the limit it may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Purpose {
    /// The one at hand expires soon.
    Ahead,
    /// A call has none to go on with.
    Call,
    /// To see what the user has consented to.
    Verification,
}

impl Purpose {
    /// Whether who asks for this is served by a refresh that was begun for `running`.
    pub(crate) fn is_served_by(self, running: Purpose) -> bool {
        // What a refresh for a verification must show may have happened after any other was begun.
        self != Purpose::Verification && self <= running
    }

    fn share(self) -> usize {
        match self {
            Purpose::Ahead => LIMIT / 2,
            Purpose::Call => LIMIT - 2,
            Purpose::Verification => LIMIT,
        }
    }
}

/// How much of the limit of one refresh token is used.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Quota {
    /// When access tokens were asked for, oldest first.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    asked_at: Box<[Moment]>,
    /// Until when Zoho wants to be left alone.
    #[serde(default, skip_serializing_if = "Moment::is_long_ago")]
    throttled_until: Moment,
    /// How often in a row it has complained.
    #[serde(default, skip_serializing_if = "is_zero")]
    complaints: u32,
}

impl Quota {
    /// How long to wait before the next request; `None` when it may be sent now.
    pub(crate) fn wait(&self, purpose: Purpose, now: SystemTime) -> Option<Duration> {
        let asked: Vec<_> = self.asked_lately(now).collect();
        let freed =
            asked.len().checked_sub(purpose.share()).map(|oldest| SystemTime::from(asked[oldest]) + WINDOW);
        let freed = freed.filter(|at| now < *at).map(|at| until(at, now));
        self.rest(now).max(freed)
    }

    /// How long Zoho is to be left alone, because it has complained.
    pub(crate) fn rest(&self, now: SystemTime) -> Option<Duration> {
        let throttled = SystemTime::from(self.throttled_until);
        // A clock that was wrong once must not lock the grant for longer than the longest rest.
        (now < throttled && throttled <= now + REST[2]).then(|| until(throttled, now))
    }

    /// Counts a request that is about to be sent, or that may have been answered although nobody has seen how.
    pub(crate) fn count(&mut self, now: SystemTime) {
        let mut asked: Vec<_> = self.asked_lately(now).chain([now.into()]).collect();
        asked.sort_unstable();
        self.asked_at = asked.into();
    }

    /// The requests that were counted with one at `announced` have become so many that Zoho may have seen.
    ///
    /// A request is announced before it is sent, so that it counts although its process is killed meanwhile. What never
    /// found a connection does not count; where that is uncertain, it does.
    pub(crate) fn correct(&mut self, announced: SystemTime, seen: usize, now: SystemTime) {
        let mut asked = mem::take(&mut self.asked_at).into_vec();
        if seen == 0
            && let Some(position) = asked.iter().rposition(|at| *at == announced.into())
        {
            asked.remove(position);
        }
        self.asked_at = asked.into();
        (1..seen).for_each(|_| self.count(now));
    }

    /// Zoho has answered that there were too many requests. Tells how long it is to be left alone.
    pub(crate) fn throttle(&mut self, now: SystemTime) -> Duration {
        let rest = REST[REST.len().min(self.complaints as usize + 1) - 1];
        self.complaints = self.complaints.saturating_add(1);
        self.throttled_until = (now + rest).into();
        rest
    }

    /// Zoho has given a token.
    pub(crate) fn calm(&mut self) {
        self.complaints = 0;
        self.throttled_until = Moment::default();
    }

    fn asked_lately(&self, now: SystemTime) -> impl Iterator<Item = Moment> + '_ {
        self.asked_at.iter().copied().filter(move |at| {
            let at = SystemTime::from(*at);
            now < at + WINDOW && at < now + WINDOW
        })
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference to the field")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: SystemTime = SystemTime::UNIX_EPOCH;
    const MINUTE: Duration = Duration::from_mins(1);

    fn after(minutes: u32) -> SystemTime {
        NOON + minutes * MINUTE
    }

    fn used(times: u32) -> Quota {
        let mut quota = Quota::default();
        for minute in 0..times {
            quota.count(after(minute));
        }
        quota
    }

    #[test]
    fn each_purpose_has_its_share() {
        for (purpose, share) in [(Purpose::Ahead, 5), (Purpose::Call, 8), (Purpose::Verification, 10)] {
            assert_eq!(used(share - 1).wait(purpose, after(9)), None, "{purpose:?}");
            assert!(used(share).wait(purpose, after(9)).is_some(), "{purpose:?}");
        }
    }

    #[test]
    fn one_comes_back_when_the_oldest_is_forgotten() {
        let quota = used(8);
        assert_eq!(quota.wait(Purpose::Call, after(8)), Some(2 * MINUTE + Duration::from_secs(15)));
        assert_eq!(quota.wait(Purpose::Call, after(11)), None);
        assert_eq!(used(10).wait(Purpose::Call, after(10)), Some(2 * MINUTE + Duration::from_secs(15)));
    }

    #[test]
    fn only_what_zoho_may_have_seen_counts() {
        for (seen, counted) in [(0, 2), (1, 3), (3, 5)] {
            let mut quota = used(3);
            quota.correct(after(1), seen, after(4));
            assert_eq!(quota.asked_at.len(), counted, "{seen}");
        }
    }

    #[test]
    fn a_complaint_is_answered_by_leaving_zoho_alone_for_longer_each_time() {
        let mut quota = Quota::default();
        let mut rests = Vec::new();
        for _ in 0..4 {
            rests.push(quota.throttle(NOON).as_secs() / 60);
        }
        assert_eq!(rests, [10, 20, 30, 30]);
        assert_eq!(quota.wait(Purpose::Verification, after(29)), Some(MINUTE));
        assert_eq!(quota.wait(Purpose::Verification, after(30)), None);
        quota.calm();
        assert_eq!(quota.throttle(NOON), 10 * MINUTE);
    }

    #[test]
    fn a_clock_that_was_wrong_locks_nothing_for_ever() {
        let mut quota = Quota::default();
        for _ in 0..10 {
            quota.count(after(1_000_000));
        }
        quota.throttle(after(1_000_000));
        assert_eq!(quota.wait(Purpose::Call, NOON), None);
    }

    #[test]
    fn what_is_kept_stays_small() {
        let mut quota = Quota::default();
        for minute in 0..1000 {
            quota.count(after(minute));
        }
        assert!(quota.asked_at.len() <= 11, "{}", quota.asked_at.len());
    }
}
