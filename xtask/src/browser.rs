//! The browser of the browser tests: the one that the machine has, or else Debian's Chromium; and axe, which finds what is
//! not accessible in a page.

use crate::debian::{self, AptError};
use crate::pinned::{self, InstallError, NPM, Pinned};

/// The programs that the tests start, and the one that installs axe.
const PROGRAMS: [&str; 3] = ["chromium", "chromedriver", "npm"];

const PACKAGES: &[&str] = &["chromium", "chromium-driver", "nodejs", "npm"];

const AXE: Pinned = Pinned {
    sources: "tests/browser/axe",
    folder: "axe",
    manifests: &["package.json", "package-lock.json"],
    commands: NPM,
};

/// Why there is no browser.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BrowserError {
    #[error(transparent)]
    Apt(#[from] AptError),
    #[error("there is no `{0}`: install it, as `apt-get install chromium chromium-driver npm` does")]
    Missing(&'static str),
    #[error(transparent)]
    Axe(#[from] InstallError),
}

/// Installs what is missing.
pub(crate) fn install() -> Result<(), BrowserError> {
    pinned::install_programs(&PROGRAMS, PACKAGES)?;
    if let Some(missing) = debian::first_missing(&PROGRAMS) {
        return Err(BrowserError::Missing(missing));
    }
    Ok(AXE.install()?)
}
