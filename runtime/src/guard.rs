//! The check before a guarded function's body: data in the program, a few instructions when it passes.

use std::marker::PhantomData;

use zoho_scopes::Requirement;
use zoho_scopes::bits::Mask;

use crate::admission::Admission;
use crate::current;
use crate::error::Error;
use crate::grant::Grant;
use crate::missing::MissingScopes;
use crate::proof::{self, AsGrant, Proof, Proven};
use crate::record::{Record, Site};
use crate::refused::Refused;
#[cfg(debug_assertions)]
use crate::within;
use crate::within::Entered;

/// What the attribute puts into the body of a function: its requirement, and where it stands.
///
/// It has no interior mutability, so that the compiler sees the masks as constants where it is checked.
#[derive(Debug)]
pub struct Guard {
    requirement: Requirement<'static>,
    /// What the bits of a grant must be, if they alone can tell that it meets the requirement.
    mask: Option<Mask>,
    record: Record,
}

impl Guard {
    /// Made by the attribute, in a `static`.
    pub const fn new(requirement: Requirement<'static>, record: &'static [u8]) -> Guard {
        Guard::recorded(requirement, Record::new(record))
    }

    pub(crate) const fn recorded(requirement: Requirement<'static>, record: Record) -> Guard {
        Guard { mask: Mask::of(&requirement), requirement, record }
    }

