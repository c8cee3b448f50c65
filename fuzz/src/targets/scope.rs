//! One scope: its grammar, the byte at which a refusal points, its parts and its comparison.

use std::cmp::Ordering;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use zoho_scopes::catalogue::{self, ENTRIES};
use zoho_scopes::{ParseScopeError, Scope};

use super::oracle::{begins_a_scope, in_other_case, is_scope};
use crate::shape::Shape;

pub(super) fn run(input: &[u8]) -> Shape {
    let text = String::from_utf8_lossy(input);
    match Scope::parse(&text) {
        Ok(scope) => {
            assert!(is_scope(&text), "`{text}` is no scope, and was read as one");
            check_parts(&text, &scope);
            check_comparison(&scope);
            let place = check_place(&scope);
            Shape::of((scope.segments().count(), scope.operation(), place.is_some(), scope.covers(&scope)))
        }
        Err(error) => {
            assert!(!is_scope(&text), "`{text}` is a scope, and was refused: {error}");
            check_refusal(&text, error);
            Shape::of((error.to_string().split_whitespace().last(), error.position().min(40)))
        }
    }
}

fn check_parts(text: &str, scope: &Scope<'_>) {
    assert_eq!(scope.to_string(), text, "parsing and printing is the identity");
    assert_eq!(scope.segments().collect::<Vec<_>>().join("."), text, "the segments are the scope");
    assert_eq!(scope.segments().next(), Some(scope.service()), "the service is the first segment");
    let last = scope.segments().last().expect("a scope has segments");
    match scope.operation() {
        Some(operation) => {
            assert!(operation.as_str().eq_ignore_ascii_case(last), "the operation is the last segment");
            assert_eq!(format!("{}.{last}", scope.path()), text, "path and operation are the scope");
        }
        None => assert_eq!(scope.path(), text, "without an operation the path is the scope"),
    }
}

fn check_comparison(scope: &Scope<'_>) {
    let text = in_other_case(scope.as_str());
    let other = Scope::parse(&text).expect("case is no matter of the grammar");
    let hash = |scope: &Scope<'_>| BuildHasherDefault::<DefaultHasher>::default().hash_one(scope);
    assert_eq!((scope, scope.cmp(&other)), (&other, Ordering::Equal), "case does not count");
    assert_eq!(hash(scope), hash(&other), "equal scopes have equal hashes");
    assert_eq!(scope.operation(), other.operation(), "case does not count");
    assert!(scope.covers(&other) && other.covers(scope), "a scope covers its other spelling");
    assert_eq!(catalogue::find(scope), catalogue::find(&other), "case does not count");
}

fn check_place(scope: &Scope<'_>) -> Option<usize> {
    let is_here = |entry: catalogue::Entry| entry.scope.eq_ignore_ascii_case(scope.as_str());
    let place = catalogue::position(scope);
    assert_eq!(place, ENTRIES.iter().position(is_here), "`{scope}` has this place in the catalogue");
    place
}

fn check_refusal(text: &str, error: ParseScopeError) {
    let position = error.position();
    let before = text.get(..position).expect("the position is a boundary of the text");
    // Of a sixth segment the first byte is named, not the dot before it.
    let fits = before.strip_suffix('.').filter(|_| before.split('.').count() > 5).unwrap_or(before);
    assert!(begins_a_scope(fits), "`{text}`: up to byte {position} it begins no scope");
    if let Some(next) = text[position..].chars().next() {
        assert!(
            !begins_a_scope(&format!("{before}{next}")),
            "`{text}`: it still begins a scope at byte {position}"
        );
    }
}
