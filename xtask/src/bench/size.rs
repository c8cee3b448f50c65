//! Bytes that the language and its tables add to a program.

use std::process::Command;

use super::tools::Tools;
use super::{BenchError, output, root};

const INTRODUCTION: &str = "\
Bytes of four small release programs, stripped: without the language, with it, and with its tables.
";

pub(super) fn measure(tools: &Tools) -> Result<String, BenchError> {
    let mut command = Command::new("cargo");
    command.args(["bench", "--quiet", "--package", "benches", "--bench", "size"]);
    let sizes = output(command.current_dir(root()).env("CARGO_TARGET_DIR", &tools.target))?;
    Ok(format!("{INTRODUCTION}\n```text\n{}\n```\n", sizes.trim_end()))
}
