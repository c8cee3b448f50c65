//! Where the scopes of a set are.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::folded;
use crate::operation::Operation;
use crate::scope::Scope;
use crate::shape::{Path, Shape};

/// So many are looked through one by one.
const FEW: usize = 8;

/// So many slots are tried for a member, by whoever makes the table and whoever searches it. Hashes that were not chosen
/// on purpose need fewer.
const TRIES: usize = 64;

/// A scope in the text of a set.
#[derive(Clone, Debug)]
pub(super) struct Member {
    start: usize,
    end: usize,
    shape: Shape,
}

impl Member {
    /// Adds the scope to the list that is the text of a set.
    #[inline]
    pub(super) fn appended(scope: &Scope<'_>, text: &mut String) -> Self {
        if !text.is_empty() {
            text.push(',');
        }
        let start = text.len();
        text.push_str(scope.as_str());
        Self { start, end: text.len(), shape: scope.shape() }
    }

    pub(super) fn scope<'t>(&self, text: &'t str) -> Scope<'t> {
        Scope::with_shape(&text[self.start..self.end], self.shape)
    }

    fn is_at(&self, path: &Path<'_>, text: &str) -> bool {
        let end = self.end - self.shape.operation_len();
        folded::eq(&text.as_bytes()[self.start..end], path.text)
    }
}

/// The members by their paths: a hash table, half of whose slots at the least are free. A slot holds one more than the
/// index of a member, or zero; who does not find his own slot free takes the next that is.
///
/// A small set has no table, nor has one with more scopes of the same slot than chance brings: whoever sends us lists
/// may have chosen them. There the sorted members are searched.
#[derive(Clone, Default)]
pub(super) struct Slots {
    list: Vec<usize>,
}

impl Slots {
    pub(super) const fn new() -> Self {
        Self { list: Vec::new() }
    }

    pub(super) fn of(members: &[Member]) -> Self {
        if members.len() <= FEW {
            return Self::new();
        }
        let mut slots = vec![0; (2 * members.len()).next_power_of_two()];
        let last = slots.len() - 1;
        for (member, number) in members.iter().zip(1..) {
            let first = member.shape.path as usize & last;
            let mut tried = (first..first + TRIES).map(|slot| slot & last);
            let Some(free) = tried.find(|slot| slots[*slot] == 0) else {
                return Self::new();
            };
            slots[free] = number;
        }
        Self { list: slots }
    }

    /// Whether one of `members`, which the table was made of, is at this path and has an operation that is wanted.
    #[inline]
    pub(super) fn any(
        &self,
        members: &[Member],
        text: &str,
        path: &Path<'_>,
        is_wanted: impl Fn(Option<Operation>) -> bool,
    ) -> bool {
        let is_sought = |member: &Member| {
            member.shape.path == path.hash && is_wanted(member.shape.operation) && member.is_at(path, text)
        };
        if self.list.is_empty() {
            return if members.len() <= FEW {
                members.iter().any(is_sought)
            } else {
                any_of_sorted(members, text, path, &is_wanted)
            };
        }
        // Of `any` the compiler inlines now more, now less, which shows in every check.
        for index in self.candidates(path) {
            if is_sought(&members[index]) {
                return true;
            }
        }
        false
    }

    /// The members that may be at this path; the table must not be empty.
    #[inline]
    fn candidates(&self, path: &Path<'_>) -> impl Iterator<Item = usize> {
        let first = path.slot(self.list.len());
        let slots = (first..first + TRIES).map(|slot| self.list[slot & (self.list.len() - 1)]);
        slots.map_while(|number| number.checked_sub(1))
    }
}

/// The same where there is no table, and the members are sorted.
#[cold]
fn any_of_sorted(
    members: &[Member],
    text: &str,
    path: &Path<'_>,
    is_wanted: &dyn Fn(Option<Operation>) -> bool,
) -> bool {
    let has = |operation| {
        let compare = |member: &Member| path.compare(operation, &member.scope(text)).reverse();
        is_wanted(operation) && members.binary_search_by(compare).is_ok()
    };
    has(None) || Operation::EVERY.into_iter().any(|operation| has(Some(operation)))
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;
    use crate::ScopeSet;

    /// So many scopes make a table of 2048 slots.
    const MANY: usize = 1_000;

    fn scopes() -> impl Iterator<Item = String> {
        (0..).map(|number| format!("Service{number}.path.READ"))
    }

    fn slot_of(scope: &str) -> usize {
        Scope::parse(scope).expect("a well-formed scope").hashed_path().slot(2048)
    }

    /// Scopes that all hash to one slot of it.
    fn chosen() -> String {
        let chosen: Vec<String> = scopes().filter(|scope| slot_of(scope) == 0).take(MANY).collect();
        chosen.join(",")
    }

    #[test]
    fn scopes_that_were_chosen_to_hash_alike_are_searched_as_a_sorted_list() {
        let set = ScopeSet::parse_list(&chosen()).expect("well-formed scopes");
        assert!(set.slots.list.is_empty(), "nobody has to try {MANY} slots");
        for scope in &set {
            assert!(set.covers(&scope) && set.contains(&scope), "{scope}");
            let other = format!("{}.UPDATE", scope.path());
            assert!(!set.covers(&Scope::parse(&other).expect("a well-formed scope")), "{other}");
        }
        assert_eq!(set.minimal(), set);
    }

    #[test]
    fn a_sorted_list_knows_groups_and_operations() {
        let list =
            chosen() + ",ZohoCRM.modules.ALL,ZohoCRM.coql.READ,ZohoCRM.zia.enrichment,ZohoCRM.users.WRITE";
        let set = ScopeSet::parse_list(&list).expect("well-formed scopes");
        assert!(set.slots.list.is_empty());
        for (scope, is_covered) in [
            ("ZohoCRM.modules.leads.READ", true),
            ("ZohoCRM.coql.read", true),
            ("ZohoCRM.coql.CREATE", false),
            ("ZohoCRM.zia.enrichment", true),
            ("ZohoCRM.zia.enrichment.READ", false),
            ("ZohoCRM.users.UPDATE", true),
            ("ZohoCRM.users.READ", false),
        ] {
            assert_eq!(set.covers(&Scope::parse(scope).expect("a well-formed scope")), is_covered, "{scope}");
        }
    }

    #[test]
    fn scopes_that_nobody_has_chosen_are_found_by_their_hash() {
        let list: Vec<String> = (0..20 * MANY).map(|number| format!("Service{number}.path.READ")).collect();
        let set = ScopeSet::parse_list(&list.join(",")).expect("well-formed scopes");
        assert!(!set.slots.list.is_empty());
    }

    #[test]
    fn scopes_that_were_chosen_to_stand_side_by_side_are_not_walked_through() {
        let mut side_by_side = vec![String::new(); MANY];
        for scope in scopes().take(100 * MANY) {
            if let Some(place) = side_by_side.get_mut(slot_of(&scope)) {
                *place = scope;
            }
        }
        let list = side_by_side;
        let set = ScopeSet::parse_list(&list.join(",")).expect("well-formed scopes");
        assert!(!set.slots.list.is_empty(), "each has the slot that it wants");
        assert!(set.slots.list[..MANY].iter().all(|number| *number > 0), "they stand side by side");
        let absent = scopes().skip(1_000_000).find(|scope| slot_of(scope) == 0).expect("one of two thousand");
        let absent = Scope::parse(&absent).expect("a well-formed scope");
        assert_eq!(set.slots.candidates(&absent.hashed_path()).count(), TRIES);
        assert!(!set.contains(&absent));
    }
}
