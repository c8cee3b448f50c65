//! The scopes of a set, one by one.

use core::iter::FusedIterator;
use core::slice;

use super::member::Member;
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
    text: &'s str,
    members: slice::Iter<'s, Member>,
}

impl<'s> Iter<'s> {
    pub(super) fn new(text: &'s str, members: &'s [Member]) -> Self {
        Self { text, members: members.iter() }
    }
}

impl<'s> Iterator for Iter<'s> {
    type Item = Scope<'s>;

    fn next(&mut self) -> Option<Scope<'s>> {
        self.members.next().map(|member| member.scope(self.text))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.members.size_hint()
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl FusedIterator for Iter<'_> {}
