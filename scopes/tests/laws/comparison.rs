//! `SPEC.md`, section Comparison.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use proptest::prelude::*;

use crate::{CATALOGUE, scope, set, swapped_case};

proptest! {
    #[test]
    fn order_is_that_of_the_segments_in_lower_case(
        ours in r"[A-Za-z_]{1,3}(\.[A-Za-z_]{1,3}){1,3}",
        theirs in r"[A-Za-z_]{1,3}(\.[A-Za-z_]{1,3}){1,3}",
    ) {
        let segments = |text: &str| text.to_lowercase().split('.').map(String::from).collect::<Vec<_>>();
        let expected = segments(&ours).cmp(&segments(&theirs));
        prop_assert_eq!(scope(&ours).cmp(&scope(&theirs)), expected);
        prop_assert_eq!(scope(&ours) == scope(&theirs), expected.is_eq());
    }
}

#[test]
fn spellings_of_one_scope_are_equal_and_hash_equally() {
    let hasher = RandomState::new();
    for original in CATALOGUE.iter() {
        let spelling = swapped_case(original.as_str());
        let other = scope(&spelling);
        assert_eq!(*original, other);
        assert_eq!(hasher.hash_one(original), hasher.hash_one(other), "{original}");
        assert_eq!(other.to_string(), spelling, "the spelling is kept");
    }
    assert_eq!(CATALOGUE.iter().collect::<HashSet<_>>().len(), CATALOGUE.len());
}

#[test]
fn a_set_keeps_the_first_of_two_spellings() {
    assert_eq!(set("ZohoCRM.bulk.read,ZohoCRM.bulk.READ").to_request(), "ZohoCRM.bulk.read");
}
