//! What the measurements need from outside: valgrind, and the runner of gungraun in the version that the manifest pins.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::report;

use super::{BenchError, finish, output, root};

/// The tools, installed.
pub(super) struct Tools {
    /// Where cargo builds, and where everything that is generated goes.
    pub(super) target: PathBuf,
    /// The path of `gungraun-runner`.
    pub(super) runner: PathBuf,
    /// The compiler itself: rustup's `rustc` only starts it, and valgrind would count that.
    pub(super) rustc: PathBuf,
    /// As `rustc --version` says it.
    pub(super) compiler: String,
}

impl Tools {
    /// Installs what is missing.
    pub(super) fn ready() -> Result<Self, BenchError> {
        install_valgrind()?;
        let target = target();
        let runner = install_runner(&target)?;
        let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(root()))?;
        let compiler = output(Command::new("rustc").arg("--version").current_dir(root()))?;
        let rustc = PathBuf::from(sysroot.trim()).join("bin/rustc");
        Ok(Self { target, runner, rustc, compiler: compiler.trim().to_owned() })
    }
}

/// This program lies in `debug/` of the folder.
fn target() -> PathBuf {
    let executable = env::current_exe().ok();
    let target = executable.as_deref().and_then(|path| path.ancestors().nth(2));
    target.map_or_else(|| root().join("target"), Into::into)
}

fn install_valgrind() -> Result<(), BenchError> {
    let is_there = || {
        let version = Command::new("valgrind").arg("--version").stdout(Stdio::null()).status();
        version.is_ok_and(|status| status.success())
    };
    if is_there() {
        return Ok(());
    }
    report(format_args!("  $ apt-get install valgrind\n"));
    let installed =
        Command::new("apt-get").args(["install", "--yes", "valgrind"]).stdout(Stdio::null()).status();
    match installed {
        Ok(status) if status.success() && is_there() => Ok(()),
        _ => Err(BenchError::Valgrind),
    }
}

fn install_runner(target: &Path) -> Result<PathBuf, BenchError> {
    let manifest = root().join("Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(|error| BenchError::File(manifest, error))?;
    let version = pinned(&text).ok_or(BenchError::NoRunner)?;
    let tools = target.join("tools");
    let runner = tools.join("bin/gungraun-runner");
    let installed = Command::new(&runner).arg("--version").output();
    let is_right = |text: &str| text.split_whitespace().last() == Some(version);
    if installed.is_ok_and(|output| is_right(&String::from_utf8_lossy(&output.stdout))) {
        return Ok(runner);
    }
    report(format_args!("  $ cargo install gungraun-runner --version {version}\n"));
    let mut install = Command::new("cargo");
    install.args(["install", "gungraun-runner", "--locked", "--force", "--version", version, "--root"]);
    finish(install.arg(&tools))?;
    Ok(runner)
}

/// The exact version of gungraun in a manifest.
fn pinned(manifest: &str) -> Option<&str> {
    let line = manifest.lines().find_map(|line| line.strip_prefix("gungraun = \"="))?;
    line.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::pinned;

    #[test]
    fn the_runner_has_the_version_of_the_manifest() {
        assert_eq!(pinned("futures = \"1\"\ngungraun = \"=0.20.0\"\n"), Some("0.20.0"));
        assert_eq!(pinned("gungraun = \"0.20\"\n"), None);
    }
}
