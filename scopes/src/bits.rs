//! Catalogue scopes as bits, for a check that costs a few instructions.
//!
//! Bit numbers are places in the catalogue of one build: they are an internal matter of one program and never stored or
//! sent. What leaves the program is text.

use core::fmt;

use crate::catalogue;
use crate::requirement::Requirement;
#[cfg(feature = "alloc")]
use crate::set::ScopeSet;

/// How many words hold one bit for each scope of the catalogue.
///
/// # Examples
///
/// ```
/// use zoho_scopes::{bits::WORDS, catalogue::ENTRIES};
///
/// assert_eq!(WORDS, ENTRIES.len().div_ceil(64));
/// ```
pub const WORDS: usize = catalogue::ENTRIES.len().div_ceil(BITS);

const BITS: usize = u64::BITS as usize;

/// The most words that a [`Mask`] may touch.
const MASK_WORDS: usize = 4;

/// The catalogue scopes that a set covers.
///
/// # Examples
///
/// ```
/// use zoho_scopes::bits::{Mask, ScopeBits};
/// use zoho_scopes::{Requirement, ScopeSet};
///
/// const NEEDED: Mask = match Mask::of(&Requirement::scope("ZohoCRM.modules.contacts.CREATE")) {
///     Some(mask) => mask,
///     None => panic!("not in the catalogue"),
/// };
///
/// let granted = ScopeBits::closed(&ScopeSet::parse_list("ZohoCRM.modules.ALL")?);
/// assert!(NEEDED.words().iter().all(|&(word, mask)| granted.words()[word] & mask == mask));
/// # Ok::<(), zoho_scopes::ParseScopeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ScopeBits {
    words: [u64; WORDS],
}

impl ScopeBits {
    /// No scope at all.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(!zoho_scopes::bits::ScopeBits::empty().contains(0));
    /// ```
    pub const fn empty() -> Self {
        Self { words: [0; WORDS] }
    }

    /// Every scope of the catalogue: for a grant of which nothing is known, where the server decides.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(zoho_scopes::bits::ScopeBits::full().contains(0));
    /// ```
    pub const fn full() -> Self {
        let mut bits = Self::empty();
        let mut position = 0;
        while position < catalogue::ENTRIES.len() {
            bits.words[position / BITS] |= 1 << (position % BITS);
            position += 1;
        }
        bits
    }

    /// Every catalogue scope that `set` covers. Scopes outside the catalogue have no bit.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::{Scope, ScopeSet, bits::ScopeBits, catalogue};
    ///
    /// let granted = ScopeBits::closed(&ScopeSet::parse_list("ZohoCRM.modules.READ")?);
    /// let leads = catalogue::position(&Scope::parse("ZohoCRM.modules.leads.READ")?).expect("a documented scope");
    /// assert!(granted.contains(leads));
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    #[cfg(feature = "alloc")]
    pub fn closed(set: &ScopeSet) -> Self {
        let mut bits = Self::empty();
        for scope in set {
            catalogue::for_each_covered(&scope, |position| {
                bits.words[position / BITS] |= 1 << (position % BITS);
            });
        }
        bits
    }

    /// Whether the scope at this place of the catalogue is covered.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::bits::ScopeBits;
    ///
    /// assert!(ScopeBits::full().contains(7));
    /// assert!(!ScopeBits::full().contains(usize::MAX));
    /// ```
    pub const fn contains(&self, position: usize) -> bool {
        position / BITS < WORDS && self.words[position / BITS] & (1 << (position % BITS)) != 0
    }

    /// All words, the scopes with the lowest places first.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::bits::{ScopeBits, WORDS};
    ///
    /// assert_eq!(ScopeBits::empty().words(), &[0; WORDS]);
    /// ```
    pub const fn words(&self) -> &[u64; WORDS] {
        &self.words
    }

