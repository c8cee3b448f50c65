//! What is known of one grant's scopes: what the server has shown, what was only reported, what was asked.

use std::mem;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use zoho_scopes::bits::ScopeBits;
use zoho_scopes::{Scope, ScopeSet, catalogue};

use crate::clock::Moment;
use crate::known::{self, KnownScopes};
use crate::verify::Shown;

/// How much the clocks of an application's machines may differ. What lies further in the future was written by one that
/// was wrong.
const SKEW: Duration = Duration::from_mins(5);

/// How a scope stands in a grant.
///
/// # Examples
///
/// A guard lets a call through at all of these but [`Standing::Missing`]: of an unknown scope the server's
/// verdict teaches us.
///
/// ```
/// use requires_scope::Standing;
///
/// assert!(Standing::Unknown.allows_a_call());
/// assert!(!Standing::Missing.allows_a_call());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Standing {
    /// The server has shown that the scope is there.
    Verified,
    /// The scope was requested and reported as granted; no token answer has shown it yet.
    Assumed,
    /// Nothing was recorded: an imported refresh token.
    Unknown,
    /// The user has not granted the scope, or the server has refused it.
    Missing,
}

impl Standing {
    /// Whether a call that needs the scope may run.
    pub const fn allows_a_call(self) -> bool {
        !matches!(self, Standing::Missing)
    }
}

/// The user's last answer about one scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Answer {
    /// Yes, and the server has shown it.
    Given,
    /// Yes, as a callback says that nothing has confirmed.
    Assumed,
    Declined,
}

/// Scopes about which the user has given the same answer at the same time, and as often.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Asked {
    /// A record may have each of them apart.
    #[serde(alias = "scope")]
    scopes: KnownScopes,
    at: Moment,
    /// How often the same answer was given lately.
    times: u16,
    answer: Answer,
}

/// What a token answer held that is no scope of Zoho's form, kept as it came.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
struct Unread(Vec<String>);

/// The scopes of one grant, as far as we know.
///
/// Only `verify` writes `verified`: storing what was requested as if it were granted is the bug this type
/// exists to prevent.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Knowledge {
    verified: KnownScopes,
    assumed: KnownScopes,
    /// Refused by the server in a call although we believed them granted; its verdict wins.
    withdrawn: KnownScopes,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unread: Option<Box<Unread>>,
    /// Whether a scope that is not listed is missing (`true`) or unknown (`false`).
    complete: bool,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    asked: Box<[Asked]>,
}

impl Knowledge {
    /// A grant that does not exist yet: every scope is missing.
    pub(crate) fn nothing_granted() -> Knowledge {
        Knowledge { complete: true, ..Knowledge::default() }
    }

    /// A grant of which nothing was recorded.
    pub(crate) fn unknown() -> Knowledge {
        Knowledge::default()
    }

    /// A grant of which somebody says that it holds `scopes`.
    pub(crate) fn reported(scopes: ScopeSet) -> Knowledge {
        Knowledge { assumed: scopes.into(), complete: true, ..Knowledge::default() }
    }

    pub(crate) fn standing(&self, scope: &Scope<'_>) -> Standing {
        if self.withdrawn.iter().any(|withdrawn| scope.covers(&withdrawn)) {
            Standing::Missing
        } else if self.verified.covers(scope) {
            Standing::Verified
        } else if self.assumed.covers(scope) {
            Standing::Assumed
        } else if self.complete {
            Standing::Missing
        } else {
            Standing::Unknown
        }
    }

    /// Which catalogued scopes a guard may let through without a further look.
    pub(crate) fn bits(&self) -> Arc<ScopeBits> {
        let allowed = match (self.complete, self.verified.is_empty(), self.assumed.is_empty()) {
            (false, _, _) => known::shared(ScopeBits::full()),
            (true, _, true) => self.verified.closed(),
            (true, true, false) => self.assumed.closed(),
            (true, false, false) => known::shared(self.verified.closed().union(&self.assumed.closed())),
        };
        if self.withdrawn.is_empty() { allowed } else { known::shared(self.without_withdrawn(*allowed)) }
    }

