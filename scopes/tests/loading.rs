//! How much room it takes to load a long list: a few times its own length, so no part of the work is done anew for each
//! scope. Whoever sends us lists decides how long they are.

use std::fmt::Write;

use allocation_counter::measure;
use zoho_scopes::{Scope, ScopeSet};

const LONG: usize = 20_000;

/// So many bytes are allocated in all for each byte that is read.
const MOST_BYTES: usize = 24;

/// Distinct scopes, none of them where it will stand in the set.
fn list(separator: &str) -> String {
    let mut list = String::new();
    for number in (0..LONG).rev() {
        write!(list, "{separator}Some{}.path{number}.READ", number % 7).expect("a string takes any text");
    }
    list.split_off(separator.len())
}

fn check(text: &str, load: impl FnOnce(&str) -> ScopeSet) {
    let mut loaded = ScopeSet::new();
    let allocated = measure(|| loaded = load(text));
    assert_eq!(loaded.len(), LONG);
    let per_byte = usize::try_from(allocated.bytes_total).expect("it fits in memory") / text.len();
    assert!(
        per_byte <= MOST_BYTES,
        "{per_byte} bytes for each byte, in {} allocations",
        allocated.count_total
    );
}

#[test]
fn a_few_scopes_are_loaded_with_two_allocations() {
    let list = "ZohoCRM.users.READ,ZohoCRM.modules.contacts.CREATE,ZohoCRM.settings.fields.READ";
    let mut loaded = ScopeSet::new();
    let allocated = measure(|| loaded = ScopeSet::parse_list(list).expect("it is well-formed"));
    assert_eq!(loaded.len(), 3);
    assert_eq!(allocated.count_total, 2, "one for the text, one for where its scopes are");
}

#[test]
fn a_list_is_loaded_at_once() {
    check(&list(" "), |text| ScopeSet::parse_list(text).expect("it is well-formed"));
}

#[test]
fn a_list_of_an_answer_is_loaded_at_once() {
    check(&list(" "), |text| ScopeSet::parse_lenient(text).0);
}

#[test]
fn scopes_are_added_at_once() {
    check(&list(" "), |text| {
        let mut set = ScopeSet::new();
        set.extend(text.split(' ').filter_map(|scope| Scope::parse(scope).ok()));
        set
    });
}

#[cfg(feature = "serde")]
#[test]
fn a_serialized_sequence_is_loaded_at_once() {
    let json = format!("[\"{}\"]", list("\",\""));
    check(&json, |json| serde_json::from_str(json).expect("it is well-formed"));
}
