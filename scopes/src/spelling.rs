//! How many slips of the pen lie between two words.

/// A longer word is no misspelling of anything, and comparing it would only cost time.
pub(crate) const LONGEST_WORD: usize = 128;

/// Damerau–Levenshtein in its restricted form, in lower case: insertions, deletions, substitutions and swaps of
/// neighbours. Words beyond [`LONGEST_WORD`] have nothing in common.
pub(crate) fn edit_distance(ours: &[u8], theirs: &[u8]) -> usize {
    let longest = ours.len().max(theirs.len());
    if longest > LONGEST_WORD {
        return longest;
    }
    let mut before_last = [0; LONGEST_WORD + 1];
    let mut last = [0; LONGEST_WORD + 1];
    let mut current = [0; LONGEST_WORD + 1];
    for (column, distance) in last.iter_mut().enumerate() {
        *distance = column;
    }
    for (row, our) in ours.iter().enumerate() {
        current[0] = row + 1;
        for (column, their) in theirs.iter().enumerate() {
            let substituted = last[column] + usize::from(!our.eq_ignore_ascii_case(their));
            let mut best = substituted.min(last[column + 1] + 1).min(current[column] + 1);
            let is_swap = row > 0
                && column > 0
                && ours[row - 1].eq_ignore_ascii_case(their)
                && theirs[column - 1].eq_ignore_ascii_case(our);
            if is_swap {
                best = best.min(before_last[column - 1] + 1);
            }
            current[column + 1] = best;
        }
        (before_last, last, current) = (last, current, before_last);
    }
    last[theirs.len()]
}

/// Whether `written` is `wanted` with as many slips as a word of its length may have; then how many.
pub(crate) fn slips(written: &[u8], wanted: &[u8]) -> Option<usize> {
    let tolerated = (written.len().max(wanted.len()) / 3).max(1);
    if written.len().abs_diff(wanted.len()) > tolerated {
        return None;
    }
    Some(edit_distance(written, wanted)).filter(|slips| *slips <= tolerated)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_WORD, edit_distance, slips};

    #[test]
    fn edit_distance_counts_each_kind_of_slip_once() {
        let check = |ours: &str, theirs: &str, expected| {
            assert_eq!(edit_distance(ours.as_bytes(), theirs.as_bytes()), expected, "{ours} {theirs}");
            assert_eq!(edit_distance(theirs.as_bytes(), ours.as_bytes()), expected, "{theirs} {ours}");
        };
        check("", "", 0);
        check("", "leads", 5);
        check("leads", "LEADS", 0);
        check("lead", "leads", 1);
        check("laeds", "lEads", 1);
        check("loads", "leads", 1);
        check("view", "read", 4);
    }

    #[test]
    fn words_of_any_length_are_compared() {
        let long = [b'a'; LONGEST_WORD];
        assert_eq!(edit_distance(&long, &long), 0);
        assert_eq!(edit_distance(&[b'a'; LONGEST_WORD + 1], &long), LONGEST_WORD + 1);
    }

    #[test]
    fn a_word_may_have_one_slip_for_three_characters() {
        assert_eq!(slips(b"lead", b"leads"), Some(1));
        assert_eq!(slips(b"coal", b"coql"), Some(1));
        assert_eq!(slips(b"view", b"read"), None);
        assert_eq!(slips(b"conatcst", b"contacts"), Some(2));
    }
}
