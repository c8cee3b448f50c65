//! The check before a guarded function's body: data in the program, a few instructions when it passes.

use std::fmt;
use std::marker::PhantomData;

use futures_util::future::BoxFuture;
use tokio::time::Instant;
use zoho_scopes::Requirement;
use zoho_scopes::bits::Mask;

use crate::attempt;
use crate::channel::Reach;
use crate::current;
use crate::error::{Error, Kind};
use crate::events;
use crate::grant::Grant;
use crate::missing::MissingScopes;
use crate::proof::{self, AsGrant, Proof};
#[cfg(debug_assertions)]
use crate::within;
use crate::within::Entered;

/// Where a guarded function stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site {
    /// The function's name.
    pub function: &'static str,
    /// The path of its module.
    pub module: &'static str,
    /// The file, as the compiler was given it.
    pub file: &'static str,
    /// The line of the function.
    pub line: u32,
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}::{} ({}:{})", self.module, self.function, self.file, self.line)
    }
}

/// What the attribute puts into the body of a function: its requirement, and where it stands.
///
/// It has no interior mutability, so that the compiler sees the masks as constants where it is checked.
#[derive(Debug)]
pub struct Guard {
    requirement: Requirement<'static>,
    mask: Option<Mask>,
    site: Site,
}

impl Guard {
    /// Made by the attribute, in a `static`.
    pub const fn new(requirement: Requirement<'static>, site: Site) -> Guard {
        Guard { mask: Mask::of(&requirement), requirement, site }
    }

    /// What the function needs.
    pub const fn requirement(&self) -> &Requirement<'static> {
        &self.requirement
    }

    /// Where the function stands.
    pub const fn site(&self) -> &Site {
        &self.site
    }

    /// Checks the current grant. `guard` gives the guard of one function, so that its mask folds into the check.
    ///
    /// # Errors
    ///
    /// The refusal, when there is no current grant or it does not meet the requirement.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the mask folds into the check only where the guard is known")]
    pub fn check_current(guard: impl Fn() -> &'static Guard) -> Result<Entered, Refused> {
        let passes_again = |grant: &Grant| guard().passes_again(grant).then(|| Entered::new(guard(), grant));
        let entered = match current::in_task(|grant| grant.and_then(passes_again)) {
            Some(entered) => entered,
            None => current::by_default().and_then(passes_again),
        };
        entered.map_or_else(|| guard().look_closer_at_current(), Ok)
    }

    /// Checks `grant` for what `P` requires, which is what this guard requires, unless the grant's proof shows that it
    /// passes.
    ///
    /// # Errors
    ///
    /// The refusal, when the grant does not meet the requirement.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the mask folds into the check only where the guard is known")]
    pub fn check<P: Proof, G: AsGrant + ?Sized>(
        &'static self,
        _here: PhantomData<P>,
        grant: &G,
    ) -> Result<Entered, Refused> {
        let grant = grant.proven().grant();
        if const { proof::discharges::<G::Proof, P>() } {
            return Ok(Entered::new(self, grant));
        }
        self.check_grant(grant)
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the mask folds into the check only where the guard is known")]
    pub(crate) fn check_grant(&'static self, grant: &Grant) -> Result<Entered, Refused> {
        if self.passes_again(grant) { Ok(Entered::new(self, grant)) } else { self.look_closer(grant) }
    }

    /// The whole check in a few instructions, for a grant with catalogued scopes and a call that has met this guard.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the mask folds into the check only where the guard is known")]
    fn passes_again(&'static self, grant: &Grant) -> bool {
        // In debug builds each call is looked at closely.
        !cfg!(debug_assertions) && self.is_covered_by(grant) && grant.call().has_passed(self)
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the mask folds into the check only where the guard is known")]
    fn is_covered_by(&self, grant: &Grant) -> bool {
        self.mask.as_ref().is_some_and(|mask| grant.scopes().covers(mask))
    }

    /// The call meets this guard for the first time, the requirement has alternatives or scopes that no catalogue
    /// lists, or it is not met.
    #[cold]
    #[inline(never)]
    fn look_closer(&'static self, grant: &Grant) -> Result<Entered, Refused> {
        #[cfg(debug_assertions)]
        within::report(self, grant).map_err(Refused::because)?;
        if self.is_covered_by(grant) || grant.meets(&self.requirement) {
            grant.call().note_passed(self);
            return Ok(Entered::new(self, grant));
        }
        Err(Refused(Box::new(Refusal::Missing { guard: self, grant: Some(grant.clone()) })))
    }

    #[cold]
    #[inline(never)]
    fn look_closer_at_current(&'static self) -> Result<Entered, Refused> {
        current::with(|grant| match grant {
            Some(grant) => self.look_closer(grant),
            None => Err(Refused(Box::new(Refusal::Missing { guard: self, grant: None }))),
        })
    }

    fn missing_from(&self, grant: &Grant) -> MissingScopes {
        MissingScopes::new(grant.missing(&self.requirement), Some(self.site))
    }
}

/// A call that a guard has refused. An `async` function may wait with it for the user's consent.
#[must_use = "a refused call must not run: settle the refusal or return it"]
pub struct Refused(Box<Refusal>);

enum Refusal {
    /// The grant does not meet the requirement, or there is none.
    Missing { guard: &'static Guard, grant: Option<Grant> },
    /// The call is at fault, and no consent would help.
    Because(Error),
}

impl Refused {
    #[cold]
    pub(crate) fn because(error: Error) -> Refused {
        Refused(Box::new(Refusal::Because(error)))
    }

    /// The refusal as the error that the function returns.
    pub fn into_error(self) -> Error {
        match *self.0 {
            Refusal::Missing { guard, grant: Some(grant) } => refuse(&grant, guard.missing_from(&grant)),
            Refusal::Missing { guard, grant: None } => without_grant(guard),
            Refusal::Because(error) => error,
        }
    }

    /// Waits for the user's consent where the channel allows it; everywhere else fails at once.
    ///
    /// # Errors
    ///
    /// Whatever keeps the call from running: nobody can be asked, the user declines, nobody answers in time.
    pub fn settle(self) -> BoxFuture<'static, Result<Entered, Error>> {
        Box::pin(async move {
            let (guard, grant) = match *self.0 {
                Refusal::Missing { guard, grant: Some(grant) } => (guard, grant),
                Refusal::Missing { .. } | Refusal::Because(_) => return Err(self.into_error()),
            };
            // Another process may have got the consent.
            grant.reload().await?;
            if let Ok(entered) = guard.look_closer(&grant) {
                return Ok(entered);
            }
            wait_for_consent(&grant, || guard.missing_from(&grant)).await?;
            guard.look_closer(&grant).map_err(Refused::into_error)
        })
    }
}

impl fmt::Debug for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut refused = f.debug_tuple("Refused");
        match &*self.0 {
            Refusal::Missing { guard, .. } => refused.field(&guard.site).finish(),
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
        let begun = attempt::begin(grant, &missing, attempt::Asking::Unasked).await;
        let Some(attempt) = begun.inspect_err(|_| grant.call().refused(&missing))? else { return Ok(()) };
        let left = deadline.saturating_duration_since(Instant::now());
        if waiting.ask(grant, &attempt, &missing, left).await?.is_none() {
            return Err(Kind::NobodyAnswered(waiting.timeout).into());
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
        Kind::NoCurrentGrant { function: guard.site.function }.into()
    }
}
