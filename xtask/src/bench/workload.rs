//! A program of annotated functions of middle size, to be compiled: some `?`, a `match`, a `struct`, an `await`.

use std::fs;
use std::path::{Path, PathBuf};

use super::{BenchError, root};

/// What stands above, or first in, each function of the program.
#[derive(Clone, Copy)]
pub(super) struct Variant {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    attribute: &'static str,
    first_lines: &'static str,
    helper: &'static str,
    /// Of `requires-scope`.
    features: &'static str,
    /// Cargo builds procedural macros without optimisation, unless a profile says otherwise.
    pub(super) is_macro_optimised: bool,
}

const NONE: Variant = Variant {
    name: "none",
    about: "nothing",
    attribute: "",
    first_lines: "",
    helper: "",
    features: "",
    is_macro_optimised: false,
};

const BY_HAND: Variant = Variant {
    name: "by_hand",
    about: "a check written by hand, which neither waits nor is listed",
    first_lines:
        "    const NEEDS: Requirement<'static> = Requirement::scope(\"ZohoCRM.modules.contacts.READ\");
    require(&NEEDS)?;
",
    helper: "
use requires_scope::Requirement;

fn require(needs: &Requirement<'static>) -> Result<(), Failure> {
    let grant = requires_scope::current()?;
    if grant.meets(needs) { Ok(()) } else { Err(Failure::Missing(grant.missing(needs))) }
}
",
    ..NONE
};

const ATTRIBUTE: Variant = Variant {
    name: "attribute",
    about: "`#[requires_scope]` without the feature `registry`",
    attribute: "#[requires_scope::requires_scope(\"ZohoCRM.modules.contacts.READ\")]\n",
    ..NONE
};

const REGISTERED: Variant =
    Variant { name: "registered", about: "`#[requires_scope]`", features: "\"registry\"", ..ATTRIBUTE };

const OPTIMISED: Variant = Variant {
    name: "optimised",
    about: "`#[requires_scope]`, macros built with `opt-level = 3`",
    is_macro_optimised: true,
    ..REGISTERED
};

const INSTRUMENT: Variant = Variant {
    name: "instrument",
    about: "`#[tracing::instrument]`",
    attribute: "#[tracing::instrument]\n",
    ..NONE
};

/// The first is what all others are compared with.
pub(super) const VARIANTS: [Variant; 6] = [NONE, BY_HAND, ATTRIBUTE, REGISTERED, OPTIMISED, INSTRUMENT];

/// The name of the generated package.
pub(super) const PACKAGE: &str = "workload";

const MANIFEST: &str = r#"[package]
name = "workload"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
requires-scope = { path = "{runtime}", default-features = false, features = [{features}] }
tracing = "0.1.44"

[profile.dev]
debug = "line-tables-only"
incremental = false

[profile.release]
strip = "symbols"
"#;

const OPTIMISED_MACROS: &str = "
[profile.dev.build-override]
opt-level = 3
";

const HEAD: &str = r#"//! Generated: functions of middle size, and a program that calls each of them.

use std::future::{Future, ready};
use std::num::ParseIntError;
use std::pin::Pin;
use std::task::{Context, Waker};

#[derive(Debug)]
pub enum Failure {
    Number(ParseIntError),
    Server(u32),
    Missing(requires_scope::ScopeSet),
    Refused(requires_scope::Error),
}

impl From<ParseIntError> for Failure {
    fn from(error: ParseIntError) -> Self {
        Failure::Number(error)
    }
}

impl From<requires_scope::Error> for Failure {
    fn from(error: requires_scope::Error) -> Self {
        Failure::Refused(error)
    }
}

#[derive(Debug)]
pub struct Connection {
    text: String,
}

impl Connection {
    pub fn fetch(&self, path: &str, from: u64) -> impl Future<Output = Result<String, Failure>> {
        ready(if self.text.is_empty() { Err(Failure::Server(500)) } else { Ok(format!("{from}\n{path}\n{}", self.text)) })
    }
}

#[derive(Debug)]
pub struct Page {
    pub rows: Vec<String>,
    pub next: Option<u64>,
}

type Running<'a> = Pin<Box<dyn Future<Output = Result<Page, Failure>> + 'a>>;
"#;

const FUNCTION: &str = r#"
/// Lists the contacts from row {number} on.
{attribute}pub async fn list_{number}(connection: &Connection, from: u64, filter: Option<&str>) -> Result<Page, Failure> {
{first_lines}    let answer = connection.fetch("/crm/v8/Contacts/{number}", from).await?;
    let rows = answer.lines().filter(|line| filter.is_none_or(|text| line.contains(text)));
    let rows = rows.map(str::to_owned).collect::<Vec<_>>();
    let next = match rows.first() {
        Some(row) if rows.len() >= 20 => Some(row.trim().parse::<u64>()? + {number}),
        Some(_) => None,
        None => return Err(Failure::Server({number})),
    };
    Ok(Page { rows, next })
}

fn run_{number}(connection: &Connection) -> Running<'_> {
    Box::pin(list_{number}(connection, {number}, None))
}
"#;

const MAIN: &str = r#"
fn main() {
    let connection = Connection { text: std::env::args().collect() };
    for run in RUNS {
        let page = run(&connection).as_mut().poll(&mut Context::from_waker(Waker::noop()));
        println!("{page:?}");
    }
}
"#;

/// Writes a program of so many functions, and gives the folder of its manifest.
pub(super) fn write(variant: &Variant, n_functions: usize, target: &Path) -> Result<PathBuf, BenchError> {
    let folder = target.join("bench").join(variant.name).join(n_functions.to_string());
    let write = |path: PathBuf, text: String| {
        fs::write(&path, text).map_err(|error| BenchError::File(path.clone(), error))
    };
    let source = folder.join("src");
    fs::create_dir_all(&source).map_err(|error| BenchError::File(source.clone(), error))?;
    // The same versions of everything as the workspace has.
    let lock = root().join("Cargo.lock");
    fs::copy(&lock, folder.join("Cargo.lock")).map_err(|error| BenchError::File(lock, error))?;
    write(folder.join("Cargo.toml"), manifest(variant))?;
    write(source.join("main.rs"), program(variant, n_functions))?;
    Ok(folder)
}

fn manifest(variant: &Variant) -> String {
    let runtime = root().join("runtime").display().to_string();
    let manifest = MANIFEST.replace("{runtime}", &runtime).replace("{features}", variant.features);
    manifest + if variant.is_macro_optimised { OPTIMISED_MACROS } else { "" }
}

fn program(variant: &Variant, n_functions: usize) -> String {
    let function =
        FUNCTION.replace("{attribute}", variant.attribute).replace("{first_lines}", variant.first_lines);
    let numbers = || (0..n_functions).map(|number| number.to_string());
    let functions = numbers().map(|number| function.replace("{number}", &number));
    let runs = numbers().map(|number| format!("run_{number}")).collect::<Vec<_>>().join(", ");
    let runs = format!("\nstatic RUNS: [fn(&Connection) -> Running<'_>; {n_functions}] = [{runs}];\n");
    [HEAD, variant.helper]
        .map(str::to_owned)
        .into_iter()
        .chain(functions)
        .chain([runs, MAIN.to_owned()])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{REGISTERED, program};

    #[test]
    fn each_function_has_the_attribute_and_is_run() {
        let program = program(&REGISTERED, 3);
        assert_eq!(program.matches("requires_scope(\"").count(), 3);
        assert_eq!(program.matches("Box::pin(list_").count(), 3);
        assert!(program.contains("= [run_0, run_1, run_2];"), "{program}");
    }
}
