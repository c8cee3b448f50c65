//! Where a scope is in the catalogue: a hash table, made by `cargo xtask catalogue`.

use super::generated::{SCOPES, SLOTS};
use crate::folded;
use crate::scope::Scope;

pub(super) const fn position(scope: &Scope<'_>) -> Option<usize> {
    let mut slot = scope.shape().slot(SLOTS.len());
    while let Some(place) = (SLOTS[slot] as usize).checked_sub(1) {
        if folded::eq(scope.as_str().as_bytes(), SCOPES.bytes(place)) {
            return Some(place);
        }
        slot = (slot + 1) & (SLOTS.len() - 1);
    }
    None
}
