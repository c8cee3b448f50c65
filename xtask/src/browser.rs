//! The browser of the browser tests: the one that the machine has, or else Debian's Chromium.

use crate::debian::{self, AptError};

/// The programs that the tests start.
const PROGRAMS: [&str; 2] = ["chromium", "chromedriver"];

const PACKAGES: &[&str] = &["chromium", "chromium-driver"];

/// Why there is no browser.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BrowserError {
    #[error(transparent)]
    Apt(#[from] AptError),
    #[error("there is no `{0}`: install it, as `apt-get install chromium chromium-driver` does")]
    Missing(&'static str),
}

/// Installs what is missing.
pub(crate) fn install() -> Result<(), BrowserError> {
    if debian::first_missing(&PROGRAMS).is_some() && debian::is_root()? {
        debian::install(PACKAGES)?;
    }
    debian::first_missing(&PROGRAMS).map_or(Ok(()), |program| Err(BrowserError::Missing(program)))
}
