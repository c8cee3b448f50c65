//! Installs Zoho's official SDKs below `target/sdk`, in the versions that `tests/sdk` pins.

use crate::pinned::{self, InstallError, NPM, Pinned};

/// What installs and runs the SDKs.
const PROGRAMS: [&str; 3] = ["node", "npm", "python3"];

const PACKAGES: &[&str] = &["nodejs", "npm", "python3-venv"];

const SDKS: [Pinned; 3] = [
    Pinned {
        sources: "tests/sdk/node",
        folder: "sdk/node",
        manifests: &["package.json", "package-lock.json"],
        commands: NPM,
    },
    Pinned {
        sources: "tests/sdk/typescript",
        folder: "sdk/typescript",
        manifests: &["package.json", "tsconfig.json", "package-lock.json"],
        commands: NPM,
    },
    Pinned {
        sources: "tests/sdk/python",
        folder: "sdk/python",
        manifests: &["requirements.txt"],
        commands: &[
            &["python3", "-m", "venv", "--clear", "venv"],
            &["venv/bin/pip", "install", "--quiet", "--disable-pip-version-check", "-r", "requirements.txt"],
        ],
    },
];

/// Installs every SDK that is not there in its pinned versions.
pub(crate) fn install() -> Result<(), InstallError> {
    pinned::install_programs(&PROGRAMS, PACKAGES)?;
    SDKS.iter().try_for_each(Pinned::install)
}
