//! Packages of npm and of pip, installed below `target` in the versions that a folder of ours pins.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use crate::debian::{self, AptError};
use crate::report;

/// Some packages: where their versions are written, and how they are installed.
pub(crate) struct Pinned {
    /// The folder that says which packages it is, and the one below `target` that gets them.
    pub(crate) sources: &'static str,
    pub(crate) folder: &'static str,
    /// What decides which packages are installed; the last one is every version, exactly.
    pub(crate) manifests: &'static [&'static str],
    pub(crate) commands: &'static [&'static [&'static str]],
}

/// No package needs a script to be installed, so none may run one.
pub(crate) const NPM: &[&[&str]] =
    &[&["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]];

/// Why packages were not installed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InstallError {
    #[error(transparent)]
    Apt(#[from] AptError),
    #[error("cannot prepare `{0}`")]
    Prepare(PathBuf, #[source] io::Error),
    #[error("`{0}` cannot be started: on Debian, `apt-get install nodejs npm python3-venv` brings it")]
    Start(String, #[source] io::Error),
    #[error("`{command}` failed in `{folder}` ({status})")]
    Failed { command: String, folder: PathBuf, status: ExitStatus },
}

/// Installs the programs that install packages, where they are missing and we may.
pub(crate) fn install_programs(
    programs: &[&'static str],
    packages: &'static [&'static str],
) -> Result<(), AptError> {
    if debian::first_missing(programs).is_some() && debian::is_root()? {
        debian::install(packages)?;
    }
    Ok(())
}

impl Pinned {
    /// Installs the packages, unless they are there in these versions.
    pub(crate) fn install(&self) -> Result<(), InstallError> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace");
        let sources = root.join(self.sources);
        let folder = root.join("target").join(self.folder);
        let versions = sources.join(self.manifests.last().expect("it has a manifest"));
        let versions = fs::read(&versions).map_err(|error| InstallError::Prepare(versions, error))?;
        // Written last, so that half an installation is none; the tests look for it too.
        let stamp = folder.join("installed");
        if fs::read(&stamp).is_ok_and(|installed| installed == versions) {
            return Ok(());
        }
        let prepared = fs::create_dir_all(&folder).and_then(|()| {
            for manifest in self.manifests {
                fs::copy(sources.join(manifest), folder.join(manifest))?;
            }
            Ok(())
        });
        prepared.map_err(|error| InstallError::Prepare(folder.clone(), error))?;
        for command in self.commands {
            run(command, &folder)?;
        }
        fs::write(&stamp, versions).map_err(|error| InstallError::Prepare(stamp, error))
    }
}

fn run(command: &[&str], folder: &Path) -> Result<(), InstallError> {
    let (program, arguments) = command.split_first().expect("a command has a program");
    let line = command.join(" ");
    report(format_args!("  $ (cd {} && {line})\n", folder.display()));
    // A program of the folder is named by its whole path: where a relative one is looked for depends on the platform.
    let program = if program.contains('/') { folder.join(program) } else { program.into() };
    let status = Command::new(program).args(arguments).current_dir(folder).status();
    match status {
        Err(error) => Err(InstallError::Start(line, error)),
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(InstallError::Failed { command: line, folder: folder.to_owned(), status }),
    }
}
