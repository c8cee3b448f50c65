//! A quick start as a user runs it: in a folder of its own, with its settings in the environment.

use std::{io, path::Path, time::Duration};

use tempfile::TempDir;
use tokio::{process::Command, time::timeout};
use zoho_sandbox::{ClientCredentials, Sandbox};

use crate::{NotReady, Sdk};

/// A run that takes longer hangs.
const LONGEST: Duration = Duration::from_mins(2);

/// A quick start and its folder, in which the SDK keeps its tokens and fields from one run to the next.
#[derive(Debug)]
pub struct Program {
    sdk: Sdk,
    folder: TempDir,
    environment: Vec<(&'static str, String)>,
}

/// What a run printed.
#[derive(Debug)]
pub struct Run {
    /// Whether it ended without an exception.
    pub ended_well: bool,
    /// The lines of its standard output.
    pub lines: Vec<String>,
    /// Its standard error.
    pub errors: String,
}

/// Why a quick start did not run.
#[derive(Debug, thiserror::Error)]
pub enum ProgramError {
    /// The SDK is not ready.
    #[error(transparent)]
    Install(#[from] NotReady),
    /// The interpreter does not start, or the folder cannot be made.
    #[error("`{program}` does not start")]
    Start {
        /// The interpreter.
        program: String,
        /// What the operating system says.
        source: io::Error,
    },
    /// It hangs.
    #[error("the quick start has not ended after {} s", LONGEST.as_secs())]
    Hangs,
}

impl Program {
    /// A program of this client that talks to the sandbox, with a redirect URI of the client's and no token yet.
    ///
    /// # Errors
    ///
    /// No folder can be made for it.
    pub fn new(
        sdk: Sdk,
        sandbox: &Sandbox,
        client: &ClientCredentials,
        redirect_uri: &str,
    ) -> io::Result<Self> {
        let environment = vec![
            ("ZOHO_API_URL", sandbox.api_url().to_owned()),
            ("ZOHO_ACCOUNTS_URL", sandbox.accounts_url().to_owned()),
            ("ZOHO_CLIENT_ID", client.client_id.clone()),
            ("ZOHO_CLIENT_SECRET", client.client_secret.clone()),
            ("ZOHO_REDIRECT_URL", redirect_uri.to_owned()),
            // Requests to the sandbox must not leave the machine.
            ("NO_PROXY", "127.0.0.1".to_owned()),
            ("no_proxy", "127.0.0.1".to_owned()),
        ];
        Ok(Self { sdk, folder: TempDir::new()?, environment })
    }

    /// The same program with one more setting.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.environment.push((name, value.to_owned()));
        self
    }

    /// Where the SDK keeps its files.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Runs it to its end.
    ///
    /// # Errors
    ///
    /// The SDK is not installed, the interpreter does not start, or the program hangs.
    pub async fn run(&self) -> Result<Run, ProgramError> {
        let [interpreter, script] = self.sdk.command()?;
        let ending = Command::new(&interpreter)
            .arg(script)
            .current_dir(self.folder.path())
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .kill_on_drop(true)
            .output();
        let output = timeout(LONGEST, ending)
            .await
            .map_err(|_| ProgramError::Hangs)?
            .map_err(|source| ProgramError::Start { program: interpreter.display().to_string(), source })?;
        Ok(Run {
            ended_well: output.status.success(),
            lines: String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect(),
            errors: String::from_utf8_lossy(&output.stderr).into_owned(),
        })
    }
}
