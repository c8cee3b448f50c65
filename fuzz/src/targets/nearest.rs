//! The nearest name: an answer for any text, and the scope itself for every spelling of a catalogued one.

use zoho_scopes::Scope;
use zoho_scopes::catalogue::{find, nearest};

use super::oracle::in_other_case;
use crate::shape::Shape;

pub(super) fn run(input: &[u8]) -> Shape {
    let text = String::from_utf8_lossy(input);
    let named = nearest(&text);
    if let Some(entry) = Scope::parse(&text).ok().and_then(|scope| find(&scope)) {
        assert_eq!(named, Some(entry.scope), "`{text}` is catalogued");
    }
    assert_eq!(nearest(&in_other_case(&text)), named, "case does not count in `{text}`");
    if let Some(named) = named {
        let scope = Scope::parse(named).unwrap_or_else(|error| panic!("`{named}`: {error}"));
        assert!(find(&scope).is_some(), "`{named}` is named for `{text}`, and is not catalogued");
    }
    Shape::of((named, text.split('.').count()))
}
