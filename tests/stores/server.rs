//! The servers that the tests are given, and their end.

use std::env;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use tests::conformance::Outcome;

/// The URL of a server.
pub(crate) fn url(variable: &str) -> Outcome<String> {
    env::var(variable).map_err(|_| {
        format!("`{variable}` does not name a server: run `cargo xtask stores`, which starts one").into()
    })
}

/// A name that no other test uses.
pub(crate) fn fresh_name() -> String {
    static NAMES: AtomicU32 = AtomicU32::new(0);
    format!("test_{}_{}", std::process::id(), NAMES.fetch_add(1, Ordering::Relaxed))
}

/// Ends a server in the middle of whatever it does. Whoever has started it will start it again.
pub(crate) fn kill(process: &str) -> Outcome {
    let killed = Command::new("kill").args(["-KILL", process.trim()]).status()?;
    if killed.success() { Ok(()) } else { Err(format!("kill {process}: {killed}").into()) }
}
