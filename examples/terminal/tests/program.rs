//! The program is started as it stands, and a person without a window answers it.

use std::error::Error;
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Output, Stdio};

use zoho_sandbox::browser::Person;

type TestResult<T = ()> = Result<T, Box<dyn Error>>;

const EMAIL: &str = "marketer@zylker.example";
const PASSWORD: &str = "password";
const CONTACTS: &str = "ZohoCRM.modules.contacts.CREATE";

fn terminal(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_terminal"));
    command.arg("--sandbox").args(arguments);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A program that waits for its person, and the link that it has shown.
struct Waiting {
    program: Child,
    stderr: BufReader<std::process::ChildStderr>,
    link: String,
}

impl Waiting {
    fn start(arguments: &[&str]) -> TestResult<Waiting> {
        let mut program = terminal(arguments).spawn()?;
        let mut stderr = BufReader::new(program.stderr.take().ok_or("no standard error")?);
        let mut all = String::new();
        loop {
            let mut line = String::new();
            if stderr.read_line(&mut line)? == 0 {
                return Err(format!("the program has ended without a link: {all}").into());
            }
            if let Some(link) = line.trim().strip_prefix("http://") {
                return Ok(Waiting { program, stderr, link: format!("http://{link}") });
            }
            all.push_str(&line);
        }
    }

    async fn open(&self) -> TestResult<Person> {
        let mut me = Person::new()?;
        me.open(&self.link).await?;
        me.sign_in(EMAIL, PASSWORD).await?;
        Ok(me)
    }

    /// Everything it says from now on, and its exit code.
    fn end(mut self) -> TestResult<(String, String, Option<i32>)> {
        let (mut out, mut err) = (String::new(), String::new());
        self.program.stdout.take().ok_or("no standard output")?.read_to_string(&mut out)?;
        self.stderr.read_to_string(&mut err)?;
        Ok((out, err, self.program.wait()?.code()))
    }
}

#[test]
fn what_is_allowed_asks_nobody() {
    let output = terminal(&["leads", "--no-input"]).output().expect("the program");
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 6);
}

#[tokio::test]
async fn the_same_call_goes_on_after_the_consent() -> TestResult {
    let waiting = Waiting::start(&["--ask", "create-contact", "Boyle"])?;
    let mut me = waiting.open().await?;
    assert_eq!(me.asked_for(), [CONTACTS]);
    let page = me.accept().await?;
    assert!(page.text().contains("Your program goes on by itself"), "{}", page.text());
    let (out, err, code) = waiting.end()?;
    assert_eq!(code, Some(0), "{err}");
    assert!(out.starts_with("Boyle is contact "), "{out}");
    assert!(!err.contains('\r') && !err.contains('\x1b'), "plain lines where no terminal is: {err:?}");
    Ok(())
}

#[tokio::test]
async fn a_denial_has_an_exit_code_of_its_own() -> TestResult {
    let waiting = Waiting::start(&["--ask", "create-contact", "Boyle"])?;
    waiting.open().await?.decline().await?;
    let (out, err, code) = waiting.end()?;
    assert_eq!(code, Some(4), "{err}");
    assert!(out.is_empty() && err.contains("the user has declined"), "{out}{err}");
    Ok(())
}

#[test]
fn without_input_or_without_a_terminal_it_neither_asks_nor_waits() {
    for arguments in [&["create-contact", "Boyle", "--no-input"][..], &["create-contact", "Boyle"]] {
        let output = terminal(arguments).output().expect("the program");
        assert_eq!(output.status.code(), Some(3), "{}", said(&output));
        assert!(said(&output).contains(&format!("needs {CONTACTS}, which the user has not granted")));
        assert!(!said(&output).contains("/scopes/consent/"), "{}", said(&output));
        assert!(output.stdout.is_empty());
    }
}

#[cfg(unix)]
#[tokio::test]
async fn ctrl_c_leaves_nothing_behind() -> TestResult {
    let waiting = Waiting::start(&["--ask", "create-contact", "Boyle"])?;
    let mut me = waiting.open().await?;
    assert!(Command::new("kill").args(["-INT", &waiting.program.id().to_string()]).status()?.success());
    let link = waiting.link.clone();
    let (out, err, code) = waiting.end()?;
    assert_eq!((code, out.as_str()), (Some(130), ""), "{err}");
    assert!(me.open(&link).await.is_err(), "nobody listens any more");
    Ok(())
}

#[test]
fn a_missing_registration_is_named() {
    let output = Command::new(env!("CARGO_BIN_EXE_terminal")).arg("leads").env_clear().output();
    let output = output.expect("the program");
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("`ZOHO_CLIENT_ID` is not set"), "{}", said(&output));
}
