//! Which entries of the catalogue a scope covers: of the entries themselves `cargo xtask catalogue` has worked it out.

use core::cmp::Ordering;
use core::ops::Range;

use super::generated::OTHERS;
use super::{LEN, position, text};
use crate::covers;
use crate::folded;
use crate::scope::{Scope, is_below};

/// Calls `look` with the places of all entries that `scope` covers.
#[inline]
pub(crate) fn for_each_covered(scope: &Scope<'_>, mut look: impl FnMut(usize)) {
    if let Some(place) = position(scope) {
        look(place);
        OTHERS.get(place).iter().for_each(|other| look(usize::from(*other)));
    } else if covers::may_cover_others(scope) {
        let near = below(covers::stem(scope));
        near.filter(|place| scope.covers(&Scope::known(text(*place)))).for_each(look);
    }
}

/// The places of the entries that begin with these segments.
fn below(stem: &str) -> Range<usize> {
    let (mut start, mut end) = (0, LEN);
    while start < end {
        let middle = start.midpoint(end);
        match folded::compare(text(middle).as_bytes(), stem.as_bytes()) {
            Ordering::Less => start = middle + 1,
            Ordering::Equal | Ordering::Greater => end = middle,
        }
    }
    start..start + (start..LEN).take_while(|place| is_below(text(*place), stem)).count()
}
