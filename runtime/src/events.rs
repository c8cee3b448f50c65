//! What the runtime tells about itself: one `tracing` event for each thing that happens, under a name that stays.
//!
//! The names are the events' `metadata().name()`; what is a field keeps its name too. No event holds a token, a client
//! secret, a code or the value of a cookie. All are below the target `requires_scope`, so `requires_scope=info` in an
//! `EnvFilter` shows what changes and `requires_scope=debug` the rest.
//!
//! | name | target | level | when | fields |
//! | --- | --- | --- | --- | --- |
//! | `guard.refused` | `requires_scope::guard` | info | a call lacks a scope and was not run | `grant` `function` `missing` |
//! | `attempt.begun` | `requires_scope::attempt` | info | the user is to be asked | `grant` `attempt` `scopes` |
//! | `attempt.joined` | `requires_scope::attempt` | debug | a call waits for an answer that others wait for | `grant` `attempt` `scopes` |
//! | `attempt.given` | `requires_scope::attempt` | info | the user has said yes, to a part at least | `grant` `attempt` `given` `declined` |
//! | `attempt.declined` | `requires_scope::attempt` | info | the user has said no | `grant` `attempt` `declined` |
//! | `attempt.expired` | `requires_scope::attempt` | info | somebody still waits, and nobody has answered in time | `grant` `attempt` |
//! | `consent.opened` | `requires_scope::consent` | info | a consent link was followed | `grant` `attempt` `scopes` |
//! | `consent.answered` | `requires_scope::audit` | info | an answer has changed a grant | `tenant` `user` `attempt` `way` `outcome` `given` `declined` |
//! | `grant.imported` | `requires_scope::audit` | info | the application has brought a refresh token along | `tenant` `user` `scopes` |
//! | `grant.revoked` | `requires_scope::audit` | info | the user has taken everything back | `tenant` `user` `scopes` |
//! | `refresh.done` | `requires_scope::token` | debug | Zoho has given an access token | `grant` `purpose` |
//! | `refresh.reused` | `requires_scope::token` | debug | another process has fetched one meanwhile | `grant` `purpose` |
//! | `refresh.failed` | `requires_scope::token` | warn | there is no fresh access token | `grant` `purpose` `error` |
//! | `refresh.retried` | `requires_scope::token` | debug | Zoho was in trouble, and is asked again | `error` `tries` |
//! | `refresh.overtaken` | `requires_scope::token` | warn | an answer came after the lease: another process has taken over | `grant` `purpose` |
//! | `quota.held_back` | `requires_scope::quota` | warn | too many tokens were asked for, so Zoho is not asked | `grant` `purpose` `wait` |
//! | `quota.throttled` | `requires_scope::quota` | warn | Zoho has complained, and is left alone | `grant` `wait` |
//! | `verdict.scope` | `requires_scope::verdict` | warn | a call was refused for want of a scope that was believed granted | `grant` `method` `path` `scopes` |
//! | `verdict.token` | `requires_scope::verdict` | info | a call was refused for its access token | `grant` `method` `path` |
//! | `verdict.permission` | `requires_scope::verdict` | info | the user's profile forbids a call | `grant` `method` `path` `permissions` |
//! | `store.failed` | `requires_scope::store` | error | the store could not be told; what it should know is kept in memory | `grant` `attempted` `error` |
//! | `store.caught_up` | `requires_scope::store` | info | the store has been told what was kept in memory only | `grant` |
//!
//! The verdicts that [`Grant::token_refused`](crate::Grant::token_refused) and
//! [`Grant::scopes_refused`](crate::Grant::scopes_refused) pass on have no `method` and no `path`.
//!
//! `requires_scope::audit` is the audit trail. `consent.answered`: who (`tenant`, `user`) has given which scopes, has
//! declined which, and how that came about (`way`: `enhancement`, `sign_in` or `denial`; `outcome`: `given`, `in_part` or
//! `declined`). A denial that is perhaps of another page stands there too, for it is remembered. `grant.imported` and
//! `grant.revoked`: the `scopes` that the grant holds from then on, or has held until then, as far as they are known.
//!
//! With the feature `metrics` each event counts one up in the counter [`COUNTER`], labelled `event` with its name.
//!
//! # Examples
//!
//! ```
//! assert_eq!(requires_scope::events::CONSENT_ANSWERED, "consent.answered");
//! assert!(requires_scope::events::NAMES.contains(&"refresh.failed"));
//! ```

