//! The programs of the servers: those that the machine has, or else those of Debian's packages.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::debian::{self, AptError};

/// Debian keeps the programs of each version of PostgreSQL in a folder of its own, out of the `PATH`.
const POSTGRES_VERSIONS: &str = "/usr/lib/postgresql";

const PACKAGES: &[&str] = &["postgresql", "redis-server"];

/// Why the programs are not there.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InstallError {
    #[error(transparent)]
    Apt(#[from] AptError),
    #[error(
        "there is no `{0}`: install PostgreSQL and Redis, as `apt-get install postgresql redis-server` does"
    )]
    Missing(&'static str),
}

/// Where the programs are, and how they are run.
pub(super) struct Programs {
    pub(super) initdb: PathBuf,
    pub(super) postgres: PathBuf,
    pub(super) redis: PathBuf,
    /// PostgreSQL refuses to run as root.
    pub(super) is_root: bool,
}

impl Programs {
    pub(super) fn find_or_install() -> Result<Programs, InstallError> {
        let is_root = debian::is_root()?;
        match Programs::find(is_root) {
            Err(InstallError::Missing(_)) if is_root => {
                debian::install(PACKAGES)?;
                Programs::find(is_root)
            }
            found => found,
        }
    }

    fn find(is_root: bool) -> Result<Programs, InstallError> {
        let find = |name| folders().map(|folder| folder.join(name)).find(|path| path.is_file());
        let redis = find("redis-server").or_else(|| find("valkey-server"));
        Ok(Programs {
            initdb: find("initdb").ok_or(InstallError::Missing("initdb"))?,
            postgres: find("postgres").ok_or(InstallError::Missing("postgres"))?,
            redis: redis.ok_or(InstallError::Missing("redis-server"))?,
            is_root,
        })
    }

    /// A command as a user as whom PostgreSQL runs.
    pub(super) fn as_postgres(&self, program: &Path) -> Command {
        let root: &[_] = &["--reuid", "postgres", "--regid", "postgres", "--init-groups"];
        command(program, if self.is_root { root } else { &[] })
    }
}

/// A command as the user that we are.
pub(super) fn as_ourselves(program: &Path) -> Command {
    command(program, &[])
}

/// The operating system ends it together with whoever has started it.
fn command(program: &Path, user: &[&str]) -> Command {
    let mut command = Command::new("setpriv");
    command.args(user).args(["--pdeathsig", "INT", "--"]).arg(program);
    command
}

/// Those of the `PATH`, then those of Debian's PostgreSQL, the latest version first.
fn folders() -> impl Iterator<Item = PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let path: Vec<_> = env::split_paths(&path).collect();
    let versions = fs::read_dir(POSTGRES_VERSIONS).into_iter().flatten().flatten();
    let mut versions: Vec<_> = versions.map(|version| version.path().join("bin")).collect();
    versions.sort();
    path.into_iter().chain(versions.into_iter().rev())
}
