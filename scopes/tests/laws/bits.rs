//! `SPEC.md`, section Bits.

use proptest::prelude::*;
use zoho_scopes::bits::{Mask, ScopeBits, WORDS};
use zoho_scopes::catalogue::{ENTRIES, position};
use zoho_scopes::{Requirement, Scope, ScopeSet};

use crate::{CATALOGUE, any_requirement, any_set};

#[test]
fn one_scope_closes_to_what_it_covers() {
    for held in CATALOGUE.iter() {
        let bits = ScopeBits::closed(&[*held].into_iter().collect());
        for (index, entry) in CATALOGUE.iter().enumerate() {
            assert_eq!(bits.contains(index), held.covers(entry), "does {held} cover {entry}?");
        }
        assert!(!bits.contains(ENTRIES.len()) && !bits.contains(usize::MAX));
    }
}

proptest! {
    #[test]
    fn a_set_closes_to_what_it_covers(set in any_set()) {
        let bits = ScopeBits::closed(&set);
        for (index, entry) in CATALOGUE.iter().enumerate() {
            prop_assert_eq!(bits.contains(index), set.covers(entry), "{}", entry);
        }
        let counted: u32 = bits.words().iter().map(|word| word.count_ones()).sum();
        prop_assert_eq!(usize::try_from(counted), Ok(CATALOGUE.iter().filter(|entry| set.covers(entry)).count()));
    }

    #[test]
    fn the_closure_of_both_is_that_of_either_or_the_other(ours in any_set(), theirs in any_set()) {
        let both = ScopeBits::closed(&ours).union(&ScopeBits::closed(&theirs));
        prop_assert_eq!(both, ScopeBits::closed(&ours.union(&theirs)));
    }

    #[test]
    fn a_mask_answers_as_the_requirement_does(
        scopes in proptest::sample::subsequence(CATALOGUE.clone(), 0..6),
        held in any_set(),
    ) {
        let parts: Vec<Requirement<'_>> = scopes.iter().map(|scope| Requirement::Scope(*scope)).collect();
        let held = held.union(&scopes.iter().copied().step_by(2).collect());
        let words: std::collections::BTreeSet<_> = scopes.iter().filter_map(position).map(|bit| bit / 64).collect();
        for requirement in [Requirement::All(&parts), Requirement::Any(&parts)] {
            match Mask::of(&requirement) {
                Some(mask) => {
                    let satisfied = requirement.is_satisfied_by(|scope| held.covers(scope));
                    prop_assert_eq!(mask.is_met_by(&ScopeBits::closed(&held)), satisfied);
                    prop_assert!(words.len() <= 4);
                }
                None => prop_assert!(words.len() > 4),
            }
        }
    }

    #[test]
    fn a_mask_of_any_requirement_is_right_or_absent(requirement in any_requirement(), held in any_set()) {
        if let Some(mask) = Mask::of(&requirement) {
            let satisfied = requirement.is_satisfied_by(|scope: &Scope<'_>| held.covers(scope));
            prop_assert_eq!(mask.is_met_by(&ScopeBits::closed(&held)), satisfied, "{}", requirement);
        }
    }

    #[test]
    fn subtracting_a_bit_changes_no_other(set in any_set(), taken in 0..ENTRIES.len() + 100) {
        let before = ScopeBits::closed(&set);
        let mut after = before;
        after.subtract(taken);
        for index in 0..WORDS * 64 {
            prop_assert_eq!(after.contains(index), before.contains(index) && index != taken);
        }
    }
}

#[test]
fn what_bits_cannot_answer_has_no_mask() {
    const USERS: Requirement<'static> = Requirement::scope("ZohoCRM.users.READ");
    const NEW: Requirement<'static> = Requirement::scope("ZohoNewService.thing.READ");
    for parts in [&[USERS, NEW], &[USERS, Requirement::Any(&[USERS])]] {
        assert_eq!((Mask::of(&Requirement::All(parts)), Mask::of(&Requirement::Any(parts))), (None, None));
    }
    assert_eq!(Mask::of(&Requirement::Any(&[USERS, Requirement::All(&[USERS])])), None);
    assert_eq!(Mask::of(&Requirement::All(&[USERS, USERS])), Mask::of(&USERS));
    let nothing = Mask::of(&Requirement::All(&[])).expect("it asks for nothing");
    assert!(nothing.is_met_by(&ScopeBits::empty()));
    let nobody = Mask::of(&Requirement::Any(&[])).expect("it has no alternative");
    assert!(!nobody.is_met_by(&ScopeBits::full()));
}

#[test]
fn nothing_closes_to_nothing() {
    assert_eq!(ScopeBits::closed(&ScopeSet::new()), ScopeBits::empty());
    assert_eq!(format!("{:?}", ScopeBits::default()), "{}");
}
