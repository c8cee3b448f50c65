//! The text of scopes, compared and hashed without regard to case, eight bytes at a time.
//!
//! Only the bytes of scopes are compared. Among letters, digits, `.` and `_` the bit [`CASE_BIT`] tells upper from lower
//! case and nothing else, so setting it folds a byte; `_` becomes a byte that no other does.

use core::cmp::Ordering;

/// The bit of a byte that tells upper from lower case.
const CASE_BIT: u8 = 0x20;

/// That bit of each of eight bytes.
const CASE: u64 = u64::from_ne_bytes([CASE_BIT; WORD]);

const WORD: usize = size_of::<u64>();

/// Whether two texts differ in case only.
#[inline]
pub(crate) const fn eq(ours: &[u8], theirs: &[u8]) -> bool {
    ours.len() == theirs.len() && difference(ours, theirs).is_none()
}

/// Whether `text` begins with `start`, in whatever case.
pub(crate) const fn starts_with(text: &[u8], start: &[u8]) -> bool {
    text.len() >= start.len() && eq(text.split_at(start.len()).0, start)
}

/// The order of the spellings in lower case.
pub(crate) const fn compare(ours: &[u8], theirs: &[u8]) -> Ordering {
    let (our, their) = match difference(ours, theirs) {
        Some((our, their)) => (our.to_ascii_lowercase() as usize, their.to_ascii_lowercase() as usize),
        None => (ours.len(), theirs.len()),
    };
    if our < their {
        Ordering::Less
    } else if our == their {
        Ordering::Equal
    } else {
        Ordering::Greater
    }
}

/// A number that is the same for all spellings of a text, and rarely the same for two texts.
pub(crate) const fn hash(text: &[u8]) -> u32 {
    let mut state = text.len() as u64;
    let mut rest = text;
    while let Some((word, more)) = rest.split_first_chunk()
        && !more.is_empty()
    {
        state = mixed(state, u64::from_le_bytes(*word) | CASE);
        rest = more;
    }
    let end = match text.last_chunk() {
        Some(word) => u64::from_le_bytes(*word) | CASE,
        None => packed(rest),
    };
    (mixed(state, end) >> u32::BITS) as u32
}

/// The last `len` bytes, folded, as one number; `len` is from one to eight.
pub(crate) const fn ending(text: &[u8], len: usize) -> u64 {
    match text.last_chunk() {
        Some(word) => (u64::from_le_bytes(*word) >> (u8::BITS as usize * (WORD - len))) | CASE,
        None => packed(text.split_at(text.len() - len).1),
    }
}

/// The first eight bytes at the most, folded, as one number.
pub(crate) const fn packed(text: &[u8]) -> u64 {
    let mut word = [0; WORD];
    let mut at = 0;
    while at < text.len() && at < WORD {
        word[at] = text[at];
        at += 1;
    }
    u64::from_le_bytes(word) | CASE
}

/// The first two bytes that differ, as far as both texts go.
#[inline]
const fn difference(ours: &[u8], theirs: &[u8]) -> Option<(u8, u8)> {
    let shared = if ours.len() < theirs.len() { ours.len() } else { theirs.len() };
    let (ours, theirs) = (ours.split_at(shared).0, theirs.split_at(shared).0);
    let ((our_words, _), (their_words, _)) = (ours.as_chunks(), theirs.as_chunks());
    let mut at = 0;
    while at < our_words.len() {
        if differ(our_words[at], their_words[at]) {
            return first_difference(our_words[at], their_words[at]);
        }
        at += 1;
    }
    // The last eight bytes are compared once more, with what is after the last word: that is cheaper than one by one.
    if let (Some(our), Some(their)) = (ours.last_chunk(), theirs.last_chunk()) {
        return first_difference(*our, *their);
    }
    let mut at = 0;
    while at < shared {
        if ours[at] | CASE_BIT != theirs[at] | CASE_BIT {
            return Some((ours[at], theirs[at]));
        }
        at += 1;
    }
    None
}

const fn differ(ours: [u8; WORD], theirs: [u8; WORD]) -> bool {
    (u64::from_le_bytes(ours) ^ u64::from_le_bytes(theirs)) & !CASE != 0
}

const fn first_difference(ours: [u8; WORD], theirs: [u8; WORD]) -> Option<(u8, u8)> {
    let (our, their) = (u64::from_le_bytes(ours), u64::from_le_bytes(theirs));
    let differing = (our ^ their) & !CASE;
    if differing == 0 {
        return None;
    }
    let first_byte = differing.trailing_zeros() & !(u8::BITS - 1);
    Some(((our >> first_byte).to_le_bytes()[0], (their >> first_byte).to_le_bytes()[0]))
}

const fn mixed(state: u64, word: u64) -> u64 {
    let product = (state ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    product ^ (product >> u32::BITS)
}
