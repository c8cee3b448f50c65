//! Scopes in a text, one after the other.

use alloc::vec::Vec;

use crate::error::{Kind, ParseScopeError};
use crate::scope::{Run, Scope};

/// So long is a scope with its separator; some are shorter.
const TYPICAL_LEN: usize = 24;

/// The scopes of a list. Of an item that is none, `refuse` says whether reading goes on; the error's position is that in
/// the whole text.
pub(super) fn read<'t>(
    text: &'t str,
    mut refuse: impl FnMut(&'t str, ParseScopeError) -> Result<(), ParseScopeError>,
) -> Result<Vec<Scope<'t>>, ParseScopeError> {
    let mut scopes = Vec::with_capacity(text.len() / TYPICAL_LEN + 1);
    let mut rest = after_separators(text);
    while !rest.is_empty() {
        let len = match first(rest) {
            Ok(scope) => {
                scopes.push(scope);
                scope.as_str().len()
            }
            Err(error) => {
                let len = rest.find(is_separator).unwrap_or(rest.len());
                refuse(&rest[..len], error.inside(text.len() - rest.len()))?;
                len
            }
        };
        rest = after_separators(&rest[len..]);
    }
    Ok(scopes)
}

/// The scope that `text` begins with and that ends where the item does.
fn first(text: &str) -> Result<Scope<'_>, ParseScopeError> {
    let run = Run::at_start_of(text.as_bytes())?;
    let (item, rest) = text.split_at(run.len);
    // Mostly it is one of these two.
    if matches!(rest.as_bytes(), [] | [b',' | b' ', ..]) || rest.starts_with(is_separator) {
        return run.scope(item);
    }
    Err(ParseScopeError::new(Kind::ForeignByte(rest.as_bytes()[0]), run.len))
}

fn after_separators(text: &str) -> &str {
    match text.as_bytes() {
        // Mostly one stands between two scopes.
        [b',' | b' ', next, ..] if next.is_ascii_alphanumeric() => &text[1..],
        _ => text.trim_start_matches(is_separator),
    }
}

fn is_separator(c: char) -> bool {
    c == ',' || c.is_whitespace()
}
