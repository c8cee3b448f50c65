//! The SDKs, and where they are installed.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

/// An official SDK of Zoho CRM, version 8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sdk {
    /// npm `@zohocrm/nodejs-sdk-8.0`
    Node,
    /// npm `@zohocrm/typescript-sdk-8.0`
    TypeScript,
    /// PyPI `zohocrmsdk8_0`
    Python,
}

/// Why an SDK's quick start cannot be run.
#[derive(Clone, Debug, thiserror::Error)]
pub enum NotReady {
    /// The packages are not there, or not those that the manifest names.
    #[error("{0} does not hold the packages of its manifest: run `cargo xtask install-sdks`")]
    NotInstalled(PathBuf),
    /// The quick start cannot be put beside the packages.
    #[error("the quick start cannot be copied to {0}: {1}")]
    Copy(PathBuf, String),
    /// TypeScript's compiler does not start, or refuses the quick start.
    #[error("the TypeScript quick start does not compile: {0}")]
    Compile(String),
}

impl Sdk {
    /// Interpreter and script, ready to be run in any folder.
    ///
    /// The script is copied beside the packages, where its language looks for them, and TypeScript is compiled; both
    /// happen once per process.
    ///
    /// # Errors
    ///
    /// The SDK is not installed, or the quick start does not compile.
    pub fn command(self) -> Result<[PathBuf; 2], NotReady> {
        static READY: [OnceLock<Result<[PathBuf; 2], NotReady>>; 3] = [const { OnceLock::new() }; 3];
        READY[self as usize].get_or_init(|| self.prepare()).clone()
    }

    fn prepare(self) -> Result<[PathBuf; 2], NotReady> {
        let (folder, script, manifest) = match self {
            Self::Node => ("node", "quickstart.js", "package-lock.json"),
            Self::TypeScript => ("typescript", "quickstart.ts", "package-lock.json"),
            Self::Python => ("python", "quickstart.py", "requirements.txt"),
        };
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let installed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/sdk").join(folder);
        let installed = installed
            .canonicalize()
            .map_err(|_| NotReady::NotInstalled(format!("target/sdk/{folder}").into()))?;
        let stamp = fs::read(installed.join("installed")).ok();
        if stamp.is_none() || stamp != fs::read(sources.join(manifest)).ok() {
            return Err(NotReady::NotInstalled(installed));
        }

        let copy = installed.join(script);
        fs::copy(sources.join(script), &copy)
            .map_err(|error| NotReady::Copy(copy.clone(), error.to_string()))?;
        Ok(match self {
            Self::Node => ["node".into(), copy],
            Self::TypeScript => {
                compile(&installed)?;
                ["node".into(), copy.with_extension("js")]
            }
            Self::Python => [installed.join("venv/bin/python3"), copy],
        })
    }
}

/// Compiles with the compiler that the SDK brings.
fn compile(installed: &Path) -> Result<(), NotReady> {
    let compiled = Command::new("node")
        .arg("node_modules/typescript/bin/tsc")
        .current_dir(installed)
        .output()
        .map_err(|error| NotReady::Compile(format!("`node` cannot be started: {error}")))?;
    if compiled.status.success() {
        Ok(())
    } else {
        Err(NotReady::Compile(String::from_utf8_lossy(&compiled.stdout).into_owned()))
    }
}
