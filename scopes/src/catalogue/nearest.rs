//! "Did you mean": the catalogued scope that is spelt most like a text.

use alloc::vec::Vec;
use core::cmp::Reverse;

use super::{ENTRIES, Entry};
use crate::operation::Operation;
use crate::scope::Scope;

/// Beyond this a text is no misspelling of a scope, and comparing it would only cost time.
const LONGEST_TEXT: usize = 128;

/// What a mistyped character costs.
const EDIT: usize = 2;

/// What a segment left out costs: less than two slips, as whoever leaves one out spells the others well.
const GAP: usize = 3;

/// What a last segment costs that resembles nothing: it is one of a few operations.
const OPERATION: usize = 6;

/// The distance from which on two scopes have nothing to do with each other.
const FAR: usize = 9;

/// The catalogued scope that is spelt most like `text`, or `None` if none is near.
///
/// Segments are compared with segments: one may be mistyped or left out, and the operation may be one that does not
/// exist at this path. A segment that was written is never dropped, as that would name a broader scope. Of equally near
/// scopes one that reads is preferred to one that writes, then the one that more sources name.
///
/// # Examples
///
/// ```
/// use zoho_scopes::catalogue::nearest;
///
/// assert_eq!(nearest("ZohoCRM.modules.contact.CREATE"), Some("ZohoCRM.modules.contacts.CREATE"));
/// assert_eq!(nearest("ZohoCRM.contacts.CREATE"), Some("ZohoCRM.modules.contacts.CREATE"));
/// assert_eq!(nearest("ZohoCRM.coql.ALL"), Some("ZohoCRM.coql.READ"));
/// assert_eq!(nearest("SomethingElse.entirely.READ"), None);
/// ```
pub fn nearest(text: &str) -> Option<&'static str> {
    if text.len() > LONGEST_TEXT {
        return None;
    }
    let written: Vec<Vec<u8>> = text.split('.').map(folded).collect();
    let near = |entry: &'static Entry| {
        let wanted: Vec<Vec<u8>> = entry.scope.split('.').map(folded).collect();
        let distance = distance(&written, &wanted);
        (distance < FAR)
            .then(|| (distance, Reverse(is_reading(entry)), Reverse(count_sources(entry)), entry.scope))
    };
    let (.., scope) = ENTRIES.iter().filter_map(near).min()?;
    Some(scope)
}

fn is_reading(entry: &Entry) -> bool {
    Scope::known(entry.scope).operation() == Some(Operation::Read)
}

fn count_sources(entry: &Entry) -> usize {
    entry.provenance.split(' ').count()
}

fn folded(segment: &str) -> Vec<u8> {
    segment.trim().bytes().map(|byte| byte.to_ascii_lowercase()).collect()
}

/// What the cheapest way from the written segments to the wanted ones costs; [`FAR`] or more if there is none.
fn distance(written: &[Vec<u8>], wanted: &[Vec<u8>]) -> usize {
    let Some(gaps) = wanted.len().checked_sub(written.len()) else {
        return FAR;
    };
    let Some((wants, want_more)) = wanted.split_first() else {
        return 0;
    };
    if gaps * GAP >= FAR {
        return FAR;
    }
    let kept = written.split_first().map_or(FAR, |(writes, write_more)| {
        segment_distance(writes, wants, want_more.is_empty()) + distance(write_more, want_more)
    });
    if gaps == 0 { kept } else { kept.min(GAP + distance(written, want_more)) }
}

fn segment_distance(writes: &[u8], wants: &[u8], is_last: bool) -> usize {
    let edits = edit_distance(writes, wants);
    let tolerated = (writes.len().max(wants.len()) / 3).max(1);
    match (edits <= tolerated, is_last) {
        (true, _) => edits * EDIT,
        (false, true) => OPERATION,
        (false, false) => FAR,
    }
}

/// Damerau–Levenshtein in its restricted form: insertions, deletions, substitutions and swaps of neighbours.
fn edit_distance(ours: &[u8], theirs: &[u8]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=theirs.len()).collect();
    for (row, our) in ours.iter().enumerate() {
        let mut current = Vec::with_capacity(last.len());
        current.push(row + 1);
        for (column, their) in theirs.iter().enumerate() {
            let substituted = last[column] + usize::from(our != their);
            let mut best = substituted.min(last[column + 1] + 1).min(current[column] + 1);
            let is_swap = row > 0 && column > 0 && ours[row - 1] == *their && theirs[column - 1] == *our;
            if is_swap {
                best = best.min(before_last[column - 1] + 1);
            }
            current.push(best);
        }
        before_last = core::mem::replace(&mut last, current);
    }
    last[theirs.len()]
}

#[cfg(test)]
mod tests {
    use super::{edit_distance, nearest};

    #[test]
    fn edit_distance_counts_each_kind_of_slip_once() {
        let check = |ours: &str, theirs: &str, expected| {
            assert_eq!(edit_distance(ours.as_bytes(), theirs.as_bytes()), expected, "{ours} {theirs}");
            assert_eq!(edit_distance(theirs.as_bytes(), ours.as_bytes()), expected, "{theirs} {ours}");
        };
        check("", "", 0);
        check("", "leads", 5);
        check("leads", "leads", 0);
        check("lead", "leads", 1);
        check("laeds", "leads", 1);
        check("loads", "leads", 1);
        check("view", "read", 4);
    }

    #[test]
    fn nearest_names_what_was_meant() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(nearest(text), expected, "{text}");
        check("zohocrm.modules.leads.read", Some("ZohoCRM.modules.leads.READ"));
        check("ZohoCRM.module.leads.READ", Some("ZohoCRM.modules.leads.READ"));
        check("ZohoCRM.modules.laeds.READ", Some("ZohoCRM.modules.leads.READ"));
        check("ZohoCRM.modules.leads.REED", Some("ZohoCRM.modules.leads.READ"));
        check("ZohoCRM.modules.contacts.VIEW", Some("ZohoCRM.modules.contacts.READ"));
        check("modules.contacts.CREATE", Some("ZohoCRM.modules.contacts.CREATE"));
        check("contacts.CREATE", Some("ZohoCRM.modules.contacts.CREATE"));
        check("ZohoCRM.modules", Some("ZohoCRM.modules.READ"));
        check("ZohoCRM.modules.leads", Some("ZohoCRM.modules.leads.READ"));
        check("ZohoCRM.leads.READ", Some("ZohoCRM.modules.leads.READ"));
        check("ZohoCRM.modules.Price_Books.READ", Some("ZohoCRM.modules.pricebooks.READ"));
        check("ZohoCRM.fields.READ", Some("ZohoCRM.settings.fields.READ"));
    }

    #[test]
    fn nearest_is_silent_about_what_resembles_nothing() {
        for text in
            ["", ".", "....", "Slack.channels.READ", "ZohoCRM.modules.spaceships.READ", &"a".repeat(10_000)]
        {
            assert_eq!(nearest(text), None, "{text}");
        }
    }
}
