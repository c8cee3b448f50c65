//! What a store keeps of one grant.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use zoho_scopes::bits::ScopeBits;
use zoho_scopes::{Requirement, Scope, ScopeSet};

use crate::attempt::AttemptId;
use crate::clock::{Moment, random_part};
use crate::knowledge::{Knowledge, Standing};
use crate::known::{self, KnownText};
use crate::quota::{Purpose, Quota};
use crate::secret::{Secret, in_record};
use crate::token::Fence;

/// An access token is used until a minute before it expires: a request must arrive before it does.
const MARGIN: Duration = Duration::from_mins(1);

/// One user's grant: tokens, scopes, what was declined, and how much of Zoho's limits is used.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct GrantRecord {
    #[serde(default, with = "in_record::optional")]
    refresh_token: Option<Secret>,
    /// Zoho no longer accepts the refresh token. It is kept all the same: a wrong data centre looks alike.
    #[serde(default)]
    ended: bool,
    /// The user's data centre.
    pub(crate) location: Option<KnownText>,
    pub(crate) api_domain: Option<KnownText>,
    access_token: Option<AccessToken>,
    pub(crate) knowledge: Knowledge,
    /// The attempt that runs for this grant; it is the only one.
    pub(crate) attempt: Option<Box<AttemptId>>,
    #[serde(default)]
    pub(crate) quota: Quota,
    /// The highest fence of those who have begun to refresh it.
    #[serde(default)]
    pub(crate) fence: Fence,
    /// Set while the store could not be told of the refresh token.
    #[serde(skip)]
    unsaved: Option<Box<Unsaved>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct AccessToken {
    #[serde(with = "in_record")]
    token: Secret,
    expires_at: Moment,
    /// From when on whoever uses it has it replaced, without waiting for that.
    #[serde(default)]
    refresh_at: Moment,
}

/// A refresh token that only this process knows of.
#[derive(Clone, Debug, Default)]
struct Unsaved {
    /// What the store may hold in its stead: the one that it was told of last, and each that it could not be told of,
    /// for such a write may have arrived although its answer has not.
    replaced: Vec<Option<Secret>>,
}

impl GrantRecord {
    /// A user who has not signed in at Zoho yet.
    pub(crate) fn none() -> GrantRecord {
        GrantRecord {
            refresh_token: None,
            ended: false,
            location: None,
            api_domain: None,
            access_token: None,
            knowledge: Knowledge::nothing_granted(),
            attempt: None,
            quota: Quota::default(),
            fence: Fence::default(),
            unsaved: None,
        }
    }

    /// A refresh token that the application brings along.
    pub(crate) fn imported(refresh_token: Secret, location: &str, knowledge: Knowledge) -> GrantRecord {
        GrantRecord {
            refresh_token: Some(refresh_token),
            location: Some(location.into()),
            knowledge,
            ..GrantRecord::none()
        }
    }

    pub(crate) fn live_refresh_token(&self) -> Option<&Secret> {
        self.refresh_token.as_ref().filter(|_| !self.ended)
    }

    /// How a scope stands. Without a live refresh token nothing can be called, whatever was granted once.
    pub(crate) fn standing(&self, scope: &Scope<'_>) -> Standing {
        if self.live_refresh_token().is_some() { self.knowledge.standing(scope) } else { Standing::Missing }
    }

    /// Whether a call with this requirement may run.
    pub(crate) fn meets(&self, requirement: &Requirement<'_>) -> bool {
        requirement.is_satisfied_by(|scope| self.standing(scope).allows_a_call())
    }

    /// Those of `scopes` without which no call may run that needs them.
    pub(crate) fn missing_of(&self, scopes: &ScopeSet) -> ScopeSet {
        scopes.iter().filter(|scope| !self.standing(scope).allows_a_call()).collect()
    }

    /// The smallest set to ask for so that `requirement` is met; empty when it is.
    pub(crate) fn missing(&self, requirement: &Requirement<'_>) -> ScopeSet {
        requirement.missing(|scope| self.standing(scope).allows_a_call())
    }

    /// Which catalogued scopes a guard may let through without a further look.
    pub(crate) fn bits(&self) -> Arc<ScopeBits> {
        let is_live = self.live_refresh_token().is_some();
        if is_live { self.knowledge.bits() } else { known::shared(ScopeBits::empty()) }
    }

    pub(crate) fn has_ended(&self) -> bool {
        self.ended
    }

