//! Sorting: in as little code as possible, of which the standard library's sort brings several kilobytes.

use alloc::vec::Vec;
use core::mem;

/// So many are sorted by insertion.
const FEW: usize = 8;

/// The list in order; of equal items the first stays the first. Neighbouring parts are merged, then pairs of them, and so
/// on, so that no order in which the items come takes long.
pub(super) fn sorted<T: Copy>(mut list: Vec<T>, is_after: impl Fn(&T, &T) -> bool) -> Vec<T> {
    list.chunks_mut(FEW).for_each(|few| sort_few(few, &is_after));
    let mut merged = Vec::new();
    let mut len = FEW;
    while len < list.len() {
        merged.reserve_exact(list.len());
        for pair in list.chunks(2 * len) {
            let (ours, theirs) = pair.split_at(len.min(pair.len()));
            merge(ours, theirs, &mut merged, &is_after);
        }
        mem::swap(&mut list, &mut merged);
        merged.clear();
        len *= 2;
    }
    list
}

fn sort_few<T: Copy>(few: &mut [T], is_after: impl Fn(&T, &T) -> bool) {
    for end in 1..few.len() {
        let item = few[end];
        let mut at = end;
        while at > 0 && is_after(&few[at - 1], &item) {
            few[at] = few[at - 1];
            at -= 1;
        }
        few[at] = item;
    }
}

fn merge<T: Copy>(mut ours: &[T], mut theirs: &[T], merged: &mut Vec<T>, is_after: impl Fn(&T, &T) -> bool) {
    // What is in order already is not compared one by one.
    let is_in_order = ours
        .last()
        .zip(theirs.first())
        .is_none_or(|(our_last, their_first)| !is_after(our_last, their_first));
    if !is_in_order {
        while let ([our, our_rest @ ..], [their, their_rest @ ..]) = (ours, theirs) {
            if is_after(our, their) {
                merged.push(*their);
                theirs = their_rest;
            } else {
                merged.push(*our);
                ours = our_rest;
            }
        }
    }
    merged.extend_from_slice(ours);
    merged.extend_from_slice(theirs);
}

#[cfg(test)]
mod tests {
    use core::cell::Cell;

    use super::*;

    const MANY: u32 = 20_000;

    /// Sorts, and tells how often two items were compared.
    fn comparisons(list: impl Iterator<Item = u32>) -> u32 {
        let compared = Cell::new(0);
        let sorted = sorted(list.collect(), |one, next| {
            compared.set(compared.get() + 1);
            one > next
        });
        assert!(sorted.is_sorted() && sorted.len() == MANY as usize);
        compared.get()
    }

    #[test]
    fn no_order_takes_long() {
        let most = MANY * MANY.ilog2() * 5 / 4;
        let scattered = |number| number * 7_919 % MANY;
        for (order, compared) in [
            ("backwards", comparisons((0..MANY).rev())),
            ("scattered", comparisons((0..MANY).map(scattered))),
            ("halves", comparisons((0..MANY / 2).flat_map(|number| [number, MANY / 2 + number]))),
            ("all the same", comparisons((0..MANY).map(|_| 7))),
        ] {
            assert!(compared <= most, "{order}: {compared} comparisons, more than {most}");
        }
        assert!(comparisons(0..MANY) <= 2 * MANY, "what is sorted already is looked at");
    }

    #[test]
    fn of_equal_items_the_first_stays_the_first() {
        let list = (0..100).map(|number| (number % 3, number)).collect();
        assert!(sorted(list, |one, next| one.0 > next.0).is_sorted());
    }
}
