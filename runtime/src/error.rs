//! What can go wrong, and what the caller can do about it.

mod problem;
mod text;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

pub use self::problem::ConsentProblem;
use self::text::Minutes;
pub(crate) use self::text::chain;
use crate::accounts::AccountsError;
use crate::grant::GrantKey;
use crate::missing::MissingScopes;
use crate::record::Site;
use crate::store::StoreError;

/// Why a guarded call did not run, or an authorization did not end well.
///
/// What it is, is asked with the predicates, which are named after what a caller does next. `Display` tells
/// one level; [`source`](StdError::source) tells the next.
///
/// # Examples
///
/// ```
/// # fn reply(error: &requires_scope::Error) -> u16 {
/// if let Some(missing) = error.missing() {
///     eprintln!("ask for {}", missing.scopes());
/// }
/// match () {
///     () if error.is_declined() || error.is_refused_after_consent() => 403,
///     () if error.is_missing_scopes() || error.is_unanswered() => 403,
///     () if error.is_retryable() && !error.may_have_had_effect() => 503,
///     () => 500,
/// }
/// # }
/// ```
#[derive(Clone)]
pub struct Error(Arc<Kind>);

#[derive(Debug, thiserror::Error)]
#[cfg_attr(
    any(not(feature = "reqwest"), not(debug_assertions)),
    expect(dead_code, reason = "some of it happens to `Grant::client` alone, and some in debug builds")
)]
pub(crate) enum Kind {
    #[error("{0}")]
    Missing(MissingScopes),
    #[error("{missing}; the user has declined, and is asked again only on request or in {}", Minutes(*.again))]
    Declined { missing: MissingScopes, again: Duration },
    #[error(
        "{missing}; the user has consented, and the server refuses it all the same: check the application's registration at Zoho and the user's edition"
    )]
    RefusedAfterConsent { missing: MissingScopes },
    #[error(
        "`{function}` is guarded and no grant is current: run it inside `grant.scope(…)` or behind the web layer, or name the grant in the attribute (`grant = …`); `tokio::spawn` loses the current grant, `in_current_grant()` carries it"
    )]
    NoCurrentGrant { function: &'static str },
    #[error(
        "no grant is current: run this inside `grant.scope(…)` or behind the web layer, or set a default with `set_default_grant`; `tokio::spawn` loses the current grant, `in_current_grant()` carries it"
    )]
    NoCurrentGrantHere,
    #[error("nobody is signed in, so there is no grant to act with: sign in first")]
    NobodySignedIn,
    #[error("{0}")]
    UnknownArgument(String),
    #[error(
        "`{}` runs within `{}`, which does not require `{missing}`: add it there ({}:{}), so that everything is asked for before the first effect",
        .inner.function, .outer.function, .outer.file, .outer.line
    )]
    UncoveredCall { outer: Site, inner: Site, missing: String },
    #[error("requires-scope is not configured: {0}")]
    Configuration(Cow<'static, str>),
    #[error("could not {attempted}")]
    Accounts { attempted: &'static str, source: AccountsError },
    #[error(
        "the grant of {0} has ended: Zoho no longer accepts its refresh token, and the user must sign in again"
    )]
    GrantEnded(GrantKey),
    #[error("the grant of {0} has no refresh token yet: the user must sign in at Zoho once")]
    NotSignedIn(GrantKey),
    #[error("Zoho gives no more access tokens for now: try again in {}", Minutes(*.0))]
    Throttled(Duration),
    #[error("could not {attempted}")]
    Store { attempted: &'static str, source: StoreError },
    #[error("{0}")]
    Consent(ConsentProblem),
    #[error("the authorization code was not exchanged, and is good once: the user must begin again")]
    CodeUsed { source: AccountsError },
    #[cfg(feature = "loopback")]
    #[error(
        "nobody can listen on {address}, to which Zoho sends the browser back: stop the program that does, or wait until the other run of this one has its answer"
    )]
    Listen { address: std::net::SocketAddr, source: std::io::Error },
    #[error("nobody answered the consent link within {}", Minutes(*.limit))]
    NobodyAnswered { missing: MissingScopes, limit: Duration },
    #[error("the grant is changed by others all the time: gave up after {0} tries")]
    Contended(u32),
    #[error("the request to Zoho was interrupted: the program is shutting down, or has panicked")]
    Interrupted,
    #[error("another process is refreshing the access token, and has not come to an end")]
    RefreshedElsewhere,
    #[error("the grant was changed while Zoho was asked about it: make the call again")]
    Outdated,
    #[error(
        "could not {attempted} within {}: Zoho, the store or the network is slower than `ClientBuilder::give_up_after` allows",
        Minutes(*.limit)
    )]
    Overdue { attempted: &'static str, limit: Duration },
    #[error(
        "`{0}` is no host of Zoho's table: a token is sent only to the API hosts of the known data centres"
    )]
    ForeignHost(String),
    #[error(
        "the request cannot be built: a header, the query or the body is not of the form that it must have"
    )]
    Malformed { source: Box<dyn StdError + Send + Sync> },
    #[error("could not send the request to `{host}`")]
    Send { host: String, may_act: bool, source: Box<dyn StdError + Send + Sync> },
    #[error(
        "Zoho did not answer the request within {}: Zoho, the store or the network is slower than `ClientBuilder::give_up_after` allows",
        Minutes(*.limit)
    )]
    Unanswered { limit: Duration, may_act: bool },
    #[error(
        "the server refuses `{request}` for want of a scope, and it cannot be told which: put `#[requires_scope(…)]` on the function that sends it, so that the scope can be asked for"
    )]
    ScopeMismatch { request: String },
    #[error(
        "the user's profile in Zoho does not allow the call ({permissions}): another consent would not help, an administrator of the account can"
    )]
    NoPermission { permissions: String },
    #[error(
        "the server refused the access token, and the body was a stream that cannot be sent a second time: make the call again"
    )]
    Streamed,
    #[error(
        "the server refused the call with an access token that has been replaced since: make the call again"
    )]
    TokenReplaced,
    #[error(
        "`{host}` answered with HTTP status {status} and more than {limit} bytes, which is no refusal of Zoho's: is the API host right?"
    )]
    LongRefusal { host: String, status: http::StatusCode, limit: usize, may_act: bool },
    #[error("the server refuses the access token although it is fresh")]
    TokenRefused,
    #[cfg(feature = "test-util")]
    #[error(
        "`granted` and `with_granted` give scopes and no Zoho, so nothing can be sent: test what talks to Zoho against the sandbox of the crate `zoho-sandbox`"
    )]
    WithoutZoho,
    #[error("the suspended call does not exist: it was run, has expired, or belongs to somebody else")]
    NoSuchCall,
}

