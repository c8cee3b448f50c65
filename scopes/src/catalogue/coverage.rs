//! Which entries of the catalogue a scope covers: of the entries themselves `cargo xtask catalogue` has worked it out.

use core::cmp::Ordering;
use core::ops::Range;

use super::generated::OTHERS;
use super::{LEN, position, text};
use crate::covers;
use crate::folded;
use crate::scope::{Scope, is_below};

/// The places of all entries that `scope` covers.
pub(crate) fn covered_by<'s>(scope: &'s Scope<'_>) -> impl Iterator<Item = usize> + use<'s> {
    let place = position(scope);
    let others = place.map_or(&[][..], |place| OTHERS.get(place)).iter().copied().map(usize::from);
    let stranger = place.is_none() && covers::may_cover_others(scope);
    let near = if stranger { below(covers::stem(scope)) } else { 0..0 };
    let searched = near.filter(|place| scope.covers(&Scope::known(text(*place))));
    place.into_iter().chain(others).chain(searched)
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
