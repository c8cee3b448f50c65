//! A sandbox, and Zylker beside it as a process that can be killed and started again.

use std::io::{self, BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::process::{self, Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;
use zoho_sandbox::{ClientCredentials, Sandbox};

use crate::Outcome;
use crate::browser::{Browser, Cookies, target};
use crate::front::Front;

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
    origin: String,
    _front: Option<Front>,
}

/// A running Zylker, killed when it is dropped.
#[derive(Debug)]
pub struct Zylker {
    process: Child,
    port: u16,
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
        let port = free_port()?;
        Stage::set_at(port, format!("http://127.0.0.1:{port}"), None).await
    }

    /// The same with TLS between the browser and Zylker.
    ///
    /// # Errors
    ///
    /// One of the three does not start.
    pub async fn set_behind_tls() -> Outcome<(Stage, Zylker)> {
        let port = free_port()?;
        let front = Front::of(port).await?;
        Stage::set_at(port, front.origin.clone(), Some(front)).await
    }

    /// Starts the sandbox, and on the port a Zylker that the browser finds at another address.
    async fn set_at(port: u16, origin: String, front: Option<Front>) -> Outcome<(Stage, Zylker)> {
        let mut sandbox = Sandbox::builder();
        for email in EMAIL {
            sandbox = sandbox.user(email, PASSWORD);
        }
        let sandbox = sandbox.start().await?;
        let client = sandbox.register_client("Zylker Marketing", &format!("{origin}/scopes/callback"));
        let stage = Stage { sandbox, client, data: tempfile::tempdir()?, port, origin, _front: front };
        let zylker = stage.start()?;
        Ok((stage, zylker))
    }

    /// Starts Zylker again, with the data of the one before.
    ///
    /// # Errors
    ///
    /// It was not built, or does not start.
    pub fn start(&self) -> Outcome<Zylker> {
        self.start_on(self.port)
    }

    /// Starts another Zylker on a port of its own, with the same data.
    ///
    /// # Errors
    ///
    /// It was not built, or does not start.
    pub fn start_another(&self) -> Outcome<Zylker> {
        self.start_on(free_port()?)
    }

    fn start_on(&self, port: u16) -> Outcome<Zylker> {
        let program = target()?.join("debug").join(format!("zylker{}", std::env::consts::EXE_SUFFIX));
        let mut process = Command::new(&program)
            .arg("--data")
            .arg(self.data.path())
            .arg("--port")
            .arg(port.to_string())
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
        let mut zylker = Zylker { process, port, stdout: BufReader::new(stdout) };
        let mut line = String::new();
        zylker.stdout.read_line(&mut line)?;
        if line.trim() != format!("Zylker is at {}", self.url("")) {
            return Err(format!("Zylker does not start: {line}").into());
        }
        Ok(zylker)
    }

    /// An address of Zylker, at the origin to which Zoho sends browsers back.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// A browser in which Nadia is signed in to Zylker and has allowed it to read leads, and which shows them.
    ///
    /// # Errors
    ///
    /// One of the pages does not come.
    pub async fn nadia(&self) -> Outcome<Browser> {
        self.signed_in("Nadia Petrov", EMAIL[0]).await
    }

    /// The same of Tom.
    ///
    /// # Errors
    ///
    /// One of the pages does not come.
    pub async fn tom(&self) -> Outcome<Browser> {
        self.signed_in("Tom Ellery", EMAIL[1]).await
    }

    async fn signed_in(&self, name: &str, email: &str) -> Outcome<Browser> {
        let browser = Browser::open(Cookies::On).await?;
        browser.go(&self.url("/")).await?;
        browser.press(name).await?;
        browser.fill("Email address", email).await?;
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
    /// An address of this Zylker, whichever one Zoho sends browsers back to.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

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

/// A port at which nobody listens, and none of those that the system gives to whoever asks for any: such a one could
/// be taken while Zylker is restarted.
fn free_port() -> io::Result<u16> {
    static TRIED: AtomicU32 = AtomicU32::new(0);
    loop {
        // Each test process begins elsewhere.
        let offset = process::id().wrapping_mul(97).wrapping_add(TRIED.fetch_add(1, Ordering::Relaxed));
        let port = 20_000 + u16::try_from(offset % 10_000).map_err(io::Error::other)?;
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            bound => return bound.map(|_| port),
        }
    }
}
