//! The binary: it prints what a developer needs, serves, and ends when it is told to.

use std::{
    error::Error,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

/// A process that does not outlive its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn binary() -> Command {
    Command::new(env!("CARGO_BIN_EXE_zoho-sandbox"))
}

#[test]
fn help_explains_every_option() -> Result<(), Box<dyn Error>> {
    let help = String::from_utf8(binary().arg("--help").output()?.stdout)?;
    for option in ["--accounts-port", "--api-port", "--location", "--user", "--redirect-uri", "--client-name"]
    {
        assert!(help.contains(option), "{option} is not in:\n{help}");
    }
    Ok(())
}

#[test]
fn a_taken_port_is_reported_with_its_cause() -> Result<(), Box<dyn Error>> {
    let taken = std::net::TcpListener::bind("127.0.0.1:0")?;
    let port = taken.local_addr()?.port().to_string();
    let output = binary().args(["--accounts-port", &port, "--api-port", "0"]).output()?;
    assert!(!output.status.success());
    let lines = String::from_utf8(output.stderr)?;
    assert!(lines.contains(&format!("the accounts server cannot listen on port {port}")), "{lines}");
    assert_eq!(lines.lines().count(), 3, "one line per cause:\n{lines}");
    Ok(())
}

#[cfg(unix)]
#[tokio::test]
async fn it_prints_its_addresses_serves_and_ends_on_a_signal() -> Result<(), Box<dyn Error>> {
    let mut command = binary();
    command.args(["--accounts-port", "0", "--api-port", "0", "--location", "eu"]).stdout(Stdio::piped());
    let mut running = Running(command.spawn()?);
    let stdout = running.0.stdout.take().ok_or("no output")?;
    let mut stdout = BufReader::new(stdout);
    let mut lines = Vec::new();
    while !lines.last().is_some_and(|line: &String| line.starts_with("password")) {
        let mut line = String::new();
        assert_ne!(stdout.read_line(&mut line)?, 0, "the binary ended early: {lines:?}");
        lines.push(line);
    }
    let printed = |label: &str| {
        lines.iter().find_map(|line| line.strip_prefix(label)).map(str::trim).ok_or(format!("no {label}"))
    };
    assert!(printed("client id")?.starts_with("1000."));
    assert!(!printed("client secret")?.is_empty());
    let info = reqwest::get(format!("{}/oauth/serverinfo", printed("accounts server")?)).await?;
    let info: serde_json::Value = serde_json::from_str(&info.text().await?)?;
    assert_eq!(info["locations"]["eu"], printed("accounts server")?);

    let interrupt = Command::new("kill").args(["-INT", &running.0.id().to_string()]).status()?;
    assert!(interrupt.success());
    assert!(running.0.wait()?.success());
    Ok(())
}
