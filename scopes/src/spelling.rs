//! How many slips of the pen lie between two words.

/// A longer word is no misspelling of anything, and comparing it would only cost time.
const LONGEST_WORD: u8 = 128;

/// How many insertions, deletions, substitutions and swaps of neighbours lead from one word to the other, cases folded;
/// `None` if more than `most`.
///
/// It is the restricted distance of Damerau and Levenshtein. Only cells that are no further than `most` from the diagonal
/// are filled in, as all others are above it, so the time is that of `most` words.
pub(crate) fn edits_within(most: usize, ours: &[u8], theirs: &[u8]) -> Option<usize> {
    if ours.len().abs_diff(theirs.len()) > most {
        return None;
    }
    let (ours, theirs) = without_shared_ends(ours, theirs);
    if ours.is_empty() || theirs.is_empty() {
        return Some(ours.len().max(theirs.len()));
    }
    // What differs at both its ends is two slips at the least, unless it is one byte, or two that are swapped.
    if most < 2 && ours.len().max(theirs.len()) > 2 * most {
        return None;
    }
    if ours.len().max(theirs.len()) > usize::from(LONGEST_WORD) {
        return None;
    }
    // No two words are further apart, and a row of bytes is soon made.
    let most = u8::try_from(most).unwrap_or(u8::MAX).min(LONGEST_WORD);
    let (beyond, reach) = (most + 1, usize::from(most));
    let mut rows = [[0; LONGEST_WORD as usize + 1]; 3];
    let [mut before_last, mut last, mut current] = rows.each_mut();
    for (edits, distance) in last[..=theirs.len().min(reach + 1)].iter_mut().zip(0..) {
        *edits = distance;
    }
    for (row, our) in ours.iter().enumerate() {
        let start = row.saturating_sub(reach);
        let end = (row + reach + 1).min(theirs.len());
        current[start] = if start == 0 { last[0] + 1 } else { beyond };
        let mut fewest = current[start];
        for column in start..end {
            let their = &theirs[column];
            let substituted = last[column] + u8::from(!our.eq_ignore_ascii_case(their));
            let mut edits = substituted.min(last[column + 1] + 1).min(current[column] + 1);
            let is_swap = row > 0
                && column > 0
                && ours[row - 1].eq_ignore_ascii_case(their)
                && theirs[column - 1].eq_ignore_ascii_case(our);
            if is_swap {
                edits = edits.min(before_last[column - 1] + 1);
            }
            current[column + 1] = edits;
            fewest = fewest.min(edits);
        }
        // What comes after is no less: a swap costs no less than the substitution in its first place.
        if fewest > most {
            return None;
        }
        if let Some(outside) = current.get_mut(end + 1) {
            *outside = beyond;
        }
        (before_last, last, current) = (last, current, before_last);
    }
    Some(last[theirs.len()]).filter(|edits| *edits <= most).map(usize::from)
}

/// The edits between two words if they are as few as a word of this length may have.
pub(crate) fn slips(written: &[u8], wanted: &[u8]) -> Option<usize> {
    let tolerated = (written.len().max(wanted.len()) / 3).max(1);
    edits_within(tolerated, written, wanted)
}

/// What is between the beginnings and the ends that two words have in common.
fn without_shared_ends<'w>(ours: &'w [u8], theirs: &'w [u8]) -> (&'w [u8], &'w [u8]) {
    let is_same = |(our, their): &(&u8, &u8)| our.eq_ignore_ascii_case(their);
    let start = ours.iter().zip(theirs).take_while(is_same).count();
    let (ours, theirs) = (&ours[start..], &theirs[start..]);
    let end = ours.iter().rev().zip(theirs.iter().rev()).take_while(is_same).count();
    (&ours[..ours.len() - end], &theirs[..theirs.len() - end])
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_WORD, edits_within, slips};

    /// The whole table, without a bound.
    fn edits(ours: &[u8], theirs: &[u8]) -> usize {
        let mut table = [[0; 6]; 6];
        for row in 0..=ours.len() {
            for column in 0..=theirs.len() {
                table[row][column] = if row == 0 || column == 0 {
                    row + column
                } else {
                    let is_other = usize::from(ours[row - 1] != theirs[column - 1]);
                    let mut best = table[row - 1][column - 1] + is_other;
                    best = best.min(table[row - 1][column] + 1).min(table[row][column - 1] + 1);
                    if row > 1
                        && column > 1
                        && ours[row - 1] == theirs[column - 2]
                        && ours[row - 2] == theirs[column - 1]
                    {
                        best = best.min(table[row - 2][column - 2] + 1);
                    }
                    best
                };
            }
        }
        table[ours.len()][theirs.len()]
    }

    /// The word of up to five letters of three that has this number.
    fn word(mut number: usize, letters: &mut [u8; 5]) -> &[u8] {
        let mut len = 0;
        while number > 0 {
            letters[len] = b"abc"[(number - 1) % 3];
            number = (number - 1) / 3;
            len += 1;
        }
        &letters[..len]
    }

    #[test]
    fn a_bound_changes_nothing_but_what_is_beyond_it() {
        let words = 1 + 3 + 9 + 27 + 81 + 243;
        for ours in 0..words {
            for theirs in 0..words {
                let (mut our_letters, mut their_letters) = ([0; 5], [0; 5]);
                let (ours, theirs) = (word(ours, &mut our_letters), word(theirs, &mut their_letters));
                let expected = edits(ours, theirs);
                for most in 0..4 {
                    let found = edits_within(most, ours, theirs);
                    assert_eq!(found, (expected <= most).then_some(expected), "{ours:?} {theirs:?} {most}");
                }
            }
        }
    }

    #[test]
    fn each_kind_of_slip_is_counted_once() {
        let check = |ours: &str, theirs: &str, expected| {
            for (ours, theirs) in [(ours, theirs), (theirs, ours)] {
                let edits = |most| edits_within(most, ours.as_bytes(), theirs.as_bytes());
                assert_eq!(edits(expected), Some(expected), "{ours} {theirs}");
                assert_eq!(edits(9), Some(expected), "{ours} {theirs}");
                if let Some(fewer) = expected.checked_sub(1) {
                    assert_eq!(edits(fewer), None, "{ours} {theirs}");
                }
            }
        };
        check("", "", 0);
        check("", "leads", 5);
        check("leads", "LEADS", 0);
        check("lead", "leads", 1);
        check("laeds", "lEads", 1);
        check("loads", "leads", 1);
        check("view", "read", 4);
        check("ca", "abc", 3);
    }

    #[test]
    fn words_of_any_length_are_compared() {
        const LONGEST: usize = LONGEST_WORD as usize;
        let (long, other) = ([b'a'; LONGEST], [b'b'; LONGEST]);
        assert_eq!(edits_within(0, &long, &long), Some(0));
        assert_eq!(edits_within(LONGEST, &long, &other), Some(LONGEST));
        assert_eq!(edits_within(1000, &[b'a'; LONGEST + 1], &[b'b'; LONGEST + 1]), None);
        assert_eq!(edits_within(1, &[b'a'; LONGEST + 9], &[b'a'; LONGEST + 8]), Some(1));
    }

    #[test]
    fn a_word_may_have_one_slip_for_three_characters() {
        assert_eq!(slips(b"lead", b"leads"), Some(1));
        assert_eq!(slips(b"coal", b"coql"), Some(1));
        assert_eq!(slips(b"view", b"read"), None);
        assert_eq!(slips(b"conatcst", b"contacts"), Some(2));
    }
}
