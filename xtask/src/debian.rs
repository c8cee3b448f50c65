//! Installs what Debian has, where we may.

use std::env;
use std::io;
use std::process::{Command, ExitStatus};

use crate::report;

/// Why packages were not installed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AptError {
    #[error("`{0}` cannot be started")]
    Start(&'static str, #[source] io::Error),
    #[error("`apt-get` failed ({status}): install {}", .packages.join(" and "))]
    Failed { packages: &'static [&'static str], status: ExitStatus },
}

/// The first of the programs that is on no path.
pub(crate) fn first_missing(programs: &[&'static str]) -> Option<&'static str> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = env::split_paths(&path).collect();
    programs.iter().copied().find(|program| !folders.iter().any(|folder| folder.join(program).is_file()))
}

/// Whether we may install anything.
pub(crate) fn is_root() -> Result<bool, AptError> {
    let id = Command::new("id").arg("-u").output().map_err(|error| AptError::Start("id", error))?;
    Ok(id.stdout.trim_ascii() == b"0")
}

pub(crate) fn install(packages: &'static [&'static str]) -> Result<(), AptError> {
    report(format_args!("  installing {}\n", packages.join(" and ")));
    let failed = |status| AptError::Failed { packages, status };
    apt_get(&["update", "--quiet"], failed)?;
    apt_get(&[&["install", "--yes", "--quiet", "--no-install-recommends"], packages].concat(), failed)
}

fn apt_get(arguments: &[&str], failed: impl Fn(ExitStatus) -> AptError) -> Result<(), AptError> {
    let status = Command::new("apt-get")
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        // Debian would start a server of its own from some packages.
        .env("RUNLEVEL", "1")
        .status()
        .map_err(|error| AptError::Start("apt-get", error))?;
    if status.success() { Ok(()) } else { Err(failed(status)) }
}