use std::error::Error as StdError;
use std::time::Duration;

use tracing::field::display;
use zoho_scopes::ScopeSet;

use crate::accounts::AccountsError;
use crate::attempt::AttemptId;
use crate::error::{Error, chain};
use crate::grant::Grant;
use crate::missing::MissingScopes;
use crate::quota::Purpose;
use crate::records::Ended;

/// The counter of the feature `metrics`.
pub const COUNTER: &str = "requires_scope_events_total";

macro_rules! names {
    ($($name:ident = $text:literal;)*) => {
        $(
            #[doc = concat!("`", $text, "`: see the table of this module.")]
            pub const $name: &str = $text;
        )*

        /// Every name.
        pub const NAMES: &[&str] = &[$($name),*];
    };
}

names! {
    GUARD_REFUSED = "guard.refused";
    ATTEMPT_BEGUN = "attempt.begun";
    ATTEMPT_JOINED = "attempt.joined";
    ATTEMPT_GIVEN = "attempt.given";
    ATTEMPT_DECLINED = "attempt.declined";
    ATTEMPT_EXPIRED = "attempt.expired";
    CONSENT_OPENED = "consent.opened";
    CONSENT_ANSWERED = "consent.answered";
    GRANT_IMPORTED = "grant.imported";
    GRANT_REVOKED = "grant.revoked";
    REFRESH_DONE = "refresh.done";
    REFRESH_REUSED = "refresh.reused";
    REFRESH_FAILED = "refresh.failed";
    REFRESH_RETRIED = "refresh.retried";
    REFRESH_OVERTAKEN = "refresh.overtaken";
    QUOTA_HELD_BACK = "quota.held_back";
    QUOTA_THROTTLED = "quota.throttled";
    VERDICT_SCOPE = "verdict.scope";
    VERDICT_TOKEN = "verdict.token";
    VERDICT_PERMISSION = "verdict.permission";
    STORE_FAILED = "store.failed";
    STORE_CAUGHT_UP = "store.caught_up";
}

/// Counts and tells.
macro_rules! tell {
    ($level:ident, $name:ident, $topic:literal, $($fields:tt)*) => {{
        #[cfg(feature = "metrics")]
        metrics::counter!(COUNTER, "event" => $name).increment(1);
        tracing::$level!(name: $name, target: concat!("requires_scope::", $topic), $($fields)*);
    }};
}

pub(crate) fn guard_refused(grant: &Grant, missing: &MissingScopes) {
    let (grant, scopes) = (grant.key(), missing.scopes());
    tell!(info, GUARD_REFUSED, "guard", %grant, function = missing.function(), missing = %scopes, "guard refused");
}

pub(crate) fn attempt_begun(grant: &Grant, attempt: &AttemptId, scopes: &ScopeSet) {
    tell!(info, ATTEMPT_BEGUN, "attempt", grant = %grant.key(), %attempt, %scopes, "attempt begun");
}

pub(crate) fn attempt_joined(grant: &Grant, attempt: &AttemptId, scopes: &ScopeSet) {
    tell!(debug, ATTEMPT_JOINED, "attempt", grant = %grant.key(), %attempt, %scopes, "attempt joined");
}

pub(crate) fn attempt_ended(grant: &Grant, attempt: &AttemptId, ended: &Ended) {
    let (grant, given, declined) = (grant.key(), &*ended.given, &*ended.declined);
    if given.is_empty() {
        tell!(info, ATTEMPT_DECLINED, "attempt", %grant, %attempt, declined, "attempt declined");
    } else {
        tell!(info, ATTEMPT_GIVEN, "attempt", %grant, %attempt, given, declined, "attempt given");
    }
}

pub(crate) fn attempt_expired(grant: &Grant, attempt: &AttemptId) {
    tell!(info, ATTEMPT_EXPIRED, "attempt", grant = %grant.key(), %attempt, "attempt expired");
}

pub(crate) fn consent_opened(grant: &Grant, attempt: &AttemptId, scopes: &ScopeSet) {
    tell!(info, CONSENT_OPENED, "consent", grant = %grant.key(), %attempt, %scopes, "consent link opened");
}

/// How an answer came about.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Way {
    Enhancement,
    SignIn,
    Denial,
}

