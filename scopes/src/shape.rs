//! What is found out about a scope when it is parsed, so that comparing and looking up ask for it again and again.

#[cfg(feature = "alloc")]
use core::cmp::Ordering;

use super::folded;
use super::operation::Operation;
#[cfg(feature = "alloc")]
use super::scope::Scope;

/// The hash of a scope's path, and its operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    /// The hash of the path.
    pub(crate) path: u32,
    pub(crate) operation: Option<Operation>,
}

impl Shape {
    /// `last` is the length of the segment that may be an operation.
    pub(crate) const fn of(text: &[u8], last: usize) -> Shape {
        let operation = Operation::ending(text, last);
        let path = match operation {
            Some(_) => text.split_at(text.len() - last - 1).0,
            None => text,
        };
        Shape { path: folded::hash(path), operation }
    }

    /// The same for all spellings of a scope, and rarely the same for two scopes.
    pub(crate) const fn key(self) -> u32 {
        let operation = match self.operation {
            Some(operation) => operation as u32 + 1,
            None => 0,
        };
        self.path.wrapping_add(operation.wrapping_mul(0x9e37_79b9))
    }

    /// Where a hash table has the scope, if no other was there first; `n_slots` is a power of two.
    pub(crate) const fn slot(self, n_slots: usize) -> usize {
        self.key() as usize & (n_slots - 1)
    }

    pub(crate) const fn path_len(self, len: usize) -> usize {
        len - self.operation_len()
    }

    /// The length of the operation with its dot.
    pub(crate) const fn operation_len(self) -> usize {
        match self.operation {
            Some(operation) => operation.as_str().len() + 1,
            None => 0,
        }
    }
}

/// A path with its hash.
#[cfg(feature = "alloc")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Path<'a> {
    pub(crate) text: &'a [u8],
    pub(crate) hash: u32,
}

#[cfg(feature = "alloc")]
impl Path<'_> {
    /// Where a hash table has the scopes of the path, if no other was there first; `n_slots` is a power of two.
    pub(crate) const fn slot(&self, n_slots: usize) -> usize {
        self.hash as usize & (n_slots - 1)
    }

    /// The order of the scope with this operation and of another one.
    pub(crate) fn compare(&self, operation: Option<Operation>, scope: &Scope<'_>) -> Ordering {
        let text = scope.as_str().as_bytes();
        let (head, tail) = text.split_at(self.text.len().min(text.len()));
        folded::compare(self.text, head).then_with(|| match (operation, tail.split_first()) {
            (None, None) => Ordering::Equal,
            (Some(_), None) => Ordering::Greater,
            (Some(operation), Some((b'.', last))) => folded::compare(operation.as_str().as_bytes(), last),
            // A dot sorts before every other byte.
            (_, Some(_)) => Ordering::Less,
        })
    }
}
