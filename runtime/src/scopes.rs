//! The scopes of a loaded grant as bits: how a handle has seen them, and whether that is still so.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use zoho_scopes::bits::ScopeBits;

use crate::grant::Shared;

/// How often the scopes of a grant have changed.
#[derive(Debug)]
pub(crate) struct Changes(AtomicU64);

/// Which catalogued scopes a grant covered when a handle looked.
///
/// Nothing of it changes, so whoever reads several words of it reads those of one moment, without a lock. A handle that
/// outlives changes keeps what it has seen later behind what it has seen first; each change is a person's doing, or a
/// refusal of the server, so it sees few.
#[derive(Debug)]
pub(crate) struct SeenScopes {
    changes: u64,
    bits: Arc<ScopeBits>,
    later: OnceLock<Box<SeenScopes>>,
}

impl Changes {
    pub(crate) const fn none() -> Changes {
        Changes(AtomicU64::new(0))
    }

    /// Counts one. Callers hold the lock of what has changed: there is one writer at a time.
    pub(crate) fn count(&self) {
        self.0.store(self.so_far() + 1, Ordering::Relaxed);
    }

    /// A change in another thread is seen early or late; what is seen is one grant, and never a mixture of two.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is one load")]
    fn so_far(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl SeenScopes {
    /// What is seen by who holds the lock under which the changes are counted.
    pub(crate) fn after(changes: &Changes, bits: Arc<ScopeBits>) -> SeenScopes {
        SeenScopes { changes: changes.so_far(), bits, later: OnceLock::new() }
    }

    /// Whether there were no changes since.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is one load and one comparison")]
    pub(crate) fn are_after(&self, changes: &Changes) -> bool {
        self.changes == changes.so_far()
    }

    /// These, or what was seen later, or the latest, which is seen now.
    pub(crate) fn renewed(&self, of: &Shared) -> &SeenScopes {
        let mut seen = self;
        while !seen.are_after(of.changes()) {
            seen = seen.later.get_or_init(|| Box::new(of.see_scopes()));
        }
        seen
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the words fold only where the guard is checked")]
    pub(crate) fn bits(&self) -> &ScopeBits {
        &self.bits
    }
}

impl Drop for SeenScopes {
    /// One after the other, however many a handle has seen: dropped within each other they might exhaust the stack.
    fn drop(&mut self) {
        let mut later = self.later.take();
        while let Some(mut seen) = later {
            later = seen.later.take();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ptr;
    use std::sync::atomic::AtomicBool;

    use zoho_scopes::bits::Mask;
    use zoho_scopes::{Requirement, ScopeSet};

    use super::*;
    use crate::grant::GrantKey;
    use crate::knowledge::Knowledge;
    use crate::records::{GrantRecord, Versioned};
    use crate::store::Version;

    const LEADS: Requirement<'static> = Requirement::scope("ZohoCRM.modules.leads.READ");
    const COQL: Requirement<'static> = Requirement::scope("ZohoCRM.coql.READ");

    fn record(list: &str) -> GrantRecord {
        let scopes = ScopeSet::parse_list(list).expect("a well-formed list");
        GrantRecord::imported("1000.refresh".into(), "us", Knowledge::reported(scopes))
    }

    fn holding(list: &str) -> Shared {
        let record = Versioned { version: Version::ABSENT, value: record(list) };
        Shared::new(GrantKey::new("zylker", "mia"), record)
    }

    fn change(grant: &Shared, list: &str) {
        grant.change_here(|here| *here = record(list));
    }

    fn covers(seen: &SeenScopes, requirement: &Requirement<'_>) -> bool {
        Mask::of(requirement).expect("catalogued scopes").is_met_by(seen.bits())
    }

    #[test]
    fn what_was_seen_is_so_until_a_bit_changes() {
        let grant = holding("ZohoCRM.modules.ALL");
        let seen = grant.see_scopes();
        change(&grant, "ZohoCRM.modules.ALL,ZohoCRM.modules.leads.READ");
        assert!(seen.are_after(grant.changes()), "it covers the same");
        change(&grant, "ZohoCRM.coql.READ");
        assert!(!seen.are_after(grant.changes()));
        change(&grant, "ZohoCRM.modules.ALL");
        assert!(
            !seen.are_after(grant.changes()),
            "a guard may have passed in between that would not pass now"
        );
    }

    #[test]
    fn what_is_renewed_covers_the_latest_bits() {
        let grant = holding("ZohoCRM.modules.ALL");
        let seen = grant.see_scopes();
        assert!(ptr::eq(seen.renewed(&grant), &raw const seen));
        assert!(covers(&seen, &LEADS) && !covers(&seen, &COQL));
        change(&grant, "ZohoCRM.coql.READ");
        let renewed = seen.renewed(&grant);
        assert!(!covers(renewed, &LEADS) && covers(renewed, &COQL));
        assert!(ptr::eq(renewed, seen.renewed(&grant)), "it is looked at once");
    }

    #[test]
    fn a_handle_may_outlive_any_number_of_changes() {
        // No other test covers just this, which would keep it.
        const OWN: &str = "ZohoCRM.coql.READ,ZohoCRM.org.READ,ZohoCRM.users.READ";
        let grant = holding(OWN);
        let seen = grant.see_scopes();
        for _ in 0..1_000 {
            change(&grant, "ZohoCRM.modules.ALL");
            assert!(covers(seen.renewed(&grant), &LEADS));
            change(&grant, OWN);
            assert!(!covers(seen.renewed(&grant), &LEADS));
        }
        let bits = Arc::downgrade(&seen.bits);
        assert!(bits.strong_count() > 1_000, "what was seen first, and each time since");
        drop((grant, seen));
        assert_eq!(bits.strong_count(), 0);
    }

    #[test]
    fn grants_that_cover_the_same_share_what_is_seen_of_them() {
        let (one, other) = (holding("ZohoCRM.modules.leads.ALL"), holding("ZohoCRM.coql.READ"));
        assert!(!Arc::ptr_eq(&one.see_scopes().bits, &other.see_scopes().bits));
        change(&other, "ZohoCRM.modules.leads.ALL,ZohoCRM.modules.leads.READ");
        assert!(Arc::ptr_eq(&one.see_scopes().bits, &other.see_scopes().bits));
    }

    #[test]
    fn a_mixture_of_two_grants_is_never_seen() {
        let both = Requirement::All(&[LEADS, COQL]);
        let grant = holding("ZohoCRM.modules.leads.READ");
        let is_done = AtomicBool::new(false);
        std::thread::scope(|threads| {
            threads.spawn(|| {
                while !is_done.load(Ordering::Relaxed) {
                    change(&grant, "ZohoCRM.coql.READ");
                    change(&grant, "ZohoCRM.modules.leads.READ");
                }
            });
            let wrong = (0..20_000).filter(|_| {
                let seen = grant.see_scopes();
                let (has_leads, has_coql) = (covers(&seen, &LEADS), covers(&seen, &COQL));
                covers(&seen, &both) || has_leads == has_coql || has_leads != seen.changes.is_multiple_of(2)
            });
            let wrong = wrong.count();
            is_done.store(true, Ordering::Relaxed);
            assert_eq!(wrong, 0, "neither holds both, and each has numbers of its own");
        });
    }
}
