//! The scopes of a set, one by one.

use alloc::boxed::Box;
use core::iter::FusedIterator;

use crate::scope::Scope;

/// The scopes of a [`ScopeSet`](crate::ScopeSet) in order.
///
/// # Examples
///
/// ```
/// use zoho_scopes::ScopeSet;
///
/// let set = ScopeSet::parse_list("A.a,A.b")?;
/// let mut scopes = set.iter();
/// assert_eq!(scopes.len(), 2);
/// assert_eq!(scopes.next().map(|scope| scope.as_str()), Some("A.a"));
/// # Ok::<(), zoho_scopes::ParseScopeError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Iter<'s> {
    texts: core::slice::Iter<'s, Box<str>>,
}

impl<'s> Iter<'s> {
    /// Each text must be a scope.
    pub(super) fn new(texts: core::slice::Iter<'s, Box<str>>) -> Self {
        Self { texts }
    }
}

impl<'s> Iterator for Iter<'s> {
    type Item = Scope<'s>;

    fn next(&mut self) -> Option<Scope<'s>> {
        self.texts.next().map(|text| Scope::known(text))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.texts.size_hint()
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl FusedIterator for Iter<'_> {}
