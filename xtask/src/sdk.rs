//! Installs Zoho's official SDKs below `target/sdk`, in the versions that `tests/sdk` pins.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use crate::debian::{self, AptError};
use crate::report;

/// What installs and runs the SDKs.
const PROGRAMS: [&str; 3] = ["node", "npm", "python3"];

const PACKAGES: &[&str] = &["nodejs", "npm", "python3-venv"];

/// An SDK: its folder in `tests/sdk`, and how its packages get there.
struct Sdk {
    folder: &'static str,
    /// What decides which packages are installed; the last one is every version, exactly.
    manifests: &'static [&'static str],
    commands: &'static [&'static [&'static str]],
}

const SDKS: [Sdk; 3] = [
    Sdk { folder: "node", manifests: &["package.json", "package-lock.json"], commands: NPM },
    Sdk {
        folder: "typescript",
        manifests: &["package.json", "tsconfig.json", "package-lock.json"],
        commands: NPM,
    },
    Sdk {
        folder: "python",
        manifests: &["requirements.txt"],
        commands: &[
            &["python3", "-m", "venv", "--clear", "venv"],
            &["venv/bin/pip", "install", "--quiet", "--disable-pip-version-check", "-r", "requirements.txt"],
        ],
    },
];

/// No package needs a script to be installed, so none may run one.
const NPM: &[&[&str]] = &[&["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]];

/// Why an SDK was not installed.
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

/// Installs every SDK that is not there in its pinned versions.
pub(crate) fn install() -> Result<(), InstallError> {
    if debian::first_missing(&PROGRAMS).is_some() && debian::is_root()? {
        debian::install(PACKAGES)?;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace");
    for sdk in &SDKS {
        sdk.install(root)?;
    }
    Ok(())
}

impl Sdk {
    fn install(&self, root: &Path) -> Result<(), InstallError> {
        let sources = root.join("tests/sdk").join(self.folder);
        let folder = root.join("target/sdk").join(self.folder);
        let versions = sources.join(self.manifests.last().expect("an SDK has a manifest"));
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
