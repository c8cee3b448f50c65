//! The check before a guarded function's body: data in the program, a few instructions when it passes.

use std::fmt;
use std::marker::PhantomData;

use zoho_scopes::Requirement;
use zoho_scopes::bits::Mask;

use crate::current;
use crate::grant::Grant;
use crate::missing::MissingScopes;
use crate::proof::{self, AsGrant, Proof};
use crate::refused::Refused;
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
        if self.passes_again(grant) {
            Ok(Entered::new(self, grant))
        } else {
            self.look_closer_and_lend(grant)
        }
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
    pub(crate) fn look_closer(&'static self, grant: &Grant) -> Result<Entered, Refused> {
        #[cfg(debug_assertions)]
        within::report(self, grant).map_err(Refused::because)?;
        if self.is_covered_by(grant) || grant.meets(&self.requirement) {
            grant.call().note_passed(self);
            return Ok(Entered::new(self, grant));
        }
        Err(Refused::missing(self, Some(grant)))
    }

    /// The function has a grant with proof from here on, and may call others with it.
    #[cold]
    #[inline(never)]
    fn look_closer_and_lend(&'static self, grant: &Grant) -> Result<Entered, Refused> {
        grant.call().note_lent();
        self.look_closer(grant)
    }

    #[cold]
    #[inline(never)]
    fn look_closer_at_current(&'static self) -> Result<Entered, Refused> {
        current::with(|grant| match grant {
            Some(grant) => self.look_closer(grant),
            None => Err(Refused::missing(self, None)),
        })
    }

    pub(crate) fn missing_from(&self, grant: &Grant) -> MissingScopes {
        MissingScopes::new(grant.missing(&self.requirement), Some(self.site))
    }
}
