//! Three scopes: the laws of `covers`, and what sets and bits make of it.

use zoho_scopes::bits::ScopeBits;
use zoho_scopes::catalogue::{self, ENTRIES};
use zoho_scopes::{Requirement, Scope, ScopeSet};

use super::oracle::items;
use crate::shape::Shape;

pub(super) fn run(input: &[u8]) -> Shape {
    let text = String::from_utf8_lossy(input);
    let mut scopes = items(&text).map(read);
    let mut next = || scopes.next().unwrap_or_else(|| read("ZohoCRM.modules.ALL"));
    let (first, second, third) = (next(), next(), next());
    for scope in [&first, &second, &third] {
        assert!(scope.covers(scope), "`{scope}` does not cover itself");
    }
    for (held, needed) in [(&first, &second), (&second, &third), (&first, &third)] {
        check_pair(held, needed);
        check_pair(needed, held);
    }
    let (upper, lower, outer) = (first.covers(&second), second.covers(&third), first.covers(&third));
    assert!(outer || !(upper && lower), "`{first}` over `{second}` over `{third}` is not transitive");
    check_set(&first, &second, &third);
    let segments = |scope: &Scope<'_>| (scope.segments().count(), scope.operation());
    Shape::of((upper, lower, outer, segments(&first), segments(&second)))
}

/// The scope that is written, or the catalogued one that the text stands for.
fn read(text: &str) -> Scope<'_> {
    Scope::parse(text).unwrap_or_else(|_| {
        let place = text.bytes().fold(7, |sum: usize, byte| sum.wrapping_mul(31) ^ usize::from(byte));
        let entry = ENTRIES.get(place % ENTRIES.len()).expect("it is below the length");
        Scope::parse(entry.scope).expect("the catalogue's scopes are well-formed")
    })
}

fn check_pair(held: &Scope<'_>, needed: &Scope<'_>) {
    if !held.covers(needed) {
        return;
    }
    assert!(!needed.covers(held) || held == needed, "`{held}` and `{needed}` cover each other");
    let stem = |scope: &Scope<'_>| scope.segments().take(2).map(str::to_ascii_lowercase).collect::<Vec<_>>();
    assert_eq!(stem(held), stem(needed), "`{held}` covers `{needed}` of another service or name");
    assert!(held == needed || held.operation().is_some(), "`{held}` has no operation and covers `{needed}`");
}

fn check_set(first: &Scope<'_>, second: &Scope<'_>, needed: &Scope<'_>) {
    let set: ScopeSet = [*first, *second].into_iter().collect();
    let covered = first.covers(needed) || second.covers(needed);
    assert_eq!(set.covers(needed), covered, "a set covers what a member covers: {set} and `{needed}`");
    let minimal = set.minimal();
    assert_eq!(minimal.covers(needed), covered, "{minimal} is {set} without what is covered");
    let missing = Requirement::Scope(*needed).missing(|scope| set.covers(scope));
    assert_eq!(missing.is_empty(), covered, "{missing} is missing from {set} for `{needed}`");
    if let Some(place) = catalogue::position(needed) {
        let bits = ScopeBits::closed(&set);
        assert_eq!(bits.contains(place), covered, "the bits of {set} are wrong about `{needed}`");
    }
}
