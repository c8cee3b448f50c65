//! What no compiler checks: the size of files, their first line, what is left over, what a document must name.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A longer file has more than one subject.
const MOST_LINES: usize = 400;

/// Written by a program, in one piece.
const GENERATED: &[&str] = &["scopes/src/catalogue/generated.rs"];

/// Spelled in two halves, so that this file passes its own check.
const LEFT_OVERS: &[&str] = &[
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
    concat!("dbg", "!("),
    concat!("FIX", "ME"),
    concat!("TO", "DO"),
    concat!("#[ign", "ore"),
];

/// What was found.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TidyError {
    #[error("cannot read `{0}`")]
    Read(PathBuf, #[source] io::Error),
    #[error("the tree is not tidy:\n  {}", .0.join("\n  "))]
    Untidy(Vec<String>),
}

/// Looks at every file below the workspace's root.
pub(crate) fn check() -> Result<(), TidyError> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace");
    let mut findings = Vec::new();
    for path in rust_files(root)? {
        let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        check_file(&name, &path, &mut findings)?;
    }
    check_architecture(root, &mut findings)?;
    if findings.is_empty() { Ok(()) } else { Err(TidyError::Untidy(findings)) }
}

fn check_file(name: &str, path: &Path, findings: &mut Vec<String>) -> Result<(), TidyError> {
    let text = read(path)?;
    if GENERATED.contains(&name) {
        return Ok(());
    }
    let lines = text.lines().count();
    if lines > MOST_LINES {
        findings.push(format!("{name}: {lines} lines, more than {MOST_LINES}: divide it by its subjects"));
    }
    for left_over in LEFT_OVERS {
        if let Some(line) = text.lines().position(|line| line.contains(left_over)) {
            findings.push(format!("{name}:{}: `{left_over}` is left over", line + 1));
        }
    }
    let is_ui_case = name.starts_with("tests/ui/fail/") || name.starts_with("tests/ui/pass/");
    if !is_ui_case && !text.starts_with("//!") && !text.starts_with("#!") {
        findings.push(format!("{name}:1: begin with a `//!` sentence on what the file is for"));
    }
    if name.starts_with("tests/ui/fail/") && !path.with_extension("stderr").exists() {
        findings.push(format!("{name}: has no `.stderr` with what the compiler says"));
    }
    Ok(())
}

/// The code map names every member of the workspace, and every file that the document names is there.
fn check_architecture(root: &Path, findings: &mut Vec<String>) -> Result<(), TidyError> {
    let manifest = read(&root.join("Cargo.toml"))?;
    let architecture = read(&root.join("ARCHITECTURE.md"))?;
    let members = manifest.split_once("members = [").and_then(|(_, rest)| rest.split_once(']'));
    for member in members.map_or("", |(members, _)| members).split(',') {
        let member = member.trim().trim_matches('"');
        if !member.is_empty() && !architecture.contains(&format!("`{member}/`")) {
            findings.push(format!("ARCHITECTURE.md: the code map does not name `{member}/`"));
        }
    }
    let quoted = architecture.split('`').skip(1).step_by(2);
    for path in quoted.filter(|text| text.contains('/') && is_rust(Path::new(text))) {
        if !root.join(path).exists() {
            findings.push(format!("ARCHITECTURE.md: `{path}` does not exist"));
        }
    }
    Ok(())
}

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>, TidyError> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| TidyError::Read(folder.clone(), error))?;
        for entry in entries {
            let path = entry.map_err(|error| TidyError::Read(folder.clone(), error))?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if path.is_dir() {
                if name != "target" && name != "wip" && !name.starts_with('.') {
                    folders.push(path);
                }
            } else if is_rust(&path) {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

fn read(path: &Path) -> Result<String, TidyError> {
    fs::read_to_string(path).map_err(|error| TidyError::Read(path.to_owned(), error))
}
