//! The binary: it prints what a developer needs, serves, and ends when it is told to.

use std::{
    error::Error,
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Output, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;

type TestResult = Result<(), Box<dyn Error>>;

/// A process that does not outlive its test.
struct Running {
    process: Child,
    stdout: BufReader<ChildStdout>,
}

impl Running {
    /// A sandbox on free ports, with these options besides.
    fn with(options: &[&str]) -> Result<Self, Box<dyn Error>> {
        let mut command = binary();
        command.args(["--accounts-port", "0", "--api-port", "0", "--admin-port", "0"]).args(options);
        let mut process = command.stdout(Stdio::piped()).spawn()?;
        let stdout = BufReader::new(process.stdout.take().ok_or("no output")?);
        Ok(Self { process, stdout })
    }

    fn line(&mut self) -> Result<String, Box<dyn Error>> {
        let mut line = String::new();
        if self.stdout.read_line(&mut line)? == 0 {
            return Err("the binary ended early".into());
        }
        Ok(line)
    }

    /// What `--json` prints.
    fn json(&mut self) -> Result<Value, Box<dyn Error>> {
        Ok(serde_json::from_str(&self.line()?)?)
    }

    /// Sends a signal and gives whether the process ended well.
    #[cfg(unix)]
    fn ends_well_on(mut self, signal: &str) -> Result<bool, Box<dyn Error>> {
        let sent = Command::new("kill").args([signal, &self.process.id().to_string()]).status()?;
        Ok(sent.success() && self.process.wait()?.success())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn binary() -> Command {
    Command::new(env!("CARGO_BIN_EXE_zoho-sandbox"))
}

/// A path for this test alone, at which nothing lies.
fn fresh(name: &str) -> Result<PathBuf, Box<dyn Error>> {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("binary-{name}-{}", std::process::id()));
    match fs::remove_dir_all(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => fs::create_dir_all(&path)?,
    }
    Ok(path)
}

#[test]
fn help_explains_every_option_and_every_fault() -> TestResult {
    let help = String::from_utf8(binary().arg("--help").output()?.stdout)?;
    let options = [
        "--accounts-port",
        "--api-port",
        "--admin-port",
        "--no-admin",
        "--location",
        "--data-center",
        "--user",
        "--password",
        "--client-name",
        "--client-id",
        "--client-secret",
        "--redirect-uri",
        "--single-dc",
        "--scopes",
        "--state",
        "--seed",
        "--fault",
        "--fault-once",
        "--omit-scope",
        "--localized",
        "--json",
        "slow:",
        "reset",
        "torn",
        "lost-answer",
        "status:",
        "html",
        "throttled",
        "other-scopes:",
    ];
    for option in options {
        assert!(help.contains(option), "{option} is not in:\n{help}");
    }
    Ok(())
}

#[test]
fn a_taken_port_is_reported_with_its_cause() -> TestResult {
    let taken = std::net::TcpListener::bind("127.0.0.1:0")?;
    let port = taken.local_addr()?.port().to_string();
    let output = binary().args(["--accounts-port", &port, "--api-port", "0"]).output()?;
    assert!(!output.status.success());
    let lines = String::from_utf8(output.stderr)?;
    assert!(lines.contains(&format!("the accounts server cannot listen on port {port}")), "{lines}");
    assert_eq!(lines.lines().count(), 3, "one line per cause:\n{lines}");
    Ok(())
}

#[test]
fn what_is_misspelt_is_refused_before_anything_starts() -> TestResult {
    let cases: [(&[&str], &str); 5] = [
        (&["--fault", "POST /oauth/v2/token=fire"], "there is no fault `fire`"),
        (&["--fault", "reset"], "write a method, a path"),
        (&["--scopes", "nonsense"], "--scopes"),
        (&["--client-id", "1000.MYAPP"], "--client-secret"),
        (&["--seed", "/nowhere/seed.json"], "the seed `/nowhere/seed.json` cannot be read"),
    ];
    for (options, message) in cases {
        let Output { status, stderr, .. } = binary().args(options).output()?;
        let text = String::from_utf8(stderr)?;
        assert!(!status.success() && text.contains(message), "{options:?}: {text}");
    }
    Ok(())
}

#[cfg(unix)]
#[tokio::test]
async fn it_prints_its_addresses_serves_and_ends_on_a_signal() -> TestResult {
    let mut running = Running::with(&["--location", "eu"])?;
    let mut lines = Vec::new();
    while !lines.last().is_some_and(|line: &String| line.trim_start().starts_with("DataCenter.Environment")) {
        lines.push(running.line()?);
    }
    let printed = |label: &str| {
        lines.iter().find_map(|line| line.strip_prefix(label)).map(str::trim).ok_or(format!("no {label}"))
    };
    assert!(printed("client id")?.starts_with("1000."));
    assert!(!printed("client secret")?.is_empty());
    assert_eq!(printed("password")?, "password");
    assert!(printed("refresh token")?.starts_with("1000."));
    let accounts = printed("accounts server")?;
    assert!(lines.iter().any(|line| line.contains(&format!("\"{accounts}/oauth/v2/token\""))));
    let info = reqwest::get(format!("{accounts}/oauth/serverinfo")).await?;
    let info: Value = serde_json::from_str(&info.text().await?)?;
    assert_eq!(info["locations"]["eu"], accounts);
    assert!(reqwest::get(printed("dashboard")?).await?.status().is_success());
    assert!(running.ends_well_on("-INT")?);
    Ok(())
}

#[cfg(unix)]
#[tokio::test]
async fn what_it_prints_works() -> TestResult {
    let mut running = Running::with(&["--json", "--data-center", "in", "--user", "in=priya@zylker.example"])?;
    let told = running.json()?;
    assert_eq!(told["data_centers"][1]["location"], "in");
    let text = |value: &Value| value.as_str().map(str::to_owned).ok_or("no text");
    let script = &told["self_client"];
    let grant = text(&script["grant_token"])?;
    let form = [
        ("grant_type", "authorization_code".to_owned()),
        ("code", grant),
        ("client_id", text(&script["client_id"])?),
        ("client_secret", text(&script["client_secret"])?),
    ];
    // The only user lives in the second data centre, and so does her code.
    let url = format!("{}/oauth/v2/token", text(&told["data_centers"][1]["accounts_url"])?);
    let answer = reqwest::Client::new().post(url).form(&form).send().await?.text().await?;
    assert!(answer.contains("refresh_token"), "{answer}");
    assert!(running.ends_well_on("-TERM")?);
    Ok(())
}

#[cfg(unix)]
#[test]
fn credentials_and_grants_stay_from_run_to_run_even_if_it_is_killed() -> TestResult {
    let folder = fresh("state")?;
    let path = folder.join("state.json");
    let file = path.to_str().ok_or("a strange path")?;
    let mut first = Running::with(&["--json", "--state", file])?;
    let told = first.json()?;
    let refresh_token = told["self_client"]["refresh_token"].as_str().ok_or("no token")?.to_owned();
    // The file is written beside what is printed: wait for it as a script would.
    let begun = Instant::now();
    while !fs::read_to_string(&path).is_ok_and(|state| state.contains(&refresh_token)) {
        assert!(begun.elapsed() < Duration::from_secs(30), "the state is not written");
        std::thread::yield_now();
    }
    first.process.kill()?;
    first.process.wait()?;

    let mut second = Running::with(&["--json", "--state", file])?;
    let again = second.json()?;
    assert_eq!(again["server_based"], told["server_based"]);
    assert_eq!(again["self_client"]["client_id"], told["self_client"]["client_id"]);
    assert!(again["self_client"]["refresh_token"].is_null(), "the one that is there is good still");
    assert!(second.ends_well_on("-TERM")?);
    assert!(fs::read_to_string(&path)?.contains(&refresh_token));
    fs::remove_dir_all(folder)?;
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_seed_is_started_from_and_left_alone() -> TestResult {
    let folder = fresh("seed")?;
    let path = folder.join("seed.json");
    let seed = r#"{"data_centers": {"jp": {"clients": {"1000.APP": {"name": "My application", "secret": "s3cret"}}}}}"#;
    fs::write(&path, seed)?;
    let mut running = Running::with(&["--json", "--seed", path.to_str().ok_or("a strange path")?])?;
    let told = running.json()?;
    assert_eq!(told["data_centers"][0]["location"], "jp");
    assert_eq!(told["data_centers"].as_array().map(Vec::len), Some(1));
    assert_eq!(told["server_based"]["client_secret"], "s3cret");
    assert!(running.ends_well_on("-TERM")?);
    assert_eq!(fs::read_to_string(&path)?, seed);
    fs::remove_dir_all(folder)?;
    Ok(())
}

/// A machine without `curl` cannot run what the README says; the test tells so.
#[cfg(unix)]
#[test]
fn the_curl_lines_of_the_readme_work() -> TestResult {
    let mut running = Running::with(&["--json", "--client-id", "1000.MYAPP", "--client-secret", "s3cret"])?;
    let told = running.json()?;
    let admin = told["admin_url"].as_str().ok_or("no admin interface")?;
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"))?;
    let (_, rest) = readme.split_once("<!-- admin: begin -->\n```sh\n").ok_or("no beginning")?;
    let (lines, _) = rest.split_once("```\n<!-- admin: end -->").ok_or("no end")?;
    assert!(lines.matches("curl ").count() > 20, "{lines}");
    let script = lines.replace("http://127.0.0.1:8402", admin);
    let folder = fresh("readme")?;
    let output = Command::new("sh").args(["-eu", "-c", &script]).current_dir(&folder).output()?;
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "a line failed (is `curl` installed?): {text}");
    fs::remove_dir_all(folder)?;
    Ok(())
}
