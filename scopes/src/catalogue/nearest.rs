//! "Did you mean": the catalogued scope that is spelt most like a text.

use core::cmp::Reverse;
use core::str::Split;

use super::{ENTRIES, Entry};
use crate::operation::Operation;
use crate::scope::Scope;
use crate::spelling::slips;

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

/// What a last segment costs that resembles nothing: it is one of a few operations.
const OPERATION: usize = 6;

/// The distance from which on two scopes have nothing to do with each other.
const FAR: usize = 9;

/// The catalogued scope that is spelt most like `text`, or `None` if none is near.
///
/// Segments are compared with segments: one may be mistyped or left out, and the operation may be one that does not
/// exist at this path. A scope without its service is rather one of Zoho CRM than of another. A segment that was written is never dropped, as that would name a broader scope. Of equally near
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
    if let Some(entry) = Scope::parse(text).ok().and_then(|scope| super::find(&scope)) {
        return Some(entry.scope);
    }
    let near = |entry: &'static Entry| {
        let service_gap = if entry.service == ASSUMED_SERVICE { GAP } else { OTHER_SERVICE };
        let distance = distance(segments(text), segments(entry.scope), service_gap);
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

fn segments(text: &str) -> Split<'_, char> {
    text.split('.')
}

/// What the cheapest way from the written segments to the wanted ones costs, if leaving out the first costs `gap`;
/// [`FAR`] or more if there is none.
fn distance(written: Split<'_, char>, mut wanted: Split<'_, char>, gap: usize) -> usize {
    let (n_written, n_wanted) = (written.clone().count(), wanted.clone().count());
    let Some(gaps) = n_wanted.checked_sub(n_written) else {
        return FAR;
    };
    let Some(wants) = wanted.next() else {
        return 0;
    };
    if gaps * GAP >= FAR {
        return FAR;
    }
    let mut write_more = written.clone();
    let kept = match write_more.next().map(|writes| segment_distance(writes, wants, n_wanted == 1)) {
        Some(near) if near < FAR => near + distance(write_more, wanted.clone(), GAP),
        _ => FAR,
    };
    if gaps == 0 { kept } else { kept.min(gap + distance(written, wanted, GAP)) }
}

fn segment_distance(writes: &str, wants: &str, is_last: bool) -> usize {
    match (slips(writes.trim().as_bytes(), wants.as_bytes()), is_last) {
        (Some(slips), _) => slips * EDIT,
        (None, true) => OPERATION,
        (None, false) => FAR,
    }
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
        check("ZohoCRM.modules.contacts.VIEW", Some("ZohoCRM.modules.contacts.READ"));
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
