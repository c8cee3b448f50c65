//! Scopes in a text, one after the other.

use crate::error::{Kind, ParseScopeError};
use crate::scope::{Run, Scope};

/// The items of a list: scopes, and what stands in the place of one.
pub(super) struct Items<'t> {
    text: &'t str,
    next: usize,
}

/// An item that is no scope.
pub(super) struct Unread<'t> {
    pub(super) item: &'t str,
    pub(super) error: ParseScopeError,
}

impl<'t> Items<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, next: 0 }
    }
}

impl<'t> Iterator for Items<'t> {
    type Item = Result<Scope<'t>, Unread<'t>>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text[self.next..].trim_start_matches(is_separator);
        let start = self.text.len() - rest.len();
        if rest.is_empty() {
            return None;
        }
        let read = first(rest);
        let item = match read {
            Ok(scope) => scope.as_str(),
            Err(_) => rest.split(is_separator).next().unwrap_or(rest),
        };
        self.next = start + item.len();
        Some(read.map_err(|error| Unread { item, error: error.inside(start) }))
    }
}

/// The scope that `text` begins with and that ends where the item does.
fn first(text: &str) -> Result<Scope<'_>, ParseScopeError> {
    let run = Run::at_start_of(text.as_bytes())?;
    let (item, rest) = text.split_at(run.len);
    if rest.chars().next().is_none_or(is_separator) {
        return run.scope(item);
    }
    Err(ParseScopeError::new(Kind::ForeignByte(rest.as_bytes()[0]), run.len))
}

fn is_separator(c: char) -> bool {
    c == ',' || c.is_whitespace()
}
