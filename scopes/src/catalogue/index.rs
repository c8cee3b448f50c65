//! Where a scope is in the catalogue: a hash table, made by `cargo xtask catalogue`.

use super::generated::{OPERATIONS, PATHS, SCOPES, SLOTS};
use crate::folded;
use crate::operation::Operation;
use crate::scope::Scope;
use crate::shape::Shape;

pub(super) const fn position(scope: &Scope<'_>) -> Option<usize> {
    if let Some(place) = scope.place() {
        return Some(place as usize);
    }
    let mut slot = scope.shape().slot(SLOTS.len());
    while let Some(place) = (SLOTS[slot] as usize).checked_sub(1) {
        if folded::eq(scope.as_str().as_bytes(), SCOPES.bytes(place)) {
            return Some(place);
        }
        slot = (slot + 1) & (SLOTS.len() - 1);
    }
    None
}

/// The scope of this very text, if the catalogue has it at this place. The compiler computes it for every annotated
/// function, and there a loop over bytes costs less than the calls that take eight at a time.
pub(crate) const fn at(place: u16, text: &str) -> Option<Scope<'_>> {
    let row = place as usize;
    if row >= SCOPES.len() || !is_row(row, text.as_bytes()) {
        return None;
    }
    let operation = match OPERATIONS[row] {
        0 => None,
        number => Some(Operation::EVERY[number as usize - 1]),
    };
    Some(Scope::with_shape(text, Shape { path: PATHS[row], operation }).at(place))
}

const fn is_row(row: usize, text: &[u8]) -> bool {
    let (all, start, next) =
        (SCOPES.text.as_bytes(), SCOPES.starts[row] as usize, SCOPES.starts[row + 1] as usize);
    let mut left = text.len();
    if start + left + 1 != next {
        return false;
    }
    while left > 0 {
        left -= 1;
        if all[start + left] != text[left] {
            return false;
        }
    }
    true
}
