//! Measures what the project costs beside its peers, and writes it into BENCHMARKS.md. Whoever changes the attribute or
//! the check runs it again; nothing here names what the attribute expands to.

mod callgrind;
mod compile;
mod document;
mod future;
mod guard;
mod language;
mod load;
mod rustc;
mod size;
mod table;
mod tools;
mod web;
mod workload;

use std::io;
use std::iter;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::report;
use crate::servers::ServersError;

use self::document::Document;
use self::tools::Tools;

/// A chapter of BENCHMARKS.md, which can be measured alone.
struct Chapter {
    name: &'static str,
    title: &'static str,
    measure: fn(&Tools) -> Result<String, BenchError>,
}

const CHAPTERS: [Chapter; 9] = [
    Chapter { name: "guard", title: "What does a check cost?", measure: guard::measure },
    Chapter { name: "future", title: "What does the attribute do to a future?", measure: future::measure },
    Chapter { name: "check", title: "What does `cargo check` pay?", measure: compile::measure_check },
    Chapter { name: "release", title: "What does a release build pay?", measure: compile::measure_release },
    Chapter { name: "language", title: "What does the scope language cost?", measure: language::measure },
    Chapter { name: "web", title: "What does a web request pay?", measure: web::measure },
    Chapter { name: "size", title: "What do the tables weigh?", measure: size::measure },
    Chapter { name: "grants", title: "What do many grants cost?", measure: load::measure_grants },
    Chapter { name: "stores", title: "What does each store take?", measure: load::measure_stores },
];

/// Why a measurement did not end.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BenchError {
    #[error("no table is called `{0}`: there are {names}", names = names())]
    Unknown(String),
    #[error("cannot read or write `{0}`")]
    File(PathBuf, #[source] io::Error),
    #[error("`{0}` cannot be started")]
    Start(String, #[source] io::Error),
    #[error("`{0}` failed ({1})")]
    Failed(String, ExitStatus),
    #[error("there are no servers to measure the stores with")]
    Servers(#[from] ServersError),
    #[error("valgrind is missing and could not be installed: run `apt-get install valgrind` as root")]
    Valgrind,
    #[error(
        "Cargo.toml pins no version of gungraun: write `gungraun = \"=…\"` below `[workspace.dependencies]`"
    )]
    NoRunner,
    #[error(
        "`{0}` is no summary of a benchmark: gungraun's output has changed, see `xtask/src/bench/callgrind.rs`"
    )]
    Summary(String),
    #[error("the bench `{0}` measured no `{1}`: it is renamed there, but not in `xtask/src/bench/`")]
    Missing(String, String),
    #[error("cargo did not compile `{0}` again, so nothing was counted: remove it and run this once more")]
    NotCompiled(PathBuf),
    #[error("the other tables were measured with {0}: run `cargo xtask bench` to measure all of them")]
    OtherCompiler(String),
}

/// Measures every chapter, or those that are named, and writes them down.
pub(crate) fn run(names: &[&str]) -> Result<(), BenchError> {
    let wanted = |chapter: &&Chapter| names.is_empty() || names.contains(&chapter.name);
    if let Some(unknown) = names.iter().find(|name| CHAPTERS.iter().all(|chapter| chapter.name != **name)) {
        return Err(BenchError::Unknown((*unknown).to_owned()));
    }
    let tools = Tools::ready()?;
    let is_anew = names.is_empty();
    Document::open(&tools, is_anew)?;
    for (number, chapter) in CHAPTERS.iter().filter(wanted).enumerate() {
        report(format_args!("{}: {}\n", chapter.name, chapter.title));
        let text = (chapter.measure)(&tools)?;
        // It takes long to measure a chapter: meanwhile another may have been written.
        let mut document = Document::open(&tools, is_anew && number == 0)?;
        document.replace(chapter, &text);
        document.save()?;
    }
    report(format_args!("written to {}\n", document::NAME));
    Ok(())
}

fn names() -> String {
    CHAPTERS.map(|chapter| format!("`{}`", chapter.name)).join(", ")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace")
}

/// Runs a command to its end.
fn finish(command: &mut Command) -> Result<(), BenchError> {
    let status = command.status().map_err(|error| BenchError::Start(line_of(command), error))?;
    if status.success() { Ok(()) } else { Err(BenchError::Failed(line_of(command), status)) }
}

/// Runs a command to its end, and gives what it has printed.
fn output(command: &mut Command) -> Result<String, BenchError> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| BenchError::Start(line_of(command), error))?;
    if !output.status.success() {
        return Err(BenchError::Failed(line_of(command), output.status));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The command as a person would type it.
fn line_of(command: &Command) -> String {
    let words = iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
