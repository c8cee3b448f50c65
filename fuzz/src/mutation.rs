//! Making another input of one that is known.

use crate::random::Random;

/// A longer input takes time and finds nothing that a shorter one does not.
const LONGEST: usize = 256;

/// The most changes from one input to the next.
const MOST_CHANGES: usize = 4;

/// Bytes that end something, or nearly a scope's byte: the grammar's own, white space, quotes, parts of UTF-8.
const EDGES: &[u8] = b".,_ \t\n\r\0/?{}-:aAzZ09@[`\x7f\x80\xc3\xa9\xe2\x80\xa8\xff";

/// A changed copy of `input`; words of the `dictionary` and pieces of `other` find their way in.
pub fn mutated(input: &[u8], other: &[u8], dictionary: &[&[u8]], random: &mut Random) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..=random.place(MOST_CHANGES) {
        change(&mut bytes, other, dictionary, random);
    }
    bytes.truncate(LONGEST);
    bytes
}

fn change(bytes: &mut Vec<u8>, other: &[u8], dictionary: &[&[u8]], random: &mut Random) {
    let at = random.place(bytes.len() + 1);
    let end = at + random.place(bytes.len() - at + 1);
    match random.place(8) {
        0 => bytes.insert(at, *random.choose(EDGES)),
        1 => drop(bytes.drain(at..end)),
        2 => replace(bytes, at, |_| *random.choose(EDGES)),
        3 => replace(bytes, at, |byte| byte ^ 0x20),
        4 => replace(bytes, at, |byte| byte.wrapping_add(1)),
        5 => {
            let piece = bytes[at..end].to_vec();
            insert(bytes, at, &piece);
        }
        6 if !other.is_empty() => {
            let from = random.place(other.len());
            insert(bytes, at, &other[from..]);
        }
        _ => {
            bytes.drain(at..end);
            let word: &&[u8] = random.choose(dictionary);
            insert(bytes, at, word);
        }
    }
}

fn replace(bytes: &mut [u8], at: usize, by: impl FnOnce(u8) -> u8) {
    if let Some(byte) = bytes.get_mut(at) {
        *byte = by(*byte);
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    drop(bytes.splice(at..at, piece.iter().copied()));
}
