//! Requirements with blanks that a call's own arguments fill: which module, which operation of the API.
//!
//! Arguments come from outside, so whatever they make must be in the catalogue. That also bounds how many guards one
//! template can make; each is made once, and lives as long as the program.

use std::fmt;
use std::sync::OnceLock;

use zoho_scopes::{Requirement, Scope, catalogue, endpoint, module};

use crate::admission::Admission;
use crate::error::{Error, Kind};
use crate::guard::Guard;
use crate::proof::{AsGrant, Proven};
use crate::record::Record;
use crate::refused::Refused;
use crate::within::Entered;

/// How many characters of an argument a message shows.
const LONGEST_SHOWN: usize = 64;

/// How many blanks of one template can be API names of modules. A scope has fewer segments.
const MOST_BLANKS: usize = 8;

/// An argument that can fill a blank.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot fill a blank of a scope",
    label = "the argument must implement `AsRef<str>`, as `&str` and `String` do"
)]
pub trait Segment {
    /// The argument as text.
    fn segment(&self) -> &str;
}

#[diagnostic::do_not_recommend]
impl<T: AsRef<str> + ?Sized> Segment for T {
    fn segment(&self) -> &str {
        self.as_ref()
    }
}

/// A requirement in which some scopes are known only when the function is called.
#[derive(Debug)]
pub enum Pattern {
    /// A part without blanks.
    Fixed(Requirement<'static>),
    /// One of [`Template`]'s blanks.
    Blank(usize),
    /// Every part.
    All(&'static [Pattern]),
    /// At least one part.
    Any(&'static [Pattern]),
}

/// What depends on an argument.
#[derive(Debug)]
pub enum Blank {
    /// A scope with `{argument}` among its segments.
    Scope(&'static str),
    /// An operation of the API, about the module that the argument names.
    Endpoint {
        /// The operation.
        endpoint: &'static str,
        /// The argument.
        module: &'static str,
    },
}

/// The arguments of a call, by their names.
pub type Values<'a> = [(&'static str, &'a str)];

/// The guard of a function whose requirement has blanks.
#[derive(Debug)]
pub struct Template<const N: usize> {
    pattern: Pattern,
    blanks: [Blank; N],
    record: Record,
    first: OnceLock<Box<Bound<N>>>,
}

/// A guard without blanks, and what they were filled with.
#[derive(Debug)]
struct Bound<const N: usize> {
    filling: [&'static str; N],
    guard: Guard,
    next: OnceLock<Box<Bound<N>>>,
}

impl<const N: usize> Template<N> {
    /// Made by the attribute, in a `static`.
    pub const fn new(pattern: Pattern, blanks: [Blank; N], record: &'static [u8]) -> Template<N> {
        Template { pattern, blanks, record: Record::new(record), first: OnceLock::new() }
    }

    /// Checks the current grant for a function that cannot wait.
    ///
    /// # Errors
    ///
    /// Whatever keeps the call from running, also an argument that makes a scope that does not exist.
    pub fn check_current(&'static self, values: &Values<'_>) -> Result<Entered, Error> {
        let guard = self.bind(values)?;
        Guard::check_current(|| guard)
    }

    /// Checks the current grant for an `async` function.
    pub fn admit_current(&'static self, values: &Values<'_>) -> Admission {
        match self.bind(values) {
            Ok(guard) => Guard::admit_current(|| guard),
            Err(error) => Admission::new(Err(Refused::because(error))),
        }
    }

    /// Checks `grant` for a function that cannot wait.
    ///
    /// What the arguments make of the requirement is known only now, so no proof of the caller's can cover it. What the
    /// caller has proven stays proven.
    ///
    /// # Errors
    ///
    /// The second part: whatever keeps the call from running, also an argument that makes a scope that does not exist.
    pub fn check<'g, G: AsGrant + ?Sized>(
        &'static self,
        grant: &'g G,
        values: &Values<'_>,
    ) -> (Proven<'g, G::Proof>, Result<Entered, Error>) {
        let proven = grant.proven();
        let checked = self.bind(values).and_then(|guard| guard.check_closely(proven.grant()));
        (proven, checked)
    }

    /// Checks `grant` for an `async` function, as [`check`](Self::check) does for others.
    pub fn admit<'g, G: AsGrant + ?Sized>(
        &'static self,
        grant: &'g G,
        values: &Values<'_>,
    ) -> (Proven<'g, G::Proof>, Admission) {
        let proven = grant.proven();
        let admission = match self.bind(values) {
            Ok(guard) => guard.admit_closely(proven.grant()),
            Err(error) => Admission::new(Err(Refused::because(error))),
        };
        (proven, admission)
    }

    fn bind(&'static self, values: &Values<'_>) -> Result<&'static Guard, Error> {
        self.bound(values).map_err(|unknown| {
            let function = self.record.site().function;
            Kind::UnknownArgument(format!("`{function}` was called with {unknown}")).into()
        })
    }

    fn bound(&'static self, values: &Values<'_>) -> Result<&'static Guard, Unknown> {
        let mut filling = [""; N];
        for (place, blank) in filling.iter_mut().zip(&self.blanks) {
            *place = blank.filled(values)?;
        }
        let mut slot = &self.first;
        loop {
            match slot.get() {
                Some(bound) if bound.filling == filling => return Ok(&bound.guard),
                Some(bound) => slot = &bound.next,
                None => {
                    let filled =
                        self.blanks.iter().zip(filling).map(|(blank, text)| blank.meaning(text, values));
                    let requirement = self.pattern.filled(&filled.collect::<Result<Vec<_>, _>>()?);
                    let guard = Guard::recorded(requirement, self.record);
                    // Whoever else has filled the slot meanwhile is looked at in the next round.
                    drop(slot.set(Box::new(Bound { filling, guard, next: OnceLock::new() })));
                }
            }
        }
    }
}

impl Pattern {
    /// What it makes lives as long as the program, so all blanks are known to be filled by now.
    fn filled(&self, blanks: &[Filled]) -> Requirement<'static> {
        let each =
            |parts: &[Pattern]| &*parts.iter().map(|part| part.filled(blanks)).collect::<Vec<_>>().leak();
        match self {
            Pattern::Fixed(requirement) => *requirement,
            Pattern::Blank(index) => blanks[*index].requirement(),
            Pattern::All(parts) => Requirement::All(each(parts)),
            Pattern::Any(parts) => Requirement::Any(each(parts)),
        }
    }
}

