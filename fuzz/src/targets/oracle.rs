//! The grammar of `SPEC.md` once more, written from its text and not from the parser.

/// Whether a text is a scope.
pub(super) fn is_scope(text: &str) -> bool {
    let segments: Vec<&str> = text.split('.').collect();
    (2..=5).contains(&segments.len()) && segments.iter().all(|segment| is_segment(segment))
}

/// Whether a scope can begin so.
pub(super) fn begins_a_scope(text: &str) -> bool {
    let segments: Vec<&str> = text.split('.').collect();
    let (begun, finished) = segments.split_last().expect("a split text has a part");
    finished.len() <= 4
        && finished.iter().all(|segment| is_segment(segment))
        && (begun.is_empty() || is_segment(begun))
}

/// The items of a list.
pub(super) fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split(is_separator).filter(|item| !item.is_empty())
}

/// What stands between the items of a list.
pub(super) fn is_separator(c: char) -> bool {
    c == ',' || c.is_whitespace()
}

/// The other spelling: upper case for lower case and the reverse.
pub(super) fn in_other_case(text: &str) -> String {
    let other =
        |c: char| if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
    text.chars().map(other).collect()
}

fn is_segment(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
