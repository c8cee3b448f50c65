//! What the program may ever ask its users for: a record of every guard that is linked into it.

use std::fmt;

use linkme::distributed_slice;

use crate::guard::Guard;
use crate::record::{Record, Site};

// The linker knows both by these names alone, so they are nobody else's, and another version's neither.

/// The guards of all functions whose requirement is known when the program is compiled, put side by side by the linker.
#[distributed_slice]
pub static REQUIRES_SCOPE_0_1_GUARDS: [Guard];

/// The records of all functions whose arguments complete their requirement.
#[distributed_slice]
pub static REQUIRES_SCOPE_0_1_TEMPLATES: [&'static [u8]];

/// A guarded function of this program.
///
/// `Display` prints its path, its place and its requirement in one line.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct GuardedFunction(Record);

impl GuardedFunction {
    /// The function's path: its module and its name. A method is named without its type.
    pub fn path(&self) -> String {
        let Site { function, module, .. } = self.site();
        format!("{module}::{function}")
    }

    /// Where the function stands: module, file and line.
    pub fn site(&self) -> Site {
        self.0.site()
    }

    /// What the function needs, as text.
    pub fn requirement(&self) -> &'static str {
        self.0.requirement()
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
/// that is linked in an unusual way may lack entries: a dependency that nothing refers to is not linked at all, a Rust
/// `staticlib` that a C program links without link-time optimisation may bring none, and each dynamic library lists its
/// own functions only.
pub fn inventory() -> Vec<GuardedFunction> {
    let templates = REQUIRES_SCOPE_0_1_TEMPLATES.iter().map(|record| Record::new(record));
    let records = REQUIRES_SCOPE_0_1_GUARDS.iter().map(Guard::record).chain(templates);
    let mut functions = records.map(GuardedFunction).collect::<Vec<_>>();
    functions.sort_by_key(|function| {
        let Site { function: name, module, file, line } = function.site();
        (module, file, line, name)
    });
    functions
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_slices_are_named_after_the_version() {
        let version = concat!(env!("CARGO_PKG_VERSION_MAJOR"), "_", env!("CARGO_PKG_VERSION_MINOR"));
        for slice in ["GUARDS", "TEMPLATES"] {
            let declaration = format!("pub static REQUIRES_SCOPE_{version}_{slice}:");
            assert!(include_str!("inventory.rs").contains(&declaration), "{declaration}");
        }
    }
}
