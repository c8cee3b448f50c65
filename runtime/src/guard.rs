//! The check before a guarded function's body: data in the program, a few instructions when it passes.

use std::fmt;
use std::marker::PhantomData;

use zoho_scopes::Requirement;
use zoho_scopes::bits::Mask;

use crate::admission::Admission;
use crate::current;
use crate::grant::Grant;
use crate::missing::MissingScopes;
use crate::proof::{self, AsGrant, Proof};
use crate::refused::Refused;
use crate::scopes::AtomicScopes;
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
    bits: Bits,
    site: Site,
}

/// What the bits of a grant must be, if they alone can tell that it meets the requirement.
#[derive(Debug)]
enum Bits {
    All(Mask),
    Any(Mask),
    /// It names scopes that no catalogue lists, or has alternatives of several scopes.
    CannotTell,
}

impl Bits {
    const fn of(requirement: &Requirement<'_>) -> Bits {
        if let Some(mask) = Mask::of(requirement) {
            return Bits::All(mask);
        }
        match requirement {
            Requirement::Any(parts) if are_scopes(parts) => match Mask::of(&Requirement::All(parts)) {
                Some(mask) => Bits::Any(mask),
                None => Bits::CannotTell,
            },
            _ => Bits::CannotTell,
        }
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the mask folds into the check only where the guard is known")]
    fn are_covered_by(&self, scopes: &AtomicScopes) -> bool {
        match self {
            Bits::All(mask) => scopes.covers(mask),
            Bits::Any(mask) => scopes.covers_some_of(mask),
            Bits::CannotTell => false,
        }
    }
}

const fn are_scopes(parts: &[Requirement<'_>]) -> bool {
    match parts {
        [Requirement::Scope(_), rest @ ..] => are_scopes(rest),
        [] => true,
        _ => false,
    }
}

impl Guard {
    /// Made by the attribute, in a `static`.
    pub const fn new(requirement: Requirement<'static>, site: Site) -> Guard {
        Guard { bits: Bits::of(&requirement), requirement, site }
    }

    /// What the function needs.
    pub const fn requirement(&self) -> &Requirement<'static> {
        &self.requirement
    }

    /// Where the function stands.
    pub const fn site(&self) -> &Site {
        &self.site
    }

    /// Checks the current grant. To find it takes longer than to check it, so this is the same for all functions.
    #[inline(never)]
    pub fn admit_current(&'static self) -> Admission {
        let passes_again = |grant: &Grant| self.passes_again(grant);
        let passes = current::in_task(|grant| grant.is_some_and(passes_again))
            .unwrap_or_else(|| current::by_default().is_some_and(passes_again));
        Admission::new(if passes { Ok(Entered::again()) } else { self.look_closer_at_current() })
    }

    /// Checks `grant` for what `P` requires, which is what this guard requires, unless the grant's proof shows that it
    /// passes.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the mask folds into the check only where the guard is known")]
    pub fn admit<P: Proof, G: AsGrant + ?Sized>(
        &'static self,
        _here: PhantomData<P>,
        grant: &G,
    ) -> Admission<P> {
        let grant = grant.proven().grant();
        if const { proof::discharges::<G::Proof, P>() } {
            return Admission::new(Ok(Entered::new(self, grant)));
        }
        self.admit_with(grant)
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the mask folds into the check only where the guard is known")]
    pub(crate) fn admit_with<P: Proof>(&'static self, grant: &Grant) -> Admission<P> {
        Admission::new(if self.passes_again(grant) { Ok(Entered::again()) } else { self.look_closer(grant) })
    }

    /// The whole check in a few instructions, for a call that has met this guard.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the mask folds into the check only where the guard is known")]
    fn passes_again(&'static self, grant: &Grant) -> bool {
        // In debug builds each call is looked at closely.
        !cfg!(debug_assertions) && self.bits.are_covered_by(grant.scopes()) && grant.call().has_passed(self)
    }

    /// The call meets this guard for the first time, bits cannot tell whether the requirement is met, or it is not met.
    #[cold]
    #[inline(never)]
    pub(crate) fn look_closer(&'static self, grant: &Grant) -> Result<Entered, Refused> {
        #[cfg(debug_assertions)]
        within::report(self, grant).map_err(Refused::because)?;
        if self.bits.are_covered_by(grant.scopes()) || grant.meets(&self.requirement) {
            grant.call().note_passed(self);
            return Ok(Entered::new(self, grant));
        }
        Err(Refused::missing(self, Some(grant)))
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