    /// The scopes of both. It is the closure of the union of two sets, since members are never taken together.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::{ScopeSet, bits::ScopeBits};
    ///
    /// let (some, more) = (ScopeSet::parse_list("ZohoCRM.modules.ALL")?, ScopeSet::parse_list("ZohoCRM.coql.READ")?);
    /// let both = ScopeBits::closed(&some).union(&ScopeBits::closed(&more));
    /// assert_eq!(both, ScopeBits::closed(&some.union(&more)));
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    #[must_use]
    pub const fn union(&self, other: &ScopeBits) -> ScopeBits {
        let mut both = *self;
        let mut word = 0;
        while word < WORDS {
            both.words[word] |= other.words[word];
            word += 1;
        }
        both
    }

    /// Takes out the scope at this place, and no other: for a scope that the server has shown to be absent.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::bits::ScopeBits;
    ///
    /// let mut granted = ScopeBits::full();
    /// granted.subtract(7);
    /// assert!(!granted.contains(7) && granted.contains(8));
    /// ```
    pub const fn subtract(&mut self, position: usize) {
        if position / BITS < WORDS {
            self.words[position / BITS] &= !(1 << (position % BITS));
        }
    }
}

impl Default for ScopeBits {
    fn default() -> Self {
        Self::empty()
    }
}

impl fmt::Debug for ScopeBits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let covered = catalogue::ENTRIES.iter().enumerate().filter(|(position, _)| self.contains(*position));
        f.debug_set().entries(covered.map(|(_, entry)| entry.scope)).finish()
    }
}

/// The bits that a conjunction of catalogued scopes needs, as the few words they are in.
///
/// # Examples
///
/// ```
/// use zoho_scopes::{Requirement, bits::Mask};
///
/// let needed = Mask::of(&Requirement::scope("ZohoCRM.users.READ")).expect("a documented scope");
/// assert_eq!(needed.words().len(), 1);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mask {
    words: [(usize, u64); MASK_WORDS],
    len: usize,
}

impl Mask {
    /// The mask of `requirement`, or `None` if bits alone cannot answer for it: it has an `Any`, names a scope outside
    /// the catalogue or is spread over too many words. The caller then walks the requirement.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::{Requirement, bits::Mask};
    ///
    /// const USERS: Requirement<'static> = Requirement::scope("ZohoCRM.users.READ");
    /// assert!(Mask::of(&USERS).is_some());
    /// assert!(Mask::of(&Requirement::Any(&[USERS, USERS])).is_none());
    /// ```
    pub const fn of(requirement: &Requirement<'_>) -> Option<Mask> {
        let mut mask = Mask { words: [(0, 0); MASK_WORDS], len: 0 };
        if mask.takes(requirement) { Some(mask) } else { None }
    }

    /// Each word's index in [`ScopeBits::words`] and the bits that must be set in it. No two indexes are equal.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "the check of a satisfied call must fold into its constant words"
    )]
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::{Requirement, bits::Mask};
    ///
    /// let needed = Mask::of(&Requirement::scope("ZohoCRM.users.READ")).expect("a documented scope");
    /// let (_, bits) = needed.words()[0];
    /// assert_eq!(bits.count_ones(), 1);
    /// ```
    pub const fn words(&self) -> &[(usize, u64)] {
        self.words.split_at(self.len).0
    }

    /// Adds the bits of `requirement`, if there are such.
    const fn takes(&mut self, requirement: &Requirement<'_>) -> bool {
        match requirement {
            Requirement::Scope(scope) => match catalogue::position(scope) {
                Some(position) => self.takes_bit(position / BITS, 1 << (position % BITS)),
                None => false,
            },
            Requirement::All(parts) => {
                let mut next = 0;
                while next < parts.len() {
                    if !self.takes(&parts[next]) {
                        return false;
                    }
                    next += 1;
                }
                true
            }
            Requirement::Any(_) => false,
        }
    }

    const fn takes_bit(&mut self, word: usize, bit: u64) -> bool {
        let mut next = 0;
        while next < self.len {
            if self.words[next].0 == word {
                self.words[next].1 |= bit;
                return true;
            }
            next += 1;
        }
        if self.len == MASK_WORDS {
            return false;
        }
        self.words[self.len] = (word, bit);
        self.len += 1;
        true
    }
}