impl Error {
    pub(crate) fn configuration(what: impl Into<Cow<'static, str>>) -> Error {
        Kind::Configuration(what.into()).into()
    }

    /// A sign-in was asked for, and the client does not know what to ask the user for.
    #[doc(hidden)]
    pub fn no_initial_scopes() -> Error {
        Error::configuration(
            "nothing is asked for at the first sign-in: call `ClientBuilder::initial_scopes`",
        )
    }

    /// The error and its sources in one line, for logs.
    pub fn with_sources(&self) -> impl fmt::Display + '_ {
        chain(self)
    }

    pub(crate) fn kind(&self) -> &Kind {
        &self.0
    }

    /// The call needs scopes that the user has not granted, and did not run.
    pub fn is_missing_scopes(&self) -> bool {
        matches!(self.kind(), Kind::Missing(_))
    }

    /// The user has declined lately: only an explicit request asks again.
    pub fn is_declined(&self) -> bool {
        matches!(self.kind(), Kind::Declined { .. })
    }

    /// The user has said yes lately, and the server refuses the scope all the same: the application's registration at
    /// Zoho, or the user's edition, does not allow it. Nobody is asked again.
    pub fn is_refused_after_consent(&self) -> bool {
        matches!(self.kind(), Kind::RefusedAfterConsent { .. })
    }

    /// The call has waited for the person as long as its [`Channel`](crate::Channel) says, and did not run. The next
    /// call waits again, for the same link while that is good.
    pub fn is_unanswered(&self) -> bool {
        matches!(self.kind(), Kind::NobodyAnswered { .. })
    }

    /// The grant has ended, or never began: the user must sign in at Zoho.
    pub fn is_expired(&self) -> bool {
        matches!(self.kind(), Kind::GrantEnded(_) | Kind::NotSignedIn(_))
    }

    /// The user's profile in Zoho forbids the call; no consent would change that.
    pub fn is_no_permission(&self) -> bool {
        matches!(self.kind(), Kind::NoPermission { .. })
    }

    /// The suspended call was run, has expired, or is another user's.
    pub fn is_no_such_call(&self) -> bool {
        matches!(self.kind(), Kind::NoSuchCall)
    }

    /// A value that stands for a part of a scope, as in `"ZohoCRM.modules.{module}.READ"`, makes no scope of the
    /// catalogue: the function did not run.
    pub fn is_unknown_argument(&self) -> bool {
        matches!(self.kind(), Kind::UnknownArgument(_))
    }

    /// A guarded function was called within one whose requirement does not cover its own, and
    /// [`ClientBuilder::deny_uncovered_calls`](crate::ClientBuilder::deny_uncovered_calls) was called: a mistake in the
    /// program. The function did not run.
    pub fn is_uncovered_call(&self) -> bool {
        matches!(self.kind(), Kind::UncoveredCall { .. })
    }

    /// Nobody is signed in to the application: a guarded function was called in a stranger's request.
    pub fn is_nobody_signed_in(&self) -> bool {
        matches!(self.kind(), Kind::NobodySignedIn | Kind::Consent(ConsentProblem::NobodySignedIn))
    }

    /// The guarded function was called where no grant is current: a mistake in the program.
    pub fn is_no_current_grant(&self) -> bool {
        matches!(self.kind(), Kind::NoCurrentGrant { .. } | Kind::NoCurrentGrantHere)
    }

    /// Zoho gives no more access tokens for now, or would not if it were asked: [`Error::retry_after`] says when to come
    /// back. Trying earlier does no harm, and no good: Zoho is not asked before that.
    pub fn is_throttled(&self) -> bool {
        matches!(self.kind(), Kind::Throttled(_))
    }

    /// The same call may go through later, without anybody's doing.
    ///
    /// What failed may have been done all the same: a `POST` whose answer was lost has perhaps created its contact. So a
    /// queue puts back what is retryable and has certainly had no effect; after the rest somebody looks.
    ///
    /// ```
    /// # fn is_put_back(error: &requires_scope::Error) -> bool {
    /// error.is_retryable() && !error.may_have_had_effect()
    /// # }
    /// ```
    pub fn is_retryable(&self) -> bool {
        match self.kind() {
            Kind::Accounts { source, .. } => source.is_retryable(),
            Kind::Store { source, .. } => !source.is_unreadable(),
            Kind::Throttled(_)
            | Kind::Contended(_)
            | Kind::Streamed
            | Kind::TokenReplaced
            | Kind::RefreshedElsewhere
            | Kind::Outdated
            | Kind::Interrupted
            | Kind::Overdue { .. }
            | Kind::Unanswered { .. }
            | Kind::Send { .. } => true,
            _ => false,
        }
    }

    /// Zoho has perhaps done what the request asked for: it was sent, and there is no answer to tell.
    ///
    /// `false` where the request did not reach Zoho, where Zoho has refused it, and for a method that only reads, such as
    /// `GET` (RFC 9110, section 9.2.1). It is about the request that failed: what the same function has sent before, the
    /// function knows.
    pub fn may_have_had_effect(&self) -> bool {
        match self.kind() {
            Kind::Send { may_act, .. }
            | Kind::Unanswered { may_act, .. }
            | Kind::LongRefusal { may_act, .. } => *may_act,
            _ => false,
        }
    }

    /// The application's own store has failed, and not Zoho: its operator is the one to look.
    pub fn is_store_failure(&self) -> bool {
        matches!(self.kind(), Kind::Store { .. })
    }

    /// What is missing, if that is why the call did not run.
    pub fn missing(&self) -> Option<&MissingScopes> {
        match self.kind() {
            Kind::Missing(missing)
            | Kind::Declined { missing, .. }
            | Kind::RefusedAfterConsent { missing }
            | Kind::NobodyAnswered { missing, .. } => Some(missing),
            _ => None,
        }
    }

    /// Why a consent link or callback was not followed, if that is what failed.
    pub fn consent_problem(&self) -> Option<ConsentProblem> {
        match self.kind() {
            Kind::Consent(problem) => Some(*problem),
            Kind::CodeUsed { .. } => Some(ConsentProblem::CodeUsed),
            _ => None,
        }
    }

    /// When to come back, from now, where the server or the user's last answer says so.
    pub fn retry_after(&self) -> Option<Duration> {
        match self.kind() {
            Kind::Throttled(wait) | Kind::Declined { again: wait, .. } => Some(*wait),
            _ => None,
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&*self.0, f)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()
    }
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Error {
        Error(Arc::new(kind))
    }
}