    fn without_withdrawn(&self, mut bits: ScopeBits) -> ScopeBits {
        for (position, entry) in catalogue::ENTRIES.iter().enumerate() {
            if Scope::parse(entry.scope).is_ok_and(|scope| !self.standing(&scope).allows_a_call()) {
                bits.subtract(position);
            }
        }
        bits
    }

    /// Everything that is verified or assumed.
    pub(crate) fn held(&self) -> ScopeSet {
        self.verified.union(&self.assumed)
    }

    /// What a new refresh token is to hold as well. What was only believed to be granted is left out if the catalogue does
    /// not know it: of a scope that Zoho does not take its page shows nothing but an error, so that the user could never
    /// sign in again.
    pub(crate) fn to_be_granted_again(&self) -> ScopeSet {
        let catalogued = self.assumed.iter().filter(|scope| catalogue::find(scope).is_some()).collect();
        self.verified.union(&catalogued)
    }

    /// The server's token answer lists the scopes of the grant: that is the truth from now on.
    pub(crate) fn replace_verified(&mut self, shown: Shown) {
        let (verified, unread) = shown.into_parts();
        self.verified = verified.into();
        self.unread = (!unread.is_empty()).then(|| Box::new(Unread(unread)));
        self.assumed = KnownScopes::default();
        self.complete = true;
    }

    /// Whether the server's last word on `scope` in a token answer was yes.
    pub(crate) fn has_verified(&self, scope: &Scope<'_>) -> bool {
        self.verified.covers(scope)
    }

    /// The user has said yes to `scopes`, and no token answer has shown them yet.
    pub(crate) fn assume(&mut self, scopes: &ScopeSet) {
        self.assumed = self.assumed.union(scopes).minimal().into();
    }

    /// The server has refused a call that needed `scopes`.
    pub(crate) fn withdraw(&mut self, scopes: &ScopeSet) {
        self.verified = self.verified.difference(scopes).into();
        self.assumed = self.assumed.difference(scopes).into();
        self.withdrawn = self.withdrawn.union(scopes).into();
    }

    /// Remembers the user's answer about `scopes`.
    pub(crate) fn remember(&mut self, scopes: &ScopeSet, answer: Answer, now: SystemTime) {
        let mut first_time = scopes.clone();
        let mut asked = Vec::new();
        for before in mem::take(&mut self.asked) {
            let again: ScopeSet = before.scopes.iter().filter(|scope| scopes.contains(scope)).collect();
            let left = before.scopes.difference(&again);
            if before.answer == answer {
                first_time = first_time.difference(&again);
                asked.push(Asked::now(again, answer, before.times.saturating_add(1), now));
            }
            asked.push(Asked { scopes: left.into(), ..before });
        }
        asked.push(Asked::now(first_time, answer, 1, now));
        asked.retain(|asked| !asked.scopes.is_empty());
        self.asked = asked.into();
        if answer != Answer::Declined {
            let left: ScopeSet =
                self.withdrawn.iter().filter(|withdrawn| !scopes.covers(withdrawn)).collect();
            self.withdrawn = left.into();
        }
    }

    /// The grant has ended: every consent to it has ended with it, and may be asked for anew.
    pub(crate) fn forget_given(&mut self) {
        let asked = mem::take(&mut self.asked).into_iter();
        self.asked = asked.filter(|asked| asked.answer == Answer::Declined).collect();
    }

