//! Where the scopes of a set are.

use alloc::vec;
use alloc::vec::Vec;

use crate::scope::{Scope, Shape};

/// So many are looked through sooner than a table is made.
const FEW: usize = 8;

/// A scope in the text of a set.
#[derive(Clone, Debug)]
pub(super) struct Member {
    start: usize,
    end: usize,
    pub(super) shape: Shape,
}

impl Member {
    /// `start` is where the text of the set has the scope.
    pub(super) fn new(scope: &Scope<'_>, start: usize) -> Self {
        Self { start, end: start + scope.as_str().len(), shape: scope.shape() }
    }

    pub(super) fn scope<'t>(&self, text: &'t str) -> Scope<'t> {
        Scope::with_shape(&text[self.start..self.end], self.shape)
    }
}

/// The members by their shapes: a hash table, half of whose slots at the least are free. A slot holds one more than the
/// index of a member, or zero; who does not find his own slot free takes the next that is.
#[derive(Clone, Default)]
pub(super) struct Slots {
    list: Vec<usize>,
}

impl Slots {
    pub(super) const fn new() -> Self {
        Self { list: Vec::new() }
    }

    pub(super) fn of(members: &[Member]) -> Self {
        if members.len() <= FEW {
            return Self::new();
        }
        let mut list = vec![0; (2 * members.len()).next_power_of_two()];
        for (member, number) in members.iter().zip(1..) {
            let mut slot = member.shape.slot(list.len());
            while list[slot] != 0 {
                slot = (slot + 1) & (list.len() - 1);
            }
            list[slot] = number;
        }
        Self { list }
    }

    /// Whether `members`, which the table was made of, have one of this shape that is wanted.
    #[inline]
    pub(super) fn any(&self, members: &[Member], shape: Shape, is_wanted: impl Fn(&Member) -> bool) -> bool {
        let is_wanted = |member: &Member| member.shape == shape && is_wanted(member);
        if self.list.is_empty() {
            return members.iter().any(is_wanted);
        }
        let mut slot = shape.slot(self.list.len());
        while let Some(index) = self.list[slot].checked_sub(1) {
            if is_wanted(&members[index]) {
                return true;
            }
            slot = (slot + 1) & (self.list.len() - 1);
        }
        false
    }
}