impl From<ConsentProblem> for Error {
    fn from(problem: ConsentProblem) -> Error {
        Kind::Consent(problem).into()
    }
}

/// Says in an error what the store was asked for.
pub(crate) trait StoreContext<T> {
    fn attempting(self, attempted: &'static str) -> Result<T, Error>;
}

impl<T> StoreContext<T> for Result<T, StoreError> {
    fn attempting(self, attempted: &'static str) -> Result<T, Error> {
        self.map_err(|source| Kind::Store { attempted, source }.into())
    }
}

/// How long from `now` until `then`, for messages and `Retry-After`.
pub(crate) fn until(then: SystemTime, now: SystemTime) -> Duration {
    then.duration_since(now).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_never_prints_the_same_text_twice() {
        let store = StoreError::unavailable("disk full");
        let error = Error::from(Kind::Store { attempted: "read the grant", source: store });
        let mut chain = vec![error.to_string()];
        let mut next = error.source();
        while let Some(source) = next {
            chain.push(source.to_string());
            next = source.source();
        }
        assert_eq!(chain, ["could not read the grant", "the store does not answer", "disk full"]);
    }

    #[test]
    fn an_error_is_one_pointer_wide_and_can_cross_threads() {
        fn crosses<T: Send + Sync + 'static>() {}
        crosses::<Error>();
        assert_eq!(size_of::<Error>(), size_of::<usize>());
    }
}
