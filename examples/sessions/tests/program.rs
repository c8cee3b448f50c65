//! The program is started as it stands, and a person without a window uses it.

use std::error::Error;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use zoho_sandbox::browser::Person;

type TestResult<T = ()> = Result<T, Box<dyn Error>>;

/// The program, at an address of its own.
struct Program {
    process: Child,
    url: String,
}

impl Program {
    fn start() -> TestResult<Program> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sessions"));
        command.env("ADDRESS", "127.0.0.1:0").stdout(Stdio::piped());
        let mut process = command.spawn()?;
        let mut url = String::new();
        BufReader::new(process.stdout.take().ok_or("no standard output")?).read_line(&mut url)?;
        Ok(Program { process, url: url.trim().to_owned() })
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[tokio::test]
async fn who_has_signed_in_is_asked_and_the_post_goes_on() -> TestResult {
    let program = Program::start()?;
    let mut mia = Person::new()?;
    mia.open(&program.url).await?;
    mia.browser().submit("Sign in", &[("user", "mia")]).await?;
    mia.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
    mia.sign_in("marketer@zylker.example", "password").await?;
    assert!(mia.asked_for().iter().any(|scope| scope == "ZohoCRM.modules.contacts.CREATE"));
    assert_eq!(mia.accept().await?.text(), "contact: 201 Created");

    mia.open(&program.url).await?;
    let page = mia.browser().submit("Create contact", &[("last_name", "Chow")]).await?;
    assert_eq!(page.text(), "contact: 201 Created", "nobody is asked twice");
    Ok(())
}

#[tokio::test]
async fn who_declines_is_told_and_a_stranger_is_sent_away() -> TestResult {
    let program = Program::start()?;
    let mut noah = Person::new()?;
    noah.open(&program.url).await?;
    let page = noah.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
    assert_eq!(page.status(), 401, "{}", page.text());
    noah.open(&program.url).await?;
    noah.browser().submit("Sign in", &[("user", "noah")]).await?;
    noah.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
    noah.sign_in("marketer@zylker.example", "password").await?;
    let page = noah.decline().await?;
    assert!(page.text().contains("This does not work without your consent"), "{}", page.text());
    Ok(())
}

#[tokio::test]
async fn who_comes_to_a_page_of_the_consent_signs_in_and_is_led_back() -> TestResult {
    let program = Program::start()?;
    let mut mia = Person::new()?;
    mia.open(&format!("{}/scopes/connection", program.url)).await?;
    let page = mia.browser().submit("Sign in", &[("user", "mia")]).await?;
    assert!(page.text().contains("Your connection to Zoho"), "{}", page.text());

    let mut noah = Person::new()?;
    noah.open(&format!("{}/?next=//evil.example/", program.url)).await?;
    let page = noah.browser().submit("Sign in", &[("user", "noah")]).await?;
    assert!(page.text().contains("Create contact"), "{}", page.text());
    Ok(())
}
