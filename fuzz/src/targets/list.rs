//! A list: how it is read, printed and read again, and the sets that it makes.

use std::collections::BTreeMap;

use zoho_scopes::bits::ScopeBits;
use zoho_scopes::catalogue::ENTRIES;
use zoho_scopes::{Scope, ScopeSet};

use super::oracle::{in_other_case, is_scope, is_separator, items};
use crate::shape::Shape;

/// More scopes than these make the comparison with every catalogued scope slow, and show nothing new.
const CLOSED: usize = 6;

pub(super) fn run(input: &[u8]) -> Shape {
    let text = String::from_utf8_lossy(input);
    let (set, others) = ScopeSet::parse_lenient(&text);
    check_members(&text, &set, &others);
    check_strict(&text, &set, others.is_empty());
    for printed in [set.to_request(), set.to_string(), in_other_case(&set.to_request())] {
        assert_eq!(
            ScopeSet::parse_list(&printed).as_ref(),
            Ok(&set),
            "`{printed}` is not read as it was printed"
        );
    }
    check_algebra(&set);
    let minimal = check_minimal(&set);
    if set.len() <= CLOSED {
        check_bits(&set);
    }
    Shape::of((set.len().min(12), others.len().min(4), minimal.len().min(12)))
}

/// Of the spellings of one scope the first is kept.
fn check_members(text: &str, set: &ScopeSet, others: &[String]) {
    let mut expected = BTreeMap::new();
    for item in items(text).filter(|item| is_scope(item)) {
        expected.entry(item.to_ascii_lowercase()).or_insert(item);
    }
    let members: Vec<&str> = set.iter().map(|scope| scope.as_str()).collect();
    assert_eq!(members, expected.into_values().collect::<Vec<_>>(), "the scopes of `{text}`");
    let unread: Vec<&str> = items(text).filter(|item| !is_scope(item)).collect();
    assert_eq!(others, unread, "what is not a scope in `{text}` is given back");
}

fn check_strict(text: &str, set: &ScopeSet, is_all_read: bool) {
    match ScopeSet::parse_list(text) {
        Ok(strict) => assert!(is_all_read && strict == *set, "`{text}` is read in two ways"),
        Err(error) => {
            assert!(!is_all_read, "`{text}` is refused: {error}");
            let position = error.position();
            assert!(text.is_char_boundary(position), "`{text}`: byte {position} is inside of a character");
            let before = text[..position].rsplit(is_separator).next().unwrap_or_default();
            assert!(items(text).any(|item| !is_scope(item) && item.starts_with(before)), "`{text}`: {error}");
        }
    }
}

fn check_algebra(set: &ScopeSet) {
    let even: ScopeSet = set.iter().step_by(2).collect();
    let rest = set.difference(&even);
    assert_eq!(even.union(&rest), *set, "{even} and {rest} are {set}");
    assert!(even.is_subset(set) && rest.is_subset(set), "{even} and {rest} are in {set}");
    assert!(rest.iter().all(|scope| !even.contains(&scope)), "{even} and {rest} share a scope");
    assert_eq!(even.len() + rest.len(), set.len(), "{even} and {rest} are {set}");
    let mut emptied = set.clone();
    for scope in set {
        assert!(emptied.remove(&scope) && !emptied.remove(&scope), "`{scope}` is taken out once");
    }
    assert!(emptied.is_empty(), "{emptied} is left");
}

fn check_minimal(set: &ScopeSet) -> ScopeSet {
    let minimal = set.minimal();
    assert!(minimal.is_subset(set), "{minimal} is in {set}");
    for scope in set {
        assert!(minimal.covers(&scope), "{minimal} does not cover `{scope}` of {set}");
    }
    for scope in &minimal {
        let covers = |other: Scope<'_>| other != scope && other.covers(&scope);
        assert!(!minimal.iter().any(covers), "`{scope}` is covered by another of {minimal}");
    }
    minimal
}

fn check_bits(set: &ScopeSet) {
    let bits = ScopeBits::closed(set);
    for (place, entry) in ENTRIES.iter().enumerate() {
        let scope = Scope::parse(entry.scope).expect("the catalogue's scopes are well-formed");
        assert_eq!(bits.contains(place), set.covers(&scope), "the bits of {set} are wrong about `{scope}`");
    }
}