    /// The refresh token, whether Zoho accepts it or not.
    pub(crate) fn refresh_token(&self) -> Option<&Secret> {
        self.refresh_token.as_ref()
    }

    /// Whether this is still the refresh token, or there is still none.
    pub(crate) fn has_refresh_token(&self, refresh_token: Option<&Secret>) -> bool {
        self.refresh_token().map(Secret::expose) == refresh_token.map(Secret::expose)
    }

    /// Whether `refresh_token` is still the one.
    pub(crate) fn is_current(&self, refresh_token: &Secret) -> bool {
        self.has_refresh_token(Some(refresh_token))
    }

    /// Whether `token` is still the one that calls are made with.
    pub(crate) fn is_access_token(&self, token: &Secret) -> bool {
        self.access_token.as_ref().is_some_and(|access| access.token.expose() == token.expose())
    }

    /// Zoho no longer accepts `refresh_token`; if another has taken its place meanwhile, that one stands.
    pub(crate) fn end_if(&mut self, refresh_token: &Secret) {
        if self.is_current(refresh_token) {
            self.ended = true;
            self.access_token = None;
            self.knowledge.forget_given();
        }
    }

    /// The attempt is over; if another has begun meanwhile, that one stands.
    pub(crate) fn end_attempt(&mut self, id: &AttemptId) {
        self.attempt.take_if(|running| **running == *id);
    }

    /// The user has signed in at Zoho: nothing of an earlier refresh token holds for the new one.
    pub(crate) fn begin_anew(&mut self, location: &str) {
        let attempt = self.attempt.take();
        self.replace_by(GrantRecord { location: Some(location.into()), attempt, ..GrantRecord::none() });
    }

    /// Another grant takes the place of this one: of another refresh token, perhaps of another account.
    pub(crate) fn replace_by(&mut self, other: GrantRecord) {
        let same = other.refresh_token.as_ref().is_some_and(|token| self.is_current(token));
        *self = GrantRecord {
            quota: if same { self.quota.clone() } else { Quota::default() },
            fence: self.fence,
            unsaved: self.unsaved.take(),
            ..other
        };
    }

    pub(crate) fn fresh_access_token(&self, now: SystemTime) -> Option<&Secret> {
        self.access_token_good_for(MARGIN, now)
    }

    /// The access token that makes a refresh for this purpose needless.
    pub(crate) fn access_token_enough_for(&self, purpose: Purpose, now: SystemTime) -> Option<&Secret> {
        match purpose {
            Purpose::Ahead => self.fresh_access_token(now).filter(|_| !self.is_refresh_due(now)),
            Purpose::Call => self.fresh_access_token(now),
            Purpose::Verification => None,
        }
    }

    /// The access token, if it is good for `margin` still.
    pub(crate) fn access_token_good_for(&self, margin: Duration, now: SystemTime) -> Option<&Secret> {
        let access = self.access_token.as_ref()?;
        (now + margin < access.expires_at.into()).then_some(&access.token)
    }

    /// Whether the access token is near its end.
    pub(crate) fn is_refresh_due(&self, now: SystemTime) -> bool {
        self.access_token.as_ref().is_some_and(|access| SystemTime::from(access.refresh_at) <= now)
    }

    /// Its last minutes are an eighth to a sixth of its life: those of an hour begin after 50 to 52 minutes. Tokens that
    /// were fetched at once do not end at once.
    pub(crate) fn set_access_token(&mut self, token: Secret, now: SystemTime, life: Duration) {
        let last_minutes = life / 8 + random_part(life / 24);
        self.access_token = Some(AccessToken {
            token,
            expires_at: (now + life).into(),
            refresh_at: (now + life - last_minutes).into(),
        });
    }

    /// The server refuses the access token.
    pub(crate) fn drop_access_token(&mut self) {
        self.access_token = None;
    }

    pub(crate) fn set_refresh_token(&mut self, token: Secret) {
        self.refresh_token = Some(token);
        self.ended = false;
    }

    /// Makes a change that the store could not be told of. If that brings another refresh token, it is remembered what
    /// the store may hold in its stead.
    pub(crate) fn change_unsaved<T>(&mut self, change: impl FnOnce(&mut GrantRecord) -> T) -> T {
        let before = self.refresh_token.clone();
        let outcome = change(self);
        if !self.has_refresh_token(before.as_ref()) {
            self.unsaved.get_or_insert_default().replaced.push(before);
        }
        outcome
    }

    /// Whether the store holds an earlier refresh token than this record.
    pub(crate) fn is_unsaved(&self) -> bool {
        self.unsaved.is_some()
    }

