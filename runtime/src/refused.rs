//! A call that a guard has refused, and what becomes of it: an error, or a wait for the user's consent.

use std::fmt;
use std::task::{Context, Poll};

use futures_util::future::BoxFuture;
use tokio::time::{Instant, timeout_at};

use crate::channel::Reach;
use crate::current;
use crate::error::{Error, Kind};
use crate::events;
use crate::grant::Grant;
use crate::guard::Guard;
use crate::missing::MissingScopes;
use crate::within::Entered;

/// A call that a guard has refused. An `async` function may wait with it for the user's consent.
pub(crate) struct Refused(Box<Refusal>);

enum Refusal {
    /// The grant does not meet the requirement, or there is none.
    Missing { guard: &'static Guard, grant: Option<Grant> },
    /// The call is at fault, and no consent would help.
    Because(Error),
}

impl Refusal {
    fn into_error(self) -> Error {
        match self {
            Refusal::Missing { guard, grant: Some(grant) } => refuse(&grant, guard.missing_from(&grant)),
            Refusal::Missing { guard, grant: None } => without_grant(guard),
            Refusal::Because(error) => error,
        }
    }
}

/// A refused call that waits for the user's consent.
///
/// A box in a box, for the sake of the futures that hold it while they wait: it is one pointer in them.
pub(crate) struct Settlement(Box<BoxFuture<'static, Result<Entered, Error>>>);

impl Refused {
    #[cold]
    pub(crate) fn missing(guard: &'static Guard, grant: Option<&Grant>) -> Refused {
        Refused(Box::new(Refusal::Missing { guard, grant: grant.cloned() }))
    }

    #[cold]
    pub(crate) fn because(error: Error) -> Refused {
        Refused(Box::new(Refusal::Because(error)))
    }

    /// The refusal as the error that the function returns.
    #[cold]
    #[inline(never)]
    pub(crate) fn into_error(self) -> Error {
        self.0.into_error()
    }

    /// Waits for the user's consent where the channel allows it; everywhere else fails at once.
    #[cold]
    #[inline(never)]
    pub(crate) fn settle(self) -> Settlement {
        Settlement(Box::new(Box::pin(settle(*self.0))))
    }
}

async fn settle(refusal: Refusal) -> Result<Entered, Error> {
    let Refusal::Missing { guard, grant: Some(grant) } = refusal else {
        return Err(refusal.into_error());
    };
    // Another process may have got the consent.
    grant.reload().await?;
    if let Ok(entered) = guard.look_closer(&grant) {
        return Ok(entered);
    }
    wait_for_consent(&grant, || guard.missing_from(&grant)).await?;
    guard.look_closer(&grant).map_err(Refused::into_error)
}

impl Settlement {
    /// Goes on until it is settled, or gives itself back where it waits.
    #[cold]
    #[inline(never)]
    pub(crate) fn advance(mut self, context: &mut Context<'_>) -> Result<Result<Entered, Error>, Settlement> {
        match self.0.as_mut().as_mut().poll(context) {
            Poll::Ready(settled) => Ok(settled),
            Poll::Pending => Err(self),
        }
    }
}

impl fmt::Debug for Settlement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Settlement").finish_non_exhaustive()
    }
}

impl fmt::Debug for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut refused = f.debug_tuple("Refused");
        match &*self.0 {
            Refusal::Missing { guard, .. } => refused.field(&guard.site()).finish(),
            Refusal::Because(error) => refused.field(error).finish(),
        }
    }
}

/// Asks the user for what is missing and waits for the answer, if the grant's channel can.
///
/// A call that joins an attempt whose page is open already may find that page answered and its own scope not asked
/// for: then it asks again. What was declined is not asked for again, so this ends.
pub(crate) async fn wait_for_consent(
    grant: &Grant,
    missing: impl Fn() -> MissingScopes,
) -> Result<(), Error> {
    let Reach::Waiting(waiting) = &grant.channel().0 else {
        return Err(refuse(grant, missing()));
    };
    let deadline = Instant::now() + waiting.timeout;
    loop {
        let missing = missing();
        if missing.scopes().is_empty() {
            return Ok(());
        }
        let begun = timeout_at(deadline, grant.ask_for(&missing)).await;
        let unanswered = || Kind::NobodyAnswered { missing: missing.clone(), limit: waiting.timeout };
        let begun = begun.unwrap_or_else(|_| Err(unanswered().into()));
        let Some(attempt) = begun.inspect_err(|_| grant.call().refused(&missing))? else { return Ok(()) };
        let left = deadline.saturating_duration_since(Instant::now());
        if waiting.ask(grant, &attempt, &missing, left).await?.is_none() {
            return Err(unanswered().into());
        }
    }
}

/// Says no, to the log, to the call that is running and to the caller.
pub(crate) fn refuse(grant: &Grant, missing: MissingScopes) -> Error {
    events::guard_refused(grant, &missing);
    grant.call().refused(&missing);
    grant.refusal(missing)
}

fn without_grant(guard: &Guard) -> Error {
    if current::is_nobodys() {
        Kind::NobodySignedIn.into()
    } else {
        Kind::NoCurrentGrant { function: guard.site().function }.into()
    }
}
