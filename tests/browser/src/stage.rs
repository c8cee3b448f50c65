//! A sandbox, and Zylker beside it as a process that can be killed and started again.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::process::{Child, ChildStdout, Command, Stdio};

use tempfile::TempDir;
use zoho_sandbox::{ClientCredentials, Sandbox};

use crate::Outcome;
use crate::browser::{Browser, Cookies, target};

/// The people of Zylker at Zoho: Nadia and Tom.
pub const EMAIL: [&str; 2] = ["nadia@zylker.example", "tom@zylker.example"];
/// Everybody's password there.
pub const PASSWORD: &str = "password";

/// Everything that a test needs beside a browser.
#[derive(Debug)]
pub struct Stage {
    /// Zoho.
    pub sandbox: Sandbox,
    client: ClientCredentials,
    data: TempDir,
    port: u16,
}

/// A running Zylker, killed when it is dropped.
#[derive(Debug)]
pub struct Zylker {
    process: Child,
    /// A closed pipe would be an error to whoever prints.
    stdout: BufReader<ChildStdout>,
}

impl Stage {
    /// Starts the sandbox, and Zylker.
    ///
    /// # Errors
    ///
    /// One of the two does not start.
    pub async fn set() -> Outcome<(Stage, Zylker)> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut sandbox = Sandbox::builder();
        for email in EMAIL {
            sandbox = sandbox.user(email, PASSWORD);
        }
        let sandbox = sandbox.start().await?;
        let redirect_uri = format!("http://127.0.0.1:{port}/scopes/callback");
        let client = sandbox.register_client("Zylker Marketing", &redirect_uri);
        let stage = Stage { sandbox, client, data: tempfile::tempdir()?, port };
        let zylker = stage.start()?;
        Ok((stage, zylker))
    }

    /// Starts Zylker again, with the data of the one before.
    ///
    /// # Errors
    ///
    /// It was not built, or does not start.
    pub fn start(&self) -> Outcome<Zylker> {
        let program = target()?.join("debug").join(format!("zylker{}", std::env::consts::EXE_SUFFIX));
        let mut process = Command::new(&program)
            .arg("--data")
            .arg(self.data.path())
            .env("ZOHO_CLIENT_ID", &self.client.client_id)
            .env("ZOHO_CLIENT_SECRET", &self.client.client_secret)
            .env("ZOHO_REDIRECT_URI", self.url("/scopes/callback"))
            .env("ZOHO_DC", self.sandbox.location())
            .env("ZOHO_ACCOUNTS_URL", self.sandbox.accounts_url())
            .env("ZOHO_API_URL", self.sandbox.api_url())
            .env("RUST_LOG", "off")
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| {
                format!("`{}` does not start, `cargo xtask browser` builds it: {error}", program.display())
            })?;
        let stdout = process.stdout.take().ok_or("Zylker has no output")?;
        let mut zylker = Zylker { process, stdout: BufReader::new(stdout) };
        let mut line = String::new();
        zylker.stdout.read_line(&mut line)?;
        if line.trim() != format!("Zylker is at {}", self.url("")) {
            return Err(format!("Zylker does not start: {line}").into());
        }
        Ok(zylker)
    }

    /// An address of Zylker.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// A browser in which Nadia is signed in to Zylker and has allowed it to read leads, and which shows them.
    ///
    /// # Errors
    ///
    /// One of the pages does not come.
    pub async fn nadia(&self) -> Outcome<Browser> {
        let browser = Browser::open(Cookies::On).await?;
        browser.go(&self.url("/")).await?;
        browser.press("Nadia Petrov").await?;
        browser.fill("Email address", EMAIL[0]).await?;
        browser.fill("Password", PASSWORD).await?;
        browser.press("Sign in").await?;
        browser.press("Accept").await?;
        browser.sees("people from your Zoho CRM").await?;
        Ok(browser)
    }

    /// How many requests like this one have reached the sandbox.
    pub fn count(&self, request: &str) -> usize {
        self.sandbox.journal().iter().filter(|entry| entry.is(request)).count()
    }
}

impl Zylker {
    /// Ends it without a warning (`SIGKILL`).
    ///
    /// # Errors
    ///
    /// It has ended already.
    pub fn crash(mut self) -> Outcome {
        self.process.kill()?;
        self.process.wait()?;
        Ok(())
    }
}

impl Drop for Zylker {
    fn drop(&mut self) {
        // It has ended already where a test has ended it.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