    /// What the function needs.
    pub const fn requirement(&self) -> &Requirement<'static> {
        &self.requirement
    }

    pub(crate) fn record(&self) -> Record {
        self.record
    }

    /// Where the function stands.
    pub fn site(&self) -> Site {
        self.record.site()
    }

    /// Checks the current grant for a function that cannot wait. `guard` gives the guard of one function, and is of a type
    /// of its own, so that the mask folds into the check.
    ///
    /// # Errors
    ///
    /// Whatever keeps the call from running.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the mask folds into the check only where the guard is known")]
    pub fn check_current(guard: impl Fn() -> &'static Guard) -> Result<Entered, Error> {
        if Guard::passes_current_again(&guard) {
            Ok(Entered::again())
        } else {
            guard().check_current_closely()
        }
    }

    /// Checks the current grant for an `async` function.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the mask folds into the check only where the guard is known")]
    pub fn admit_current(guard: impl Fn() -> &'static Guard) -> Admission {
        if Guard::passes_current_again(&guard) {
            Admission::new(Ok(Entered::again()))
        } else {
            guard().admit_current_closely()
        }
    }

    /// Checks `grant` for a function that cannot wait, unless the grant's proof shows that it passes. `P` says what this
    /// guard requires.
    ///
    /// The grant comes with the proof that it was checked. It may be used once the other part is `Ok`, and not before.
    ///
    /// # Errors
    ///
    /// The second part: whatever keeps the call from running.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the mask folds into the check only where the guard is known")]
    pub fn check<'g, P: Proof, G: AsGrant + ?Sized>(
        &'static self,
        _here: PhantomData<P>,
        grant: &'g G,
    ) -> (Proven<'g, P>, Result<Entered, Error>) {
        let proven = grant.proven();
        let grant = proven.grant();
        let checked = if const { proof::discharges::<G::Proof, P>() } {
            Ok(Entered::new(self, grant))
        } else if self.passes_again(grant) {
            Ok(Entered::again())
        } else {
            self.check_closely(grant)
        };
        (proven.for_checked(), checked)
    }

    /// Checks `grant` for an `async` function, as [`check`](Self::check) does for others.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the mask folds into the check only where the guard is known")]
    pub fn admit<'g, P: Proof, G: AsGrant + ?Sized>(
        &'static self,
        _here: PhantomData<P>,
        grant: &'g G,
    ) -> (Proven<'g, P>, Admission) {
        let proven = grant.proven();
        let grant = proven.grant();
        let admission = if const { proof::discharges::<G::Proof, P>() } {
            Admission::new(Ok(Entered::new(self, grant)))
        } else if self.passes_again(grant) {
            Admission::new(Ok(Entered::again()))
        } else {
            self.admit_closely(grant)
        };
        (proven.for_checked(), admission)
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the mask folds into the check only where the guard is known")]
    fn passes_current_again(guard: &impl Fn() -> &'static Guard) -> bool {
        current::with(|grant| match grant {
            Some(grant) => guard().passes_again(grant),
            None => false,
        })
    }

    #[cold]
    #[inline(never)]
    fn check_current_closely(&'static self) -> Result<Entered, Error> {
        self.look_closer_at_current().map_err(Refused::into_error)
    }

    #[cold]
    #[inline(never)]
    fn admit_current_closely(&'static self) -> Admission {
        Admission::new(self.look_closer_at_current())
    }

    /// The function has a grant with proof from here on, and may call others with it.
    #[cold]
    #[inline(never)]
    pub(crate) fn check_closely(&'static self, grant: &Grant) -> Result<Entered, Error> {
        grant.call().note_lent();
        self.look_closer(grant).map_err(Refused::into_error)
    }

    /// As [`check_closely`](Self::check_closely).
    #[cold]
    #[inline(never)]
    pub(crate) fn admit_closely(&'static self, grant: &Grant) -> Admission {
        grant.call().note_lent();
        Admission::new(self.look_closer(grant))
    }

    /// The whole check in a few instructions, for a call that has met this guard.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the mask folds into the check only where the guard is known")]
    fn passes_again(&'static self, grant: &Grant) -> bool {
        // In debug builds each call is looked at closely.
        !cfg!(debug_assertions) && self.is_known_to_pass(grant)
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the mask folds into the check only where the guard is known")]
    fn is_known_to_pass(&'static self, grant: &Grant) -> bool {
        let (Some(mask), call) = (&self.mask, grant.call()) else { return false };
        let seen = call.scopes();
        if !seen.are_after(grant.shared().changes()) {
            return false;
        }
        match call.has_passed(self) {
            // It passes again while no bit has changed, whatever they are.
            Some(has_passed) => has_passed,
            None => mask.is_met_by(seen.bits()),
        }
    }

    /// The call meets this guard for the first time, bits cannot tell whether the requirement is met, or it is not met.
    #[cold]
    #[inline(never)]
    pub(crate) fn look_closer(&'static self, grant: &Grant) -> Result<Entered, Refused> {
        #[cfg(debug_assertions)]
        within::report(self, grant).map_err(Refused::because)?;
        let seen = grant.call().scopes().renewed(grant.shared());
        let is_met = self.mask.as_ref().is_some_and(|mask| mask.is_met_by(seen.bits()));
        if is_met || grant.meets(&self.requirement) {
            grant.call().note_passed(self);
            return Ok(Entered::new(self, grant));
        }
        Err(Refused::missing(self, Some(grant)))
    }

    fn look_closer_at_current(&'static self) -> Result<Entered, Refused> {
        current::with(|grant| match grant {
            Some(grant) => self.look_closer(grant),
            None => Err(Refused::missing(self, None)),
        })
    }

    pub(crate) fn missing_from(&self, grant: &Grant) -> MissingScopes {
        MissingScopes::new(grant.missing(&self.requirement), Some(self.record))
    }
}

#[cfg(all(test, feature = "reqwest"))]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use zoho_scopes::ScopeSet;

    use super::*;
    use crate::client::Client;
    use crate::grant::GrantKey;
    use crate::knowledge::Knowledge;
    use crate::records::GrantRecord;
    use crate::store::MemoryStore;

    const LEADS: Requirement<'static> = Requirement::scope("ZohoCRM.modules.leads.READ");
    const COQL: Requirement<'static> = Requirement::scope("ZohoCRM.coql.READ");

    static READS_LEADS: Guard = Guard::new(LEADS, b"");
    static READS_BOTH: Guard = Guard::new(Requirement::All(&[LEADS, COQL]), b"");
    static READS_EITHER: Guard = Guard::new(Requirement::Any(&[LEADS, COQL]), b"");

    async fn grant() -> Grant {
        let client = Client::builder("1000.CLIENT", "secret", "https://zylker.example/scopes/callback");
        let client = client.store(MemoryStore::new()).build().expect("a client");
        client.grant(&GrantKey::new("zylker", "mia")).await.expect("a grant")
    }

    fn holds(grant: &Grant, list: &str) {
        let scopes = ScopeSet::parse_list(list).expect("a well-formed list");
        let record = GrantRecord::imported("1000.refresh".into(), "us", Knowledge::reported(scopes));
        grant.shared().change_here(|current| *current = record);
    }

    /// As one call meets the guard, and goes on.
    fn meets(guard: &'static Guard, grant: &Grant) {
        drop(guard.look_closer(grant).expect("it is granted"));
    }

    /// What release builds ask first, which other tests never run.
    #[tokio::test]
    async fn a_guard_is_known_to_pass_once_it_has_passed_and_while_the_grant_is_unchanged() {
        let grant = grant().await;
        holds(&grant, "ZohoCRM.modules.leads.ALL");
        let grant = grant.anew();
        assert!(!READS_LEADS.is_known_to_pass(&grant), "the call has not met it");
        meets(&READS_LEADS, &grant);
        assert!(READS_LEADS.is_known_to_pass(&grant));
        assert!(!READS_EITHER.is_known_to_pass(&grant), "the call has met another one only");
        meets(&READS_EITHER, &grant);
        assert!(READS_EITHER.is_known_to_pass(&grant) && READS_LEADS.is_known_to_pass(&grant));
        assert!(!READS_BOTH.is_known_to_pass(&grant), "only one of its scopes is granted");

        holds(&grant, "ZohoCRM.modules.leads.ALL");
        assert!(READS_LEADS.is_known_to_pass(&grant), "nothing has changed");
        holds(&grant, "ZohoCRM.modules.leads.ALL,ZohoCRM.coql.READ");
        assert!(!READS_LEADS.is_known_to_pass(&grant), "it is looked at once more");
    }

    #[tokio::test]
    async fn a_handle_sees_what_the_grant_gains_and_loses_after_it_was_made() {
        let old = grant().await;
        for (list, passes) in [
            ("ZohoCRM.modules.leads.READ", [true, false, true]),
            ("ZohoCRM.modules.leads.READ,ZohoCRM.coql.READ", [true, true, true]),
            ("ZohoCRM.coql.READ", [false, false, true]),
            ("", [false, false, false]),
            ("ZohoCRM.modules.leads.READ", [true, false, true]),
        ] {
            holds(&old, list);
            let (clone, new) = (old.clone(), old.clone().anew());
            for (guard, passes) in [&READS_LEADS, &READS_BOTH, &READS_EITHER].into_iter().zip(passes) {
                for grant in [&old, &clone, &new] {
                    assert!(passes || !guard.is_known_to_pass(grant), "{guard:?} with {list}");
                    assert_eq!(guard.look_closer(grant).is_ok(), passes, "{guard:?} with {list}");
                }
            }
        }
        assert!(!READS_LEADS.is_known_to_pass(&old), "older than the last change, it is looked at each time");
    }

    #[tokio::test]
    async fn a_mixture_of_two_grants_meets_no_guard() {
        static READS_ONE: Guard = Guard::new(Requirement::Any(&[COQL, LEADS]), b"");
        let old = grant().await;
        holds(&old, "ZohoCRM.coql.READ");
        let old = old.anew();
        let is_done = AtomicBool::new(false);
        std::thread::scope(|threads| {
            threads.spawn(|| {
                while !is_done.load(Ordering::Relaxed) {
                    holds(&old, "ZohoCRM.modules.leads.READ");
                    holds(&old, "ZohoCRM.coql.READ");
                }
            });
            let passes = |grant: &Grant| {
                // One of the two is always granted, and after two guards it is the bits that count.
                meets(&READS_EITHER, grant);
                meets(&READS_ONE, grant);
                READS_BOTH.is_known_to_pass(grant) || READS_BOTH.look_closer(grant).is_ok()
            };
            let mixtures = (0..2_000).filter(|_| passes(&old) || passes(&old.clone().anew())).count();
            is_done.store(true, Ordering::Relaxed);
            assert_eq!(mixtures, 0, "neither grant holds both");
        });
    }

    #[tokio::test]
    async fn the_only_guard_that_has_passed_does_not_pass_again_after_a_withdrawal() {
        let grant = grant().await;
        holds(&grant, "ZohoCRM.modules.leads.READ");
        let grant = grant.anew();
        meets(&READS_LEADS, &grant);
        holds(&grant, "ZohoCRM.coql.READ");
        assert!(!READS_LEADS.is_known_to_pass(&grant) && READS_LEADS.look_closer(&grant).is_err());
    }

    #[tokio::test]
    async fn what_bits_cannot_tell_is_never_known_to_pass() {
        static READS_NOTES: Guard = Guard::new(Requirement::scope("Service.notes.READ"), b"");
        let grant = grant().await;
        holds(&grant, "Service.notes.READ");
        let grant = grant.anew();
        meets(&READS_NOTES, &grant);
        assert!(!READS_NOTES.is_known_to_pass(&grant), "no bit changes when it is withdrawn");
        holds(&grant, "");
        assert!(READS_NOTES.look_closer(&grant).is_err());
    }
}
