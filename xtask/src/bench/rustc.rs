//! Compiles a generated program: counts the compiler's instructions, or weighs what it has made.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::tools::Tools;
use super::workload::{self, PACKAGE, Variant};
use super::{BenchError, finish};

/// Cargo runs it in place of the compiler. Only the generated program is counted: what it depends on, and the questions
/// that cargo asks the compiler, are not.
const WRAPPER: &str = r#"#!/bin/sh
case "$*" in
*"--crate-name {package} "*) exec valgrind --tool=cachegrind --cache-sim=no --log-file={counts}.log --cachegrind-out-file={counts} "$@" ;;
*) exec "$@" ;;
esac
"#;

/// What cargo is asked to do.
#[derive(Clone, Copy)]
pub(super) enum Build {
    Check,
    Release,
}

impl Build {
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check", "--quiet"],
            Self::Release => &["build", "--quiet", "--release"],
        }
    }
}

/// The instructions of the compiler for a program of so many functions.
pub(super) fn instructions(
    variant: &Variant,
    n_functions: usize,
    build: Build,
    tools: &Tools,
) -> Result<u64, BenchError> {
    let folder = workload::write(variant, n_functions, &tools.target)?;
    let counts = folder.join("counts");
    match fs::remove_file(&counts) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(BenchError::File(counts, error)),
        Ok(()) | Err(_) => {}
    }
    let wrapper = write_wrapper(&folder, &counts)?;
    finish(cargo(build, &folder, tools).env("RUSTC_WORKSPACE_WRAPPER", wrapper))?;
    let text = fs::read_to_string(&counts).map_err(|_| BenchError::NotCompiled(folder))?;
    let total = text.lines().find_map(|line| line.strip_prefix("summary: ")?.trim().parse().ok());
    total.ok_or(BenchError::Summary("summary".to_owned()))
}

/// The bytes of a release program of so many functions, without symbols.
pub(super) fn bytes(variant: &Variant, n_functions: usize, tools: &Tools) -> Result<u64, BenchError> {
    let folder = workload::write(variant, n_functions, &tools.target)?;
    finish(&mut cargo(Build::Release, &folder, tools))?;
    let program = folder_of_builds(tools).join("release").join(PACKAGE);
    let metadata = fs::metadata(&program).map_err(|error| BenchError::File(program, error))?;
    Ok(metadata.len())
}

fn cargo(build: Build, folder: &Path, tools: &Tools) -> Command {
    let mut command = Command::new("cargo");
    command.args(build.arguments()).current_dir(folder);
    // Incremental builds would be a second question.
    command.env("CARGO_INCREMENTAL", "0").env("CARGO_TARGET_DIR", folder_of_builds(tools));
    command.env("RUSTC", &tools.rustc);
    command
}

/// All programs share what they depend on.
fn folder_of_builds(tools: &Tools) -> PathBuf {
    tools.target.join("bench/target")
}

fn write_wrapper(folder: &Path, counts: &Path) -> Result<PathBuf, BenchError> {
    let wrapper = folder.join("count.sh");
    let text = WRAPPER.replace("{package}", PACKAGE).replace("{counts}", &format!("'{}'", counts.display()));
    let written = fs::write(&wrapper, text)
        .and_then(|()| fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755)));
    written.map_err(|error| BenchError::File(wrapper.clone(), error))?;
    Ok(wrapper)
}
