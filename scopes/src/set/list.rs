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
    refuse: &mut dyn FnMut(&'t str, ParseScopeError) -> Result<(), ParseScopeError>,
) -> Result<Vec<Scope<'t>>, ParseScopeError> {
    let mut scopes = Vec::with_capacity(text.len() / TYPICAL_LEN + 1);
    let mut rest = text;
    while !rest.is_empty() {
        rest = match first(rest) {
            Ok((scope, after)) => {
                scopes.push(scope);
                after
            }
            Err(error) => {
                let (item, after) = rest.split_once(is_separator).unwrap_or((rest, ""));
                if !item.is_empty() {
                    refuse(item, error.inside(text.len() - rest.len()))?;
                }
                after
            }
        };
    }
    Ok(scopes)
}

/// The scope that `text` begins with and that ends where the item does, and what is after its separator.
fn first(text: &str) -> Result<(Scope<'_>, &str), ParseScopeError> {
    let run = Run::at_start_of(text.as_bytes())?;
    let (item, rest) = text.split_at(run.len);
    let mut after = rest.chars();
    if after.next().is_some_and(|end| !is_separator(end)) {
        return Err(ParseScopeError::new(Kind::ForeignByte(rest.as_bytes()[0]), run.len));
    }
    Ok((run.scope(item)?, after.as_str()))
}

fn is_separator(c: char) -> bool {
    c == ',' || c.is_whitespace()
}
