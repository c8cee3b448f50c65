//! The scopes of a loaded grant as bits: how they are now, and how a handle has seen them.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use zoho_scopes::bits::{Mask, ScopeBits};

/// Which catalogued scopes a grant covers now. All its handles look here whether what they have seen is still so.
#[derive(Debug)]
pub(crate) struct LatestScopes {
    /// How often they have changed. It is written under the lock of the bits, and read by checks without one.
    changes: AtomicU64,
    bits: Mutex<Arc<ScopeBits>>,
}

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

impl LatestScopes {
    pub(crate) fn new(bits: Arc<ScopeBits>) -> LatestScopes {
        LatestScopes { changes: AtomicU64::new(0), bits: Mutex::new(bits) }
    }

    /// The scopes as they are now.
    pub(crate) fn see(&self) -> SeenScopes {
        let bits = self.bits();
        SeenScopes { changes: self.changes(), bits: Arc::clone(&bits), later: OnceLock::new() }
    }

    /// Replaces the bits. What handles have seen is so still if these are the same.
    pub(crate) fn replace(&self, with: Arc<ScopeBits>) {
        let mut bits = self.bits();
        if *bits != with {
            *bits = with;
            self.changes.store(self.changes() + 1, Ordering::Relaxed);
        }
    }

    /// A change in another thread is seen early or late; what is seen is one grant, and never a mixture of two.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is one load")]
    fn changes(&self) -> u64 {
        self.changes.load(Ordering::Relaxed)
    }

    fn bits(&self) -> MutexGuard<'_, Arc<ScopeBits>> {
        self.bits.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SeenScopes {
    /// Whether nothing has changed since.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is one load and one comparison")]
    pub(crate) fn are(&self, latest: &LatestScopes) -> bool {
        self.changes == latest.changes()
    }

    /// These, or what was seen later, or the latest, which is seen now.
    pub(crate) fn renewed(&self, latest: &LatestScopes) -> &SeenScopes {
        let mut seen = self;
        while !seen.are(latest) {
            seen = seen.later.get_or_init(|| Box::new(latest.see()));
        }
        seen
    }

    /// Whether every bit of `mask` is there.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the words fold only where the guard is checked")]
    pub(crate) fn cover(&self, mask: &Mask) -> bool {
        mask.words().iter().all(|(word, bits)| self.bits.words()[*word] & bits == *bits)
    }

    /// Whether at least one bit of `mask` is there.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the words fold only where the guard is checked")]
    pub(crate) fn cover_some_of(&self, mask: &Mask) -> bool {
        mask.words().iter().any(|(word, bits)| self.bits.words()[*word] & bits != 0)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use zoho_scopes::{Requirement, ScopeSet};

    use super::*;

    const LEADS: Requirement<'static> = Requirement::scope("ZohoCRM.modules.leads.READ");
    const COQL: Requirement<'static> = Requirement::scope("ZohoCRM.coql.READ");

    fn bits(list: &str) -> Arc<ScopeBits> {
        Arc::new(ScopeBits::closed(&ScopeSet::parse_list(list).expect("a well-formed list")))
    }

    fn mask(requirement: &Requirement<'_>) -> Mask {
        Mask::of(requirement).expect("catalogued scopes")
    }

    #[test]
    fn what_was_seen_is_so_until_a_bit_changes() {
        let latest = LatestScopes::new(bits("ZohoCRM.modules.ALL"));
        let seen = latest.see();
        latest.replace(bits("ZohoCRM.modules.ALL"));
        assert!(seen.are(&latest), "they are the same");
        latest.replace(bits("ZohoCRM.coql.READ"));
        assert!(!seen.are(&latest));
        latest.replace(bits("ZohoCRM.modules.ALL"));
        assert!(!seen.are(&latest), "a guard may have passed in between that would not pass now");
    }

    #[test]
    fn what_is_renewed_covers_the_latest_bits() {
        let latest = LatestScopes::new(bits("ZohoCRM.modules.ALL"));
        let seen = latest.see();
        assert!(std::ptr::eq(seen.renewed(&latest), &raw const seen));
        assert!(seen.cover(&mask(&LEADS)) && !seen.cover(&mask(&COQL)));
        latest.replace(bits("ZohoCRM.coql.READ"));
        for _ in 0..2 {
            let renewed = seen.renewed(&latest);
            assert!(!renewed.cover(&mask(&LEADS)) && renewed.cover(&mask(&COQL)));
        }
        let (first, second) = (seen.renewed(&latest), seen.renewed(&latest));
        assert!(std::ptr::eq(first, second), "it is looked at once");
    }

    #[test]
    fn one_of_several_covers_some() {
        let seen = LatestScopes::new(bits("ZohoCRM.coql.READ")).see();
        let either = mask(&Requirement::All(&[LEADS, COQL]));
        assert!(seen.cover_some_of(&either) && !seen.cover(&either));
        assert!(!seen.cover_some_of(&mask(&LEADS)));
    }

    #[test]
    fn a_mixture_of_two_grants_is_never_seen() {
        let both = mask(&Requirement::All(&[LEADS, COQL]));
        let (leads, coql) = (bits("ZohoCRM.modules.leads.READ"), bits("ZohoCRM.coql.READ"));
        let latest = LatestScopes::new(Arc::clone(&leads));
        let is_done = AtomicBool::new(false);
        std::thread::scope(|threads| {
            threads.spawn(|| {
                while !is_done.load(Ordering::Relaxed) {
                    latest.replace(Arc::clone(&coql));
                    latest.replace(Arc::clone(&leads));
                }
            });
            let wrong = (0..20_000).filter(|_| {
                let seen = latest.see();
                let (has_leads, has_coql) = (seen.cover(&mask(&LEADS)), seen.cover(&mask(&COQL)));
                seen.cover(&both) || has_leads == has_coql || has_leads != seen.changes.is_multiple_of(2)
            });
            let wrong = wrong.count();
            is_done.store(true, Ordering::Relaxed);
            assert_eq!(wrong, 0, "neither holds both, and each has numbers of its own");
        });
    }
}
