//! ChromeDriver as a process: it starts with a browser, and takes it along when it ends.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};

/// Why there is no driver.
#[derive(Debug, thiserror::Error)]
pub enum DriverError {
    /// The program is not there, or may not run.
    #[error("`chromedriver` cannot be started: `cargo xtask browser` installs it")]
    Start(#[source] io::Error),
    /// It ended instead of listening.
    #[error("`chromedriver` names no port: {0}")]
    Silent(String),
}

/// A driver that listens on a port of its own.
#[derive(Debug)]
pub(crate) struct Driver {
    process: Child,
    port: u16,
    /// A closed pipe would end the driver at its next line.
    _stdout: BufReader<ChildStdout>,
}

impl Driver {
    pub(crate) fn start() -> Result<Driver, DriverError> {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(DriverError::Start)?;
        let stdout = process.stdout.take().ok_or_else(|| DriverError::Silent("no output".to_owned()))?;
        let mut stdout = BufReader::new(stdout);
        let mut said = String::new();
        let port = loop {
            let mut line = String::new();
            if stdout.read_line(&mut line).map_err(DriverError::Start)? == 0 {
                // It has ended by itself; this only fetches its status.
                let _ = process.wait();
                return Err(DriverError::Silent(said));
            }
            let named = line.split_once("successfully on port ").map(|(_, port)| port);
            if let Some(port) = named.and_then(|port| port.trim_end().trim_end_matches('.').parse().ok()) {
                break port;
            }
            said.push_str(&line);
        };
        Ok(Driver { process, port, _stdout: stdout })
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Asks the driver to end its browser and then itself, which it does not do when it is killed.
    fn shut_down(&self) -> io::Result<()> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        write!(stream, "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new()).map(drop)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if self.shut_down().is_err() {
            // It has ended already, or hangs.
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }
}
