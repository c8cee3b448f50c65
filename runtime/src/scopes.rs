//! The scopes of a loaded grant as bits that any thread reads without a lock.

use std::sync::atomic::{AtomicU64, Ordering, fence};

use zoho_scopes::bits::{Mask, ScopeBits, WORDS};

/// Which catalogued scopes a grant covers, replaced as a whole when the grant changes.
///
/// A requirement within one word needs one load. One that spreads over several words is read between two
/// looks at the version (a sequence lock), so that a mixture of an old and a new grant never passes.
#[derive(Debug)]
pub(crate) struct AtomicScopes {
    version: AtomicU64,
    words: [AtomicU64; WORDS],
}

impl AtomicScopes {
    pub(crate) fn new(bits: &ScopeBits) -> AtomicScopes {
        let words = bits.words();
        AtomicScopes { version: AtomicU64::new(0), words: std::array::from_fn(|i| AtomicU64::new(words[i])) }
    }

    /// The lengths are told apart so that the words of a guard's mask, which are constants, fold into the check.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the words fold only where the guard is checked")]
    pub(crate) fn covers(&self, mask: &Mask) -> bool {
        match mask.words() {
            [] => true,
            [first] => self.has(first),
            [first, second] => self.unchanged(|| self.has(first) && self.has(second)),
            [first, second, third] => {
                self.unchanged(|| self.has(first) && self.has(second) && self.has(third))
            }
            several => self.unchanged(|| several.iter().all(|word| self.has(word))),
        }
    }

    /// Whether at least one bit of `mask` is there.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the words fold only where the guard is checked")]
    pub(crate) fn covers_some_of(&self, mask: &Mask) -> bool {
        let has_some = |(word, bits): &(usize, u64)| self.words[*word].load(Ordering::Relaxed) & bits != 0;
        match mask.words() {
            [] => false,
            [first] => has_some(first),
            [first, second] => has_some(first) || has_some(second),
            several => several.iter().any(has_some),
        }
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is one load, one mask and one comparison")]
    fn has(&self, (word, bits): &(usize, u64)) -> bool {
        self.words[*word].load(Ordering::Relaxed) & bits == *bits
    }

    /// What `covered` says, if nothing was added between its first look and its last.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "a call would cost more than what it does")]
    fn unchanged(&self, covered: impl FnOnce() -> bool) -> bool {
        let before = self.version.load(Ordering::Acquire);
        let covered = covered();
        fence(Ordering::Acquire);
        // A grant that changes under the reader is left to the closer look, which reads it under its lock.
        covered && self.version.load(Ordering::Relaxed) == before
    }

    /// Replaces the bits. Callers hold the grant's lock: there is one writer at a time.
    ///
    /// What goes is taken out before the version changes, what comes is put in after it. So a reader who has seen
    /// anything new sees the new version as well, and one who has seen no change of version has seen one grant only.
    pub(crate) fn replace(&self, bits: &ScopeBits) {
        for (word, bits) in self.words.iter().zip(bits.words()) {
            word.fetch_and(*bits, Ordering::Relaxed);
        }
        let version = self.version.load(Ordering::Relaxed);
        self.version.store(version.wrapping_add(1), Ordering::Release);
        fence(Ordering::Release);
        for (word, bits) in self.words.iter().zip(bits.words()) {
            word.store(*bits, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use zoho_scopes::{Requirement, ScopeSet};

    use super::*;

    const LEADS: Requirement<'static> = Requirement::scope("ZohoCRM.modules.leads.READ");
    const COQL: Requirement<'static> = Requirement::scope("ZohoCRM.coql.READ");

    fn bits(list: &str) -> ScopeBits {
        ScopeBits::closed(&ScopeSet::parse_list(list).expect("a well-formed list"))
    }

    #[test]
    fn covers_follows_the_latest_bits() {
        let leads = Mask::of(&LEADS).expect("one word");
        let scopes = AtomicScopes::new(&bits("ZohoCRM.modules.ALL"));
        assert!(scopes.covers(&leads));
        scopes.replace(&bits("ZohoCRM.coql.READ"));
        assert!(!scopes.covers(&leads));
    }

    #[test]
    fn a_mixture_of_two_grants_never_covers() {
        let both = Mask::of(&Requirement::All(&[LEADS, COQL])).expect("two words");
        let (leads, coql) = (bits("ZohoCRM.modules.leads.READ"), bits("ZohoCRM.coql.READ"));
        let scopes = AtomicScopes::new(&leads);
        let is_done = AtomicBool::new(false);
        std::thread::scope(|threads| {
            threads.spawn(|| {
                while !is_done.load(Ordering::Relaxed) {
                    scopes.replace(&coql);
                    scopes.replace(&leads);
                }
            });
            let mixtures = (0..200_000).filter(|_| scopes.covers(&both)).count();
            is_done.store(true, Ordering::Relaxed);
            assert_eq!(mixtures, 0, "neither grant holds both");
        });
    }
}
