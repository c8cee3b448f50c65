//! What is fuzzed.

mod covers;
mod endpoint;
mod list;
mod nearest;
mod oracle;
mod requirement;
mod scope;
mod tree;

use std::fmt;

use zoho_scopes::catalogue::ENTRIES;
use zoho_scopes::endpoint::{ENDPOINTS, Method};
use zoho_scopes::module;

use crate::shape::Shape;

/// A function that takes whatever bytes there are and panics where a law is broken.
#[derive(Clone, Copy)]
pub struct Target {
    /// Names it on the command line and its folder in the corpus.
    pub name: &'static str,
    /// Runs one input.
    pub run: fn(&[u8]) -> Shape,
    /// Words of the language, which chance alone would not spell.
    pub dictionary: fn() -> Vec<&'static [u8]>,
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Target").field(&self.name).finish()
    }
}

/// Every target.
pub const TARGETS: [Target; 6] = [
    Target { name: "scope", run: scope::run, dictionary: scopes },
    Target { name: "covers", run: covers::run, dictionary: scopes },
    Target { name: "list", run: list::run, dictionary: scopes },
    Target { name: "requirement", run: requirement::run, dictionary: trees },
    Target { name: "nearest", run: nearest::run, dictionary: scopes },
    Target { name: "endpoint", run: endpoint::run, dictionary: requests },
];

/// Catalogued scopes, and their segments, which make scopes that are not catalogued.
fn scopes() -> Vec<&'static [u8]> {
    let mut words: Vec<&[u8]> = ENTRIES.iter().map(|entry| entry.scope.as_bytes()).collect();
    words.extend(ENTRIES.iter().flat_map(|entry| entry.scope.split('.')).map(str::as_bytes));
    words.sort_unstable();
    words.dedup();
    words
}

/// Bytes that are read as parts of a tree; any byte is.
fn trees() -> Vec<&'static [u8]> {
    vec![&[0xf0, 0xf1], &[0xf2, 0xf8], &[0xf3, 0xfb], b"\x00\x01\xf2", b"\x02\x03\xfa\x04\xf2"]
}

/// Methods, templates with and without a method, their segments, ids and modules.
fn requests() -> Vec<&'static [u8]> {
    let mut words: Vec<&[u8]> = Method::EVERY.map(|method| method.as_str().as_bytes()).to_vec();
    for endpoint in &ENDPOINTS {
        words.extend([endpoint.template.as_bytes(), endpoint.id.as_bytes()]);
        words.extend(endpoint.template.split('/').map(str::as_bytes));
    }
    words.extend(module::names().map(|(name, _)| name.as_bytes()));
    words.extend([b"GET /crm/v8/".as_slice(), b"?page=2", b"%2F", b"Space_Ships", b"__s"]);
    words.sort_unstable();
    words.dedup();
    words
}
