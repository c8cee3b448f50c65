//! "Did you mean": the catalogued scope that is spelt most like a text.

use core::cmp::Reverse;

use super::{ENTRIES, Entry};
use crate::operation::Operation;
use crate::scope::{MAX_SEGMENTS, Scope};
use crate::spelling::edits_within;

/// Beyond this a text is no misspelling of a scope, and comparing it would only cost time.
const LONGEST_TEXT: usize = 128;

/// What a mistyped character costs.
const EDIT: usize = 2;

/// What a segment left out costs: less than two slips, as whoever leaves one out spells the others well.
const GAP: usize = 3;

/// The service that is meant where none is written.
const ASSUMED_SERVICE: &str = "ZohoCRM";

/// What it costs to take a scope without its service for one of another service than that.
const OTHER_SERVICE: usize = 2 * GAP;

/// What another order of the segments costs, for the same reason.
const ORDER: usize = 3;

/// What a last segment costs that resembles nothing: it is one of a few operations.
const OPERATION: usize = 6;

/// The distance from which on two scopes have nothing to do with each other.
const FAR: usize = 9;

/// How many slips make no other scope of the text, wherever they are: a dot may be among what is mistyped.
const SLIPS: usize = 2;

/// The catalogued scope that is spelt most like `text`, or `None` if none is near.
///
/// Two characters may be mistyped anywhere. Beyond that segments are compared with segments: more may be mistyped in a
/// long one, one or two may be left out or all be in another order, and the operation may be one that does not exist at
/// this path. A scope without its service is rather one of Zoho CRM than of another. A segment that was written is never
/// dropped, as that would name a broader scope. Of equally near scopes one that reads is preferred to one that writes,
/// then the one that more sources name.
///
/// # Examples
///
/// ```
/// use zoho_scopes::catalogue::nearest;
///
/// assert_eq!(nearest("ZohoCRM.modules.contact.CREATE"), Some("ZohoCRM.modules.contacts.CREATE"));
/// assert_eq!(nearest("ZohoCRM.contacts.CREATE"), Some("ZohoCRM.modules.contacts.CREATE"));
/// assert_eq!(nearest("ZohoCRM.contacts.modules.CREATE"), Some("ZohoCRM.modules.contacts.CREATE"));
/// assert_eq!(nearest("ZohoCRM.coql.ALL"), Some("ZohoCRM.coql.READ"));
/// assert_eq!(nearest("SomethingElse.entirely.READ"), None);
/// ```
pub fn nearest(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if text.len() > LONGEST_TEXT {
        return None;
    }
    if let Some(entry) = Scope::parse(text).ok().and_then(|scope| super::find(&scope)) {
        return Some(entry.scope);
    }
    let written = Segments::of(text);
    let (mut nearest, mut far) = (None, FAR);
    for entry in &ENTRIES {
        let distance = distance(text, written.as_ref(), &entry, far);
        if distance >= far {
            continue;
        }
        let rank = (distance, Reverse(is_reading(&entry)), Reverse(count_sources(&entry)), entry.scope);
        if nearest.is_none_or(|nearest| rank < nearest) {
            nearest = Some(rank);
            far = distance + 1;
        }
    }
    nearest.map(|(.., scope)| scope)
}

fn is_reading(entry: &Entry) -> bool {
    Scope::known(entry.scope).operation() == Some(Operation::Read)
}

fn count_sources(entry: &Entry) -> usize {
    entry.provenance.split(' ').count()
}

/// What the cheapest way from the text to the entry costs; `far` or more if that is what it costs.
fn distance(text: &str, written: Option<&Segments<'_>>, entry: &Entry, far: usize) -> usize {
    let most = SLIPS.min((far - 1) / EDIT);
    let slips = edits_within(most, text.as_bytes(), entry.scope.as_bytes()).map_or(far, |edits| edits * EDIT);
    let far = far.min(slips);
    match (written, Segments::of(entry.scope)) {
        (Some(written), Some(wanted)) if far > 0 => {
            let service_gap = if entry.service == ASSUMED_SERVICE { GAP } else { OTHER_SERVICE };
            let in_order = aligned(written.list(), wanted.list(), service_gap, far);
            in_order.min(reordered(written, wanted.list(), far)).min(far)
        }
        _ => far,
    }
}

