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
/// use zoho_scopes::{Scope, ScopeSet, bits::ScopeBits, catalogue};
///
/// let granted = ScopeBits::closed(&ScopeSet::parse_list("ZohoCRM.modules.ALL")?);
/// let create = Scope::parse("ZohoCRM.modules.contacts.CREATE")?;
/// assert!(catalogue::position(&create).is_some_and(|position| granted.contains(position)));
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

/// The bits that tell whether a requirement is met, in the few words they are in.
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
/// assert!(NEEDED.is_met_by(&granted));
/// # Ok::<(), zoho_scopes::ParseScopeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mask {
    needed: [u64; MASK_WORDS],
    /// Where in [`ScopeBits`] each word is. A word of which nothing is needed stands for none.
    places: [u8; MASK_WORDS],
    /// Otherwise one bit suffices.
    needs_all: bool,
}

impl Mask {
    /// The mask of `requirement`, or `None` if bits alone cannot answer for it: it has alternatives of several scopes,
    /// names a scope outside the catalogue or is spread over more than four words. The caller then walks the requirement.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::{Requirement, bits::Mask};
    ///
    /// const USERS: Requirement<'static> = Requirement::scope("ZohoCRM.users.READ");
    /// const ORG: Requirement<'static> = Requirement::scope("ZohoCRM.org.READ");
    /// assert!(Mask::of(&Requirement::All(&[USERS, ORG])).is_some());
    /// assert!(Mask::of(&Requirement::Any(&[USERS, ORG])).is_some());
    /// assert!(Mask::of(&Requirement::All(&[USERS, Requirement::Any(&[USERS, ORG])])).is_none());
    /// ```
    pub const fn of(requirement: &Requirement<'_>) -> Option<Mask> {
        let mut mask = Mask { needed: [0; MASK_WORDS], places: [0; MASK_WORDS], needs_all: true };
        let is_taken = match requirement {
            Requirement::Any(parts) => {
                mask.needs_all = false;
                are_scopes(parts) && mask.takes(&Requirement::All(parts))
            }
            Requirement::Scope(_) | Requirement::All(_) => mask.takes(requirement),
        };
        if is_taken { Some(mask) } else { None }
    }

    /// Whether whoever has these bits meets the requirement.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::{Requirement, bits::{Mask, ScopeBits}};
    ///
    /// let needed = Mask::of(&Requirement::scope("ZohoCRM.users.READ")).expect("a documented scope");
    /// assert!(needed.is_met_by(&ScopeBits::full()) && !needed.is_met_by(&ScopeBits::empty()));
    /// ```
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "the check of a satisfied call must fold into its constant words"
    )]
    pub fn is_met_by(&self, bits: &ScopeBits) -> bool {
        // Word by word, without a loop: where the mask is a constant, nothing is left of the words that it does not need.
        let [first, second, third, fourth] = self.needed;
        let [at_first, at_second, at_third, at_fourth] = self.places;
        let held = |place: u8, needed: u64| bits.words[usize::from(place)] & needed;
        if self.needs_all {
            held(at_first, first) == first
                && held(at_second, second) == second
                && held(at_third, third) == third
                && held(at_fourth, fourth) == fourth
        } else {
            held(at_first, first) != 0
                || held(at_second, second) != 0
                || held(at_third, third) != 0
                || held(at_fourth, fourth) != 0
        }
    }

    /// Adds the bits of `requirement`, if there are such.
    const fn takes(&mut self, requirement: &Requirement<'_>) -> bool {
        match requirement {
            Requirement::Scope(scope) => match catalogue::position(scope) {
                Some(position) => self.takes_bit(position),
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

    #[expect(clippy::cast_possible_truncation, reason = "no catalogue has so many words, see below")]
    const fn takes_bit(&mut self, position: usize) -> bool {
        let (place, bit) = (position / BITS, 1 << (position % BITS));
        let mut next = 0;
        while next < MASK_WORDS {
            if self.needed[next] == 0 {
                self.places[next] = place as u8;
            }
            if self.places[next] as usize == place {
                self.needed[next] |= bit;
                return true;
            }
            next += 1;
        }
        false
    }
}

const fn are_scopes(parts: &[Requirement<'_>]) -> bool {
    let mut next = 0;
    while next < parts.len() {
        if !matches!(parts[next], Requirement::Scope(_)) {
            return false;
        }
        next += 1;
    }
    true
}

const _: () = assert!(WORDS <= u8::MAX as usize, "the places of a mask are bytes");