impl Blank {
    /// What tells this filling from others.
    fn filled(&self, values: &Values<'_>) -> Result<&'static str, Unknown> {
        match self {
            Blank::Scope(template) => filled_scope(template, values),
            Blank::Endpoint { module, .. } => {
                let name = value_of(module, values);
                module::segment(name).map_err(|error| Unknown::new(module, name, &error))
            }
        }
    }

    fn meaning(&self, filling: &'static str, values: &Values<'_>) -> Result<Filled, Unknown> {
        match self {
            Blank::Scope(_) => Ok(Filled::Scope(filling)),
            Blank::Endpoint { endpoint, module } => {
                let name = value_of(module, values);
                let needs = endpoint::find(endpoint).and_then(|call| call.about(name)?.needs());
                needs.map(Filled::Endpoint).map_err(|error| Unknown::new(module, name, &error))
            }
        }
    }
}

/// What stands in the place of a blank.
enum Filled {
    Scope(&'static str),
    Endpoint(endpoint::Needs),
}

impl Filled {
    fn requirement(&self) -> Requirement<'static> {
        let needs = match self {
            Filled::Scope(scope) => return Requirement::scope(scope),
            Filled::Endpoint(needs) => needs,
        };
        let alternatives = needs.alternatives().map(|scopes| {
            let scopes = scopes.map(Requirement::Scope).collect::<Vec<_>>();
            Requirement::All(scopes.leak())
        });
        Requirement::Any(alternatives.collect::<Vec<_>>().leak())
    }
}

/// The catalogued scope that the values make of the template. Each value may be the segment as it stands or the API name
/// of a module: all as they stand is tried first, all as modules last.
fn filled_scope(template: &'static str, values: &Values<'_>) -> Result<&'static str, Unknown> {
    let n_blanks = blanks_of(template).count().min(MOST_BLANKS);
    let scope = (0..1 << n_blanks).find_map(|modules| catalogued(template, values, modules));
    scope.ok_or_else(|| {
        let arguments = blanks_of(template).map(|name| (name, value_of(name, values)));
        Unknown::among(arguments, &format!("makes no scope of `{template}`"))
    })
}