/// The segments of a text, as many as a scope may have.
#[derive(Clone, Copy)]
struct Segments<'t> {
    list: [&'t [u8]; MAX_SEGMENTS],
    len: usize,
}

impl<'t> Segments<'t> {
    fn of(text: &'t str) -> Option<Segments<'t>> {
        let mut segments = Segments { list: [&[]; MAX_SEGMENTS], len: 0 };
        for segment in text.as_bytes().split(|byte| *byte == b'.') {
            *segments.list.get_mut(segments.len)? = segment;
            segments.len += 1;
        }
        Some(segments)
    }

    fn list(&self) -> &[&'t [u8]] {
        &self.list[..self.len]
    }
}

/// Segment by segment in the order written, if leaving the first of the wanted ones out costs `gap`.
fn aligned(written: &[&[u8]], wanted: &[&[u8]], gap: usize, far: usize) -> usize {
    let Some(gaps) = wanted.len().checked_sub(written.len()) else {
        return far;
    };
    let Some((wants, want_more)) = wanted.split_first() else {
        return 0;
    };
    if gaps * GAP >= far {
        return far;
    }
    let kept = written.split_first().map_or(far, |(writes, write_more)| {
        let edits = segment_distance(writes, wants, far);
        let here = if want_more.is_empty() { edits.min(OPERATION) } else { edits };
        if here < far { here + aligned(write_more, want_more, GAP, far - here) } else { far }
    });
    if gaps == 0 || gap >= far {
        return kept;
    }
    kept.min(gap + aligned(written, want_more, GAP, far - gap))
}

/// Segment by segment in another order: each wanted one with the written one that is most like it.
fn reordered(written: &Segments<'_>, wanted: &[&[u8]], far: usize) -> usize {
    if written.len != wanted.len() {
        return far;
    }
    let mut left = *written;
    let mut cost = ORDER;
    for (place, wants) in wanted.iter().enumerate() {
        let within = far.saturating_sub(cost);
        let candidates = (place..left.len).map(|at| (segment_distance(left.list[at], wants, within), at));
        let Some((distance, at)) = candidates.min().filter(|(distance, _)| *distance < within) else {
            return far;
        };
        cost += distance;
        left.list.swap(place, at);
    }
    cost
}

/// What the slips of a segment cost, or `far`.
fn segment_distance(writes: &[u8], wants: &[u8], far: usize) -> usize {
    let tolerated = (writes.len().max(wants.len()) / 3).max(1);
    let most = tolerated.min(far.saturating_sub(1) / EDIT);
    edits_within(most, writes, wants).map_or(far, |edits| edits * EDIT)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn nearest_names_what_was_meant() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(nearest(text), expected, "{text}");
        check("zohocrm.modules.leads.read", Some("ZohoCRM.modules.leads.READ"));
        check("ZohoCRM.module.leads.READ", Some("ZohoCRM.modules.leads.READ"));
        check("ZohoCRM.modules.laeds.READ", Some("ZohoCRM.modules.leads.READ"));
        check("ZohoCRM.modules.leads.REED", Some("ZohoCRM.modules.leads.READ"));
        check("ZohoCRM.modules.leads.ADL", Some("ZohoCRM.modules.leads.ALL"));
        check("ZohoCRM.modules.contacts.VIEW", Some("ZohoCRM.modules.contacts.READ"));
        check("ZohoCRM.modules.leadsREAD", Some("ZohoCRM.modules.leads.READ"));
        check("ZohoCRM.modu.les.leads.READ", Some("ZohoCRM.modules.leads.READ"));
        check("ZohoCRM.READ.modules.leads", Some("ZohoCRM.modules.leads.READ"));
        check("ZohoCRM.leads.modules.READ", Some("ZohoCRM.modules.leads.READ"));
        check("READ.modules.leads.ZohoCRM", Some("ZohoCRM.modules.leads.READ"));
        check("modules.contacts.CREATE", Some("ZohoCRM.modules.contacts.CREATE"));
        check("contacts.CREATE", Some("ZohoCRM.modules.contacts.CREATE"));
        check("tickets.READ", Some("Desk.tickets.READ"));
        check("ZohoBook.invoices.READ", Some("ZohoBooks.invoices.READ"));
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
