//! What the program may ever ask its users for: a record of every guard that is linked into it.

use std::fmt;
use std::str;

use zoho_scopes::Requirement;

use crate::guard::Site;
use crate::text::Text;

/// What every record begins with: the name of the format, and its version.
const FORMAT: &str = "requires_scope 1\t";

/// A guarded function of this program.
///
/// `Display` prints its path, its place and its requirement in one line.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct GuardedFunction(&'static [u8]);

inventory::collect!(GuardedFunction);

impl GuardedFunction {
    /// Made by the attribute, as an entry of the inventory.
    #[doc(hidden)]
    pub const fn new(record: &'static [u8]) -> GuardedFunction {
        GuardedFunction(record)
    }

    /// The function's path: its module and its name. A method is named without its type.
    pub fn path(&self) -> String {
        let Site { function, module, .. } = self.site();
        format!("{module}::{function}")
    }

    /// Where the function stands: module, file and line.
    pub fn site(&self) -> Site {
        let [module, function, line, _, file] = self.fields();
        Site { function, module, file, line: line.parse().unwrap_or(0) }
    }

    /// What the function needs, as text.
    pub fn requirement(&self) -> &'static str {
        let [_, _, _, requirement, _] = self.fields();
        requirement
    }

    fn fields(&self) -> [&'static str; 5] {
        let record = str::from_utf8(self.0).unwrap_or_default();
        let record = record.strip_prefix(FORMAT).and_then(|rest| rest.strip_suffix('\n')).unwrap_or_default();
        // The file comes last because its name may hold anything.
        let mut fields = record.splitn(5, '\t');
        [(); 5].map(|()| fields.next().unwrap_or_default())
    }
}

impl fmt::Display for GuardedFunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.site(), self.requirement())
    }
}

impl fmt::Debug for GuardedFunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = f.debug_struct("GuardedFunction");
        fields.field("site", &self.site()).field("requirement", &self.requirement()).finish()
    }
}

/// Every function of the program that carries [`#[requires_scope]`](macro@crate::requires_scope), by module and line.
///
/// Functions that are never called, generic ones, and those of dependencies are listed like all others, for the linker
/// collects them.
///
/// # Examples
///
/// ```
/// # use requires_scope::{Error, requires_scope};
/// #[requires_scope("ZohoCRM.modules.contacts.CREATE")]
/// async fn create_contact(name: &str) -> Result<String, Error> {
///     Ok(name.to_owned())
/// }
///
/// let inventory = requires_scope::inventory();
/// let listed = inventory.iter().find(|function| function.path().ends_with("::create_contact"));
/// assert_eq!(listed.map(|function| function.requirement()), Some("ZohoCRM.modules.contacts.CREATE"));
/// ```
///
/// # Without running the program
///
/// The same text stands in a section of the built program: `.requires_scope` in ELF, `__DATA,__requires_scope` in
/// Mach-O, `.zscopes` in PE. It holds one line for each guard, in any order and perhaps with zero bytes between them:
/// the word `requires_scope`, a space and the version of the format, which is `1`, then after a tab each: module,
/// function, line, requirement, file.
///
/// ```text
/// objcopy -O binary --only-section=.requires_scope zylker /dev/stdout
/// ```
///
/// # Security
///
/// It is a list to read, to ask for everything at the first sign-in for example. No guard depends on it, and a program
/// that is linked in an unusual way may lack entries: a dependency that nothing refers to is not linked at all, and a
/// Rust `staticlib` that a C program links without link-time optimisation brings none.
pub fn inventory() -> Vec<GuardedFunction> {
    let mut functions = inventory::iter::<GuardedFunction>.into_iter().copied().collect::<Vec<_>>();
    functions.sort_by_key(|function| {
        let Site { function: name, module, file, line } = function.site();
        (module, file, line, name)
    });
    functions
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
