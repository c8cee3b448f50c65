//! What the program may ever ask its users for: every guard that is linked into it.

use std::fmt;

use crate::guard::{Guard, Site};
use crate::template::Template;

/// Something that the inventory lists.
pub trait Guarded: Sync {
    /// Where the guarded function stands.
    fn site(&self) -> &Site;

    /// Prints what the function needs.
    fn fmt_requirement(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl Guarded for Guard {
    fn site(&self) -> &Site {
        self.site()
    }

    fn fmt_requirement(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.requirement(), f)
    }
}

impl<const N: usize> Guarded for Template<N> {
    fn site(&self) -> &Site {
        self.site()
    }

    fn fmt_requirement(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A guarded function of this program.
///
/// `Display` prints its path, its place and its requirement in one line.
#[derive(Clone, Copy)]
pub struct GuardedFunction(&'static dyn Guarded);

inventory::collect!(GuardedFunction);

impl GuardedFunction {
    /// Made by the attribute, as an entry of the inventory.
    #[doc(hidden)]
    pub const fn new(guarded: &'static dyn Guarded) -> GuardedFunction {
        GuardedFunction(guarded)
    }

    /// The function's path: its module and its name. A method is named without its type.
    pub fn path(&self) -> String {
        let Site { function, module, .. } = self.site();
        format!("{module}::{function}")
    }

    /// Where the function stands: module, file and line.
    pub fn site(&self) -> &'static Site {
        self.0.site()
    }

    /// What the function needs, as text.
    pub fn requirement(&self) -> String {
        Requirement(self.0).to_string()
    }
}

impl fmt::Display for GuardedFunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.site(), Requirement(self.0))
    }
}

impl fmt::Debug for GuardedFunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = f.debug_struct("GuardedFunction");
        fields.field("site", self.site()).field("requirement", &self.requirement()).finish()
    }
}

struct Requirement(&'static dyn Guarded);

impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt_requirement(f)
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
/// let requirement = listed.map(|function| function.requirement());
/// assert_eq!(requirement.as_deref(), Some("ZohoCRM.modules.contacts.CREATE"));
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
        let Site { function, module, file, line } = *function.site();
        (module, file, line, function)
    });
    functions
}