    /// The user's answer of less than `cool_down` ago that forbids to ask for `scopes`, and when that ends.
    ///
    /// `Given` is such an answer too: a scope that the user has just given and that is missing again is refused by
    /// the server, and asking once more would not change that. What was only assumed may be asked for once more: the
    /// callback that said so can be forged.
    pub(crate) fn recent_answer(
        &self,
        scopes: &ScopeSet,
        cool_down: Duration,
        now: SystemTime,
    ) -> Option<(Answer, SystemTime)> {
        self.asked
            .iter()
            .filter(|asked| asked.answer != Answer::Assumed || asked.times > 1)
            // Asking for a scope would ask for all that it covers, too.
            .filter(|asked| asked.scopes.iter().any(|asked| scopes.covers(&asked)))
            .map(|asked| (asked.answer, SystemTime::from(asked.at) + cool_down))
            .filter(|(_, again)| now < *again && *again <= now + cool_down + SKEW)
            .max_by_key(|(_, again)| *again)
    }
}

impl Asked {
    fn now(scopes: ScopeSet, answer: Answer, times: u16, now: SystemTime) -> Asked {
        Asked { scopes: scopes.into(), at: now.into(), times, answer }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(list: &str) -> ScopeSet {
        ScopeSet::parse_list(list).expect("a well-formed list")
    }

    fn standing(knowledge: &Knowledge, scope: &str) -> Standing {
        knowledge.standing(&Scope::parse(scope).expect("a well-formed scope"))
    }

    const NOON: SystemTime = SystemTime::UNIX_EPOCH;
    const HOUR: Duration = Duration::from_hours(1);

    #[test]
    fn what_is_not_listed_is_missing_or_unknown() {
        assert_eq!(standing(&Knowledge::nothing_granted(), "ZohoCRM.coql.READ"), Standing::Missing);
        assert_eq!(standing(&Knowledge::unknown(), "ZohoCRM.coql.READ"), Standing::Unknown);
        let reported = Knowledge::reported(set("ZohoCRM.modules.ALL"));
        assert_eq!(standing(&reported, "ZohoCRM.modules.contacts.CREATE"), Standing::Assumed);
        assert_eq!(standing(&reported, "ZohoCRM.coql.READ"), Standing::Missing);
    }

    #[test]
    fn a_withdrawn_scope_is_missing_although_a_wider_one_is_held() {
        let mut knowledge = Knowledge::reported(set("ZohoCRM.modules.contacts.ALL"));
        knowledge.withdraw(&set("ZohoCRM.modules.contacts.CREATE"));
        assert_eq!(standing(&knowledge, "ZohoCRM.modules.contacts.CREATE"), Standing::Missing);
        assert_eq!(standing(&knowledge, "ZohoCRM.modules.contacts.ALL"), Standing::Missing);
        assert_eq!(standing(&knowledge, "ZohoCRM.modules.contacts.READ"), Standing::Assumed);

        knowledge.remember(&set("ZohoCRM.modules.contacts.CREATE"), Answer::Given, NOON);
        assert_eq!(standing(&knowledge, "ZohoCRM.modules.contacts.CREATE"), Standing::Assumed);
    }

    #[test]
    fn bits_say_what_standing_says() {
        let mut withdrawn = Knowledge::reported(set("ZohoCRM.modules.ALL,ZohoCRM.coql.READ"));
        withdrawn.withdraw(&set("ZohoCRM.modules.leads.READ"));
        let mut imported = Knowledge::unknown();
        imported.withdraw(&set("ZohoCRM.coql.READ"));
        for knowledge in [Knowledge::nothing_granted(), Knowledge::unknown(), withdrawn, imported] {
            let bits = knowledge.bits();
            for (position, entry) in catalogue::ENTRIES.iter().enumerate() {
                assert_eq!(
                    bits.contains(position),
                    standing(&knowledge, entry.scope).allows_a_call(),
                    "{}",
                    entry.scope
                );
            }
        }
    }

    #[test]
    fn an_answer_is_remembered_until_the_cool_down_ends() {
        let mut knowledge = Knowledge::nothing_granted();
        knowledge.remember(&set("ZohoCRM.coql.READ"), Answer::Declined, NOON);
        let asked = |scopes, later| knowledge.recent_answer(&set(scopes), HOUR, NOON + later);
        assert_eq!(asked("ZohoCRM.coql.READ", HOUR / 2), Some((Answer::Declined, NOON + HOUR)));
        assert_eq!(asked("ZohoCRM.coql.READ", HOUR), None);
        assert_eq!(asked("ZohoCRM.modules.leads.READ", HOUR / 2), None);
    }

    #[test]
    fn an_answer_of_the_future_was_written_by_a_clock_that_was_wrong() {
        let mut knowledge = Knowledge::nothing_granted();
        let declined_at = |knowledge: &mut Knowledge, at| {
            knowledge.remember(&set("ZohoCRM.coql.READ"), Answer::Declined, NOON + at);
            knowledge.recent_answer(&set("ZohoCRM.coql.READ"), HOUR, NOON)
        };
        assert_eq!(declined_at(&mut knowledge, 100_000 * HOUR), None);
        assert!(declined_at(&mut knowledge, SKEW).is_some(), "clocks differ a little");
    }

    #[test]
    fn an_answer_that_is_given_again_counts_for_each_scope() {
        const ASKED: &str = "ZohoCRM.coql.READ,ZohoCRM.users.READ";
        let mut knowledge = Knowledge::nothing_granted();
        let answered =
            |knowledge: &mut Knowledge, scopes, answer| knowledge.remember(&set(scopes), answer, NOON);
        answered(&mut knowledge, ASKED, Answer::Assumed);
        answered(&mut knowledge, "ZohoCRM.COQL.read", Answer::Assumed);
        let is_answered =
            |knowledge: &Knowledge, scope| knowledge.recent_answer(&set(scope), HOUR, NOON).is_some();
        assert!(is_answered(&knowledge, "ZohoCRM.coql.READ"), "twice, whatever its spelling");
        assert!(!is_answered(&knowledge, "ZohoCRM.users.READ"), "once, and that may have been forged");
        answered(&mut knowledge, ASKED, Answer::Declined);
        answered(&mut knowledge, ASKED, Answer::Assumed);
        assert!(!is_answered(&knowledge, ASKED), "another answer in between begins anew");
        answered(&mut knowledge, ASKED, Answer::Assumed);
        assert!(
            is_answered(&knowledge, "ZohoCRM.coql.READ") && is_answered(&knowledge, "ZohoCRM.users.READ")
        );
        assert!(!is_answered(&knowledge, "ZohoCRM.modules.leads.READ"));
    }

    #[test]
    fn what_was_answered_at_once_is_kept_as_one() {
        let mut knowledge = Knowledge::nothing_granted();
        for _ in 0..3 {
            knowledge.remember(&set("ZohoCRM.coql.READ,ZohoCRM.users.READ"), Answer::Given, NOON);
        }
        assert_eq!(knowledge.asked.len(), 1, "{:?}", knowledge.asked);
        let apart = r#"{"verified":"","assumed":"","withdrawn":"","complete":true,"asked":[
            {"scope":"ZohoCRM.coql.READ","at":0,"answer":"declined","times":1},
            {"scope":"ZohoCRM.users.READ","at":0,"answer":"declined","times":1}]}"#;
        let read: Knowledge = serde_json::from_str(apart).expect("each scope apart can be read, too");
        assert!(read.recent_answer(&set("ZohoCRM.users.READ"), HOUR, NOON).is_some());
    }

    #[test]
    fn a_record_survives_the_store() {
        let mut knowledge = Knowledge::reported(set("ZohoCRM.modules.leads.READ"));
        knowledge.remember(&set("ZohoCRM.coql.READ"), Answer::Declined, NOON);
        let text = serde_json::to_string(&knowledge).expect("knowledge is plain data");
        let back: Knowledge = serde_json::from_str(&text).expect("what was written can be read");
        assert_eq!(standing(&back, "ZohoCRM.modules.leads.READ"), Standing::Assumed);
        assert!(back.recent_answer(&set("ZohoCRM.coql.READ"), HOUR, NOON).is_some());
    }
}