/// The scope in which the blanks whose bits are set are modules; the lowest bit is that of the first blank.
fn catalogued(template: &str, values: &Values<'_>, mut modules: u32) -> Option<&'static str> {
    let mut text = String::with_capacity(template.len());
    for (index, part) in template.split('.').enumerate() {
        text.push_str(if index > 0 { "." } else { "" });
        match blank(part) {
            None => text.push_str(part),
            Some(name) => {
                let value = value_of(name, values);
                let is_module = modules & 1 == 1;
                modules >>= 1;
                text.push_str(if is_module { module::segment(value).ok()? } else { as_it_stands(value)? });
            }
        }
    }
    catalogue::find(&Scope::parse(&text).ok()?).map(|entry| entry.scope)
}

fn blanks_of(template: &'static str) -> impl Iterator<Item = &'static str> {
    template.split('.').filter_map(blank)
}

/// `argument` in `{argument}`.
fn blank(part: &str) -> Option<&str> {
    part.strip_prefix('{')?.strip_suffix('}')
}

/// The attribute gives a value for every blank; an empty one makes no scope.
fn value_of<'v>(name: &str, values: &Values<'v>) -> &'v str {
    values.iter().find(|(given, _)| *given == name).map_or("", |(_, value)| value)
}

fn as_it_stands(value: &str) -> Option<&str> {
    let is_segment =
        !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_segment.then_some(value)
}

/// Why a blank cannot be filled.
#[derive(Debug)]
struct Unknown(String);

impl Unknown {
    fn new(name: &str, value: &str, reason: &impl fmt::Display) -> Unknown {
        Unknown(format!("{}: {reason}", Argument(name, value)))
    }

    fn among<'v>(arguments: impl Iterator<Item = (&'static str, &'v str)>, reason: &str) -> Unknown {
        let arguments = arguments.map(|(name, value)| Argument(name, value).to_string()).collect::<Vec<_>>();
        Unknown(format!("{}, which {reason}", arguments.join(" and ")))
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An argument in a message, which a long one must not fill.
struct Argument<'a>(&'a str, &'a str);

impl fmt::Display for Argument<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Argument(name, value) = self;
        match value.char_indices().nth(LONGEST_SHOWN) {
            None => write!(f, "`{name}` = {value:?}"),
            Some((end, _)) => write!(f, "`{name}` = {:?}…", &value[..end]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &[u8] = b"requires_scope 1\ttests\tread\t1\tZohoCRM.modules.{module}.READ\ttests.rs\n";

    static READ: Template<1> =
        Template::new(Pattern::Blank(0), [Blank::Scope("ZohoCRM.modules.{module}.READ")], RECORD);

    fn requirement_of(module: &str) -> Option<String> {
        let guard = READ.bound(&[("module", module)]).ok()?;
        Some(guard.requirement().to_string())
    }

    #[test]
    fn names_and_segments_of_a_module_make_the_same_scope() {
        for module in ["Price_Books", "pricebooks", "PRICEBOOKS"] {
            assert_eq!(
                requirement_of(module).as_deref(),
                Some("ZohoCRM.modules.pricebooks.READ"),
                "{module}"
            );
        }
    }

    #[test]
    fn each_blank_is_a_segment_or_the_name_of_a_module() {
        let scope = |module, operation| {
            let values = [("service", "ZohoCRM"), ("module", module), ("operation", operation)];
            filled_scope("{service}.modules.{module}.{operation}", &values)
        };
        for (module, operation, expected) in [
            ("leads", "READ", "ZohoCRM.modules.leads.READ"),
            ("Price_Books", "READ", "ZohoCRM.modules.pricebooks.READ"),
            ("Space_Ships", "read", "ZohoCRM.modules.custom.READ"),
        ] {
            assert_eq!(scope(module, operation).ok(), Some(expected), "{module} and {operation}");
        }
        for (module, operation) in
            [("Leeds", "READ"), ("Price_Books", "FLY"), ("READ", "Price_Books"), ("", "READ")]
        {
            assert!(scope(module, operation).is_err(), "{module} and {operation}");
        }
    }

    #[test]
    fn what_is_no_single_segment_makes_nothing() {
        for module in ["", ".", "leads.READ", "leads,deals", " leads", "{module}", "leads\0"] {
            assert_eq!(requirement_of(module), None, "{module:?}");
        }
    }

    #[test]
    fn one_filling_has_one_guard_whoever_comes_first() {
        let of = |module: &str| {
            READ.bound(&[("module", module)]).map(std::ptr::from_ref).map(|guard| guard as usize)
        };
        let modules = ["Leads", "Deals", "Contacts", "Tasks"];
        let guards = std::thread::scope(|threads| {
            let started = [(); 8].map(|()| threads.spawn(|| modules.map(|module| of(module).ok())));
            started.map(|thread| thread.join().expect("a guard"))
        });
        assert!(guards.iter().all(|all| *all == guards[0] && all.iter().all(Option::is_some)), "{guards:?}");
        assert_ne!(guards[0][0], guards[0][1]);
    }
}
