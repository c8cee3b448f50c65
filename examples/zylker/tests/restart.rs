//! Zylker is stopped and started again, against a Zoho that goes on running.

use std::error::Error;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::net::TcpListener;
use std::process::{self, Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;
use zoho_sandbox::browser::Person;
use zoho_sandbox::{ClientCredentials, Sandbox};

type TestResult = Result<(), Box<dyn Error>>;

const EMAIL: &str = "nadia@zylker.example";
const PASSWORD: &str = "password";

/// A Zoho of its own, as a developer would run it.
struct Zoho {
    sandbox: Sandbox,
    client: ClientCredentials,
}

/// A running program, killed when it is dropped.
struct Zylker {
    program: Child,
    stdout: BufReader<ChildStdout>,
}

/// The folder and the port that survive a restart.
struct Place {
    data: TempDir,
    port: u16,
}

impl Place {
    fn new() -> Result<Place, Box<dyn Error>> {
        let port = free_port()?;
        Ok(Place { data: tempfile::tempdir()?, port })
    }

    fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    async fn zoho(&self) -> Result<Zoho, Box<dyn Error>> {
        let sandbox = Sandbox::builder().user(EMAIL, PASSWORD).start().await?;
        let client =
            sandbox.register_client("Zylker Marketing", &format!("{}/scopes/callback", self.address()));
        Ok(Zoho { sandbox, client })
    }

    fn start(&self, zoho: &Zoho) -> Result<Zylker, Box<dyn Error>> {
        let mut program = Command::new(env!("CARGO_BIN_EXE_zylker"))
            .arg("--data")
            .arg(self.data.path())
            .env("ZOHO_CLIENT_ID", &zoho.client.client_id)
            .env("ZOHO_CLIENT_SECRET", &zoho.client.client_secret)
            .env("ZOHO_REDIRECT_URI", format!("{}/scopes/callback", self.address()))
            .env("ZOHO_DC", zoho.sandbox.location())
            .env("ZOHO_ACCOUNTS_URL", zoho.sandbox.accounts_url())
            .env("ZOHO_API_URL", zoho.sandbox.api_url())
            .env("RUST_LOG", "off")
            .stdout(Stdio::piped())
            .spawn()?;
        let stdout = program.stdout.take().ok_or("the program has no output")?;
        let mut zylker = Zylker { program, stdout: BufReader::new(stdout) };
        let mut line = String::new();
        zylker.stdout.read_line(&mut line)?;
        assert_eq!(line.trim(), format!("Zylker is at {}", self.address()));
        Ok(zylker)
    }
}

impl Zylker {
    /// Ends the program without a warning (`SIGKILL`).
    fn crash(mut self) -> TestResult {
        self.program.kill()?;
        self.program.wait()?;
        Ok(())
    }
}

impl Drop for Zylker {
    fn drop(&mut self) {
        // It has ended already where a test has ended it.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// A port at which nobody listens, and none of those that the system gives to whoever asks for any: such a one could
/// be taken while Zylker is restarted.
fn free_port() -> io::Result<u16> {
    static TRIED: AtomicU32 = AtomicU32::new(0);
    loop {
        let offset = process::id().wrapping_mul(97).wrapping_add(TRIED.fetch_add(1, Ordering::Relaxed));
        let port = 20_000 + u16::try_from(offset % 10_000).map_err(io::Error::other)?;
        match TcpListener::bind(("127.0.0.1", port)) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            bound => return bound.map(|_| port),
        }
    }
}

/// Signs in to Zylker and to Zoho, and lands on the leads.
async fn sign_in(person: &mut Person, place: &Place) -> TestResult {
    person.open(&place.address()).await?;
    person.browser().submit("nadia", &[]).await?;
    person.sign_in(EMAIL, PASSWORD).await?;
    person.accept().await?;
    assert_is_at(person, "/leads");
    Ok(())
}

#[track_caller]
fn assert_is_at(person: &Person, path: &str) {
    let page = person.page().unwrap_or_else(|| panic!("no page is open"));
    assert!(page.url().contains(path) && page.status() == 200, "{page:?}");
}

#[tokio::test]
async fn a_crash_while_the_person_is_at_zoho_loses_neither_session_nor_call() -> TestResult {
    let place = Place::new()?;
    let zoho = place.zoho().await?;
    let zylker = place.start(&zoho)?;
    let mut person = Person::new()?;
    sign_in(&mut person, &place).await?;
    person.browser().follow("Create contact for Kenji Mori").await?;
    person.browser().submit("Create contact", &[("Phone", "+1 555 0101")]).await?;
    assert_eq!(person.asked_for(), ["ZohoCRM.modules.contacts.CREATE"]);

    zylker.crash()?;
    let _zylker = place.start(&zoho)?;
    person.accept().await?;
    assert_is_at(&person, "/contacts/");
    let page = person.page().ok_or("no page")?;
    assert!(page.text().contains("Contact created"), "{}", page.text());
    let later = page.url().split('?').next().unwrap_or_default().to_owned();
    let page = person.open(&later).await?;
    assert!(page.text().contains("Mori") && !page.text().contains("created"), "{}", page.text());
    let contacts = zoho.sandbox.records("Contacts");
    assert_eq!(contacts.len(), 1);
    assert_eq!((&contacts[0]["Last_Name"], &contacts[0]["Phone"]), (&"Mori".into(), &"+1 555 0101".into()));
    Ok(())
}

#[tokio::test]
async fn a_grant_that_zoho_has_forgotten_leads_to_a_new_sign_in() -> TestResult {
    let place = Place::new()?;
    let before = place.zoho().await?;
    let zylker = place.start(&before)?;
    let mut person = Person::new()?;
    sign_in(&mut person, &place).await?;
    zylker.crash()?;
    before.sandbox.stop().await;

    let after = place.zoho().await?;
    let _zylker = place.start(&after)?;
    person.open(&format!("{}/leads", place.address())).await?;
    person.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(person.asked_for(), ["ZohoCRM.modules.leads.READ"]);
    person.accept().await?;
    assert_is_at(&person, "/leads");
    Ok(())
}

#[tokio::test]
async fn nothing_that_is_kept_is_readable() -> TestResult {
    let place = Place::new()?;
    let zoho = place.zoho().await?;
    let zylker = place.start(&zoho)?;
    let mut person = Person::new()?;
    sign_in(&mut person, &place).await?;
    person.browser().follow("Create contact for Kenji Mori").await?;
    person.browser().submit("Create contact", &[("Phone", "+1 555 0102")]).await?;
    zylker.crash()?;
    for entry in place.data.path().read_dir()? {
        let path = entry?.path();
        let bytes = std::fs::read(&path)?;
        for plain in ["1000.", "ZohoCRM", "Mori", "555 0102", zoho.client.client_secret.as_str()] {
            let found = bytes.windows(plain.len()).any(|window| window == plain.as_bytes());
            assert!(!found, "{} holds `{plain}` in the clear", path.display());
        }
    }
    Ok(())
}

#[cfg(unix)]
#[tokio::test]
async fn ctrl_c_ends_the_program_at_once_and_well() -> TestResult {
    let place = Place::new()?;
    let zoho = place.zoho().await?;
    let mut zylker = place.start(&zoho)?;
    let mut person = Person::new()?;
    sign_in(&mut person, &place).await?;

    let process = zylker.program.id().to_string();
    assert!(Command::new("kill").args(["-INT", &process]).status()?.success());
    let mut rest = String::new();
    zylker.stdout.read_to_string(&mut rest)?;
    assert!(zylker.program.wait()?.success(), "{rest}");
    Ok(())
}