pub(crate) fn consent_answered(grant: &Grant, attempt: &AttemptId, way: Way, ended: &Ended) {
    let (tenant, user) = (grant.key().tenant(), grant.key().user());
    let (given, declined) = (&*ended.given, &*ended.declined);
    let outcome = match (given.is_empty(), declined.is_empty()) {
        (false, true) => "given",
        (false, false) => "in_part",
        (true, _) => "declined",
    };
    let way = match way {
        Way::Enhancement => "enhancement",
        Way::SignIn => "sign_in",
        Way::Denial => "denial",
    };
    tell!(
        info, CONSENT_ANSWERED, "audit",
        tenant, user, %attempt, way, outcome, given, declined, "consent answered"
    );
}

pub(crate) fn grant_imported(grant: &Grant, scopes: &ScopeSet) {
    let (tenant, user) = (grant.key().tenant(), grant.key().user());
    tell!(info, GRANT_IMPORTED, "audit", tenant, user, %scopes, "grant imported");
}

pub(crate) fn grant_revoked(grant: &Grant, scopes: &ScopeSet) {
    let (tenant, user) = (grant.key().tenant(), grant.key().user());
    tell!(info, GRANT_REVOKED, "audit", tenant, user, %scopes, "grant revoked");
}

pub(crate) fn refresh_done(grant: &Grant, purpose: Purpose) {
    tell!(debug, REFRESH_DONE, "token", grant = %grant.key(), ?purpose, "access token refreshed");
}

pub(crate) fn refresh_reused(grant: &Grant, purpose: Purpose) {
    tell!(debug, REFRESH_REUSED, "token", grant = %grant.key(), ?purpose, "another one has refreshed");
}

pub(crate) fn refresh_failed(grant: &Grant, purpose: Purpose, error: &Error) {
    let error = error.with_sources();
    tell!(warn, REFRESH_FAILED, "token", grant = %grant.key(), ?purpose, %error, "refresh failed");
}

pub(crate) fn refresh_retried(error: &AccountsError, tries: u32) {
    tell!(debug, REFRESH_RETRIED, "token", error = %chain(error), tries, "trying again");
}

pub(crate) fn refresh_overtaken(grant: &Grant, purpose: Purpose) {
    tell!(warn, REFRESH_OVERTAKEN, "token", grant = %grant.key(), ?purpose, "another one has taken over");
}

pub(crate) fn quota_held_back(grant: &Grant, purpose: Purpose, wait: Duration) {
    tell!(warn, QUOTA_HELD_BACK, "quota", grant = %grant.key(), ?purpose, ?wait, "Zoho is not asked for now");
}

pub(crate) fn quota_throttled(grant: &Grant, wait: Duration) {
    tell!(warn, QUOTA_THROTTLED, "quota", grant = %grant.key(), ?wait, "Zoho complains of too many requests");
}

/// A request by method and path, where it was not sent by a client of the application's own.
type Sent<'a> = Option<(&'a http::Method, &'a str)>;

pub(crate) fn verdict_scope(grant: &Grant, request: Sent<'_>, scopes: &ScopeSet) {
    let (method, path) = (request.map(|(method, _)| display(method)), request.map(|(_, path)| path));
    tell!(
        warn, VERDICT_SCOPE, "verdict",
        grant = %grant.key(), method, path, %scopes, "the server refuses what was believed granted"
    );
}

pub(crate) fn verdict_token(grant: &Grant, request: Sent<'_>) {
    let (method, path) = (request.map(|(method, _)| display(method)), request.map(|(_, path)| path));
    tell!(info, VERDICT_TOKEN, "verdict", grant = %grant.key(), method, path, "the server refuses the token");
}

#[cfg(feature = "reqwest")]
pub(crate) fn verdict_permission(grant: &Grant, method: &http::Method, path: &str, permissions: &str) {
    tell!(
        info, VERDICT_PERMISSION, "verdict",
        grant = %grant.key(), %method, path, permissions, "the user's profile forbids the call"
    );
}

pub(crate) fn store_failed(grant: &Grant, attempted: &str, error: &(dyn StdError + 'static)) {
    let error = chain(error);
    tell!(error, STORE_FAILED, "store", grant = %grant.key(), attempted, %error, "kept in memory only");
}

pub(crate) fn store_caught_up(grant: &Grant) {
    tell!(info, STORE_CAUGHT_UP, "store", grant = %grant.key(), "no longer kept in memory only");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_lists_every_name() {
        let text = include_str!("events.rs");
        for name in NAMES {
            assert!(
                text.contains(&format!("//! | `{name}` | `requires_scope::")),
                "{name} is not documented"
            );
        }
    }
}