    /// The store has been told of everything.
    pub(crate) fn is_now_saved(&mut self) {
        self.unsaved = None;
    }

    /// Carries into a record of the store the refresh token that it could not be told of, with all that came with
    /// it; unless another one has reached the store since.
    pub(crate) fn adopt_unsaved(&mut self, here: &GrantRecord) {
        let Some(unsaved) = &here.unsaved else { return };
        if unsaved.replaced.iter().any(|replaced| self.has_refresh_token(replaced.as_ref())) {
            let fence = self.fence.max(here.fence);
            *self = GrantRecord { attempt: self.attempt.take(), fence, ..here.clone() };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: SystemTime = SystemTime::UNIX_EPOCH;

    fn imported(refresh_token: &str) -> GrantRecord {
        GrantRecord::imported(refresh_token.into(), "us", Knowledge::unknown())
    }

    /// A record whose refresh token has used up Zoho's limit, and that has been refreshed under a lease.
    fn used(refresh_token: &str) -> GrantRecord {
        let mut record = imported(refresh_token);
        (0..10).for_each(|_| record.quota.count(NOON));
        assert!(record.fence.pass(Some(7)));
        record.is_now_saved();
        record
    }

    fn sign_in(record: &mut GrantRecord, refresh_token: &str) {
        record.change_unsaved(|record| {
            record.begin_anew("eu");
            record.set_refresh_token(refresh_token.into());
        });
    }

    fn is_used(record: &GrantRecord) -> bool {
        record.quota.wait(Purpose::Verification, NOON).is_some()
    }

    #[test]
    fn a_limit_is_one_of_a_refresh_token_and_a_fence_one_of_a_grant() {
        let mut record = used("1000.r");
        record.replace_by(imported("1000.r"));
        assert!(is_used(&record), "the same one once more");
        record.replace_by(imported("1000.other"));
        assert!(!is_used(&record) && record.fence.is_above(Some(6)));
    }

    #[test]
    fn a_sign_in_keeps_the_attempt_that_it_answers_and_the_fence() {
        let mut record = used("1000.r");
        record.attempt = Some(Box::new(AttemptId::new("a")));
        record.begin_anew("eu");
        assert_eq!(record.attempt.as_deref(), Some(&AttemptId::new("a")));
        assert!(record.fence.is_above(Some(6)));
        assert!(record.refresh_token.is_none() && record.access_token.is_none());
    }

    #[test]
    fn what_the_store_was_not_told_is_carried_over_unless_it_was_told_something_else() {
        let mut here = used("1000.r");
        for token in ["1000.new", "1000.newest"] {
            here.change_unsaved(|record| record.set_refresh_token(token.into()));
        }
        // The first save may have reached the store, although its answer was lost.
        for (stored, expected) in
            [("1000.r", "1000.newest"), ("1000.new", "1000.newest"), ("1000.other", "1000.other")]
        {
            let mut stored = used(stored);
            stored.adopt_unsaved(&here);
            assert!(stored.is_current(&expected.into()), "{expected}");
        }
        let mut stored = used("1000.r");
        here.is_now_saved();
        stored.adopt_unsaved(&here);
        assert!(stored.is_current(&"1000.r".into()), "the store has been told, and this was written later");
    }

    #[test]
    fn a_first_sign_in_that_the_store_was_not_told_of_is_carried_over() {
        let mut here = GrantRecord::none();
        sign_in(&mut here, "1000.first");
        let mut stored = GrantRecord::none();
        stored.adopt_unsaved(&here);
        assert!(stored.is_current(&"1000.first".into()) && stored.location.as_deref() == Some("eu"));
    }

    #[test]
    fn a_sign_in_that_the_store_was_not_told_of_replaces_one_refresh_token() {
        let mut here = used("1000.r");
        sign_in(&mut here, "1000.new");
        let mut revoked = GrantRecord::none();
        revoked.adopt_unsaved(&here);
        assert!(revoked.live_refresh_token().is_none(), "by another process, before it heard of the sign-in");
    }

    #[test]
    fn a_limit_of_the_refresh_token_that_the_store_holds_is_none_of_the_one_it_was_not_told_of() {
        let (mut here, mut stored) = (used("1000.r"), used("1000.r"));
        sign_in(&mut here, "1000.new");
        stored.quota.throttle(NOON);
        stored.adopt_unsaved(&here);
        assert!(stored.is_current(&"1000.new".into()) && !is_used(&stored));
    }
}
