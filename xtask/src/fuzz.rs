//! Runs every fuzz target for a bounded time, in optimised code with its checks on.

use std::io;
use std::process::{Command, ExitStatus};

use crate::report;

/// Why fuzzing did not end well.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FuzzError {
    #[error("`{0}` is no number of seconds: write `cargo xtask fuzz --seconds 60`")]
    Seconds(String),
    #[error("cargo cannot be started")]
    Start(#[source] io::Error),
    #[error("something was found ({0}): it is kept in fuzz/corpus, and `cargo test -p fuzz` replays it")]
    Found(ExitStatus),
}

/// Runs each target for so many seconds.
pub(crate) fn run(seconds: &str) -> Result<(), FuzzError> {
    let seconds: u32 = seconds.parse().map_err(|_| FuzzError::Seconds(seconds.to_owned()))?;
    report(format_args!("each target runs for {seconds} s\n"));
    let status = Command::new("cargo")
        .args(["run", "--quiet", "--profile", "fuzz", "--package", "fuzz", "--", "--seconds"])
        .arg(seconds.to_string())
        .status()
        .map_err(FuzzError::Start)?;
    if status.success() { Ok(()) } else { Err(FuzzError::Found(status)) }
}
