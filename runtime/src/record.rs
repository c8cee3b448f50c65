//! The record of a guarded function: one line of text, which stands in the built program and which the guard refers to.

use std::fmt;
use std::str;

use zoho_scopes::Requirement;

use crate::text::Text;

/// What every record begins with: the name of the format, and its version.
const FORMAT: &str = "requires_scope 1\t";

/// Where a guarded function stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site {
    /// The function's name.
    pub function: &'static str,
    /// The path of its module.
    pub module: &'static str,
    /// The file, as the compiler was given it.
    pub file: &'static str,
    /// The line of the function.
    pub line: u32,
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}::{} ({}:{})", self.module, self.function, self.file, self.line)
    }
}

/// What is known of a guarded function without running it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Record(&'static [u8]);

impl Record {
    pub(crate) const fn new(line: &'static [u8]) -> Record {
        Record(line)
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn site(self) -> Site {
        let [module, function, line, _, file] = self.fields();
        Site { function, module, file, line: line.parse().unwrap_or(0) }
    }

    #[cfg(feature = "registry")]
    pub(crate) fn requirement(self) -> &'static str {
        let [_, _, _, requirement, _] = self.fields();
        requirement
    }

    fn fields(self) -> [&'static str; 5] {
        let record = str::from_utf8(self.0).unwrap_or_default();
        let record = record.strip_prefix(FORMAT).and_then(|rest| rest.strip_suffix('\n')).unwrap_or_default();
        // The file comes last because its name may hold anything.
        let mut fields = record.splitn(5, '\t');
        [(); 5].map(|()| fields.next().unwrap_or_default())
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.site().fmt(f)
    }
}

/// A part of a record.
#[derive(Debug)]
pub enum Part {
    /// Text that the attribute knows.
    Text(&'static str),
    /// A requirement with a name, of which only the compiler knows what it is.
    Named(&'static Requirement<'static>),
    /// One that is a part of a group.
    NamedInGroup(&'static Requirement<'static>),
}

/// The bytes of a text that has `N` of them.
///
/// # Panics
///
/// If it has fewer, when the program is compiled.
pub const fn bytes_of<const N: usize>(text: &str) -> [u8; N] {
    match text.as_bytes().first_chunk() {
        Some(bytes) => *bytes,
        None => panic!("a text is as long as it is"),
    }
}

/// How many bytes the record has.
pub const fn record_len(parts: &[Part]) -> usize {
    text::<0>(parts).len()
}

/// The bytes of the record, of which there are `N`.
pub const fn record<const N: usize>(parts: &[Part]) -> [u8; N] {
    text::<N>(parts).into_bytes()
}

const fn text<const N: usize>(parts: &[Part]) -> Text<N> {
    let mut text = Text::new();
    let mut next = 0;
    while next < parts.len() {
        text = match &parts[next] {
            Part::Text(part) => text.and(part),
            Part::Named(requirement) => text.and_requirement(requirement, false),
            Part::NamedInGroup(requirement) => text.and_requirement(requirement, true),
        };
        next += 1;
    }
    text
}
