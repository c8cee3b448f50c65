//! The whole story: every part is a process of its own that ends, and a person without a window answers.

use std::error::Error;
use std::io::Write;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::Stdio;

use registration::{INITIAL_SCOPE, Registration};
use requires_scope::{GrantImport, GrantKey, ScopeSet};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader};
use tokio::process::{Child, ChildStdout, Command};
use zoho_sandbox::Sandbox;
use zoho_sandbox::browser::Person;

use crate::trouble::Trouble;

type Outcome<T = String> = Result<T, Box<dyn Error + Send + Sync>>;

const CONTACTS: &str = "ZohoCRM.modules.contacts.CREATE";
const ENHANCEMENT_TOKEN: &str = "POST /oauth/v2/token/scopeenhance";
const CREATE_CONTACT: &str = "POST /crm/v8/Contacts";
const PASSWORD: &str = "password";
const USERS: [&str; 2] = ["nadia", "tom"];

/// Plays the story and says at each step what happened.
pub(crate) async fn play(out: &mut impl Write) -> Result<(), Trouble> {
    let mut tell = Narrator { out, number: 0 };
    let story = Story::begin().await;
    let mut story = story.map_err(|source| Trouble::Step { number: 0, title: "the beginning", source })?;
    tell.step("Nadia leaves two jobs, Tom leaves one", story.leave_jobs().await)?;
    tell.step("`worker work` suspends all three, sends two mails and ends", story.work().await)?;
    tell.step("It runs once more: nobody is pestered", story.work_again().await)?;
    tell.step("`worker resume`: another process waits for the answers", story.begin_to_resume().await)?;
    tell.step("Nadia opens the link; the page lists the new scope alone", story.open_link().await)?;
    tell.step("She accepts, Tom declines; the process ends by itself", story.answer().await)?;
    tell.step("Each of her jobs has run once, his has not", story.see_jobs().await)?;
    tell.step("Everything is started once more: nothing runs twice", story.start_all_again().await)?;
    story.sandbox.stop().await;
    writeln!(tell.out, "\nThe tour is over.").map_err(Trouble::Output)
}

/// Numbers the steps.
struct Narrator<'a, W> {
    out: &'a mut W,
    number: u32,
}

impl<W: Write> Narrator<'_, W> {
    fn step(&mut self, title: &'static str, outcome: Outcome) -> Result<(), Trouble> {
        self.number += 1;
        let number = self.number;
        let said = outcome.as_ref().map_or_else(|error| format!("FAILED: {error}"), Clone::clone);
        writeln!(self.out, "{number:>2}. {title}\n    {said}").map_err(Trouble::Output)?;
        outcome.map(drop).map_err(|source| Trouble::Step { number, title, source })
    }
}

struct Story {
    program: PathBuf,
    folder: TempDir,
    registration: Registration,
    sandbox: Sandbox,
    /// The mails that were sent: user and link.
    mails: Vec<(String, String)>,
    nadia: Person,
    resuming: Option<(Child, BufReader<ChildStdout>)>,
}

impl Story {
    /// Both have allowed the worker to read leads, some time ago.
    async fn begin() -> Outcome<Story> {
        let mut sandbox = Sandbox::builder();
        for user in USERS {
            sandbox = sandbox.user(&email(user), PASSWORD);
        }
        let sandbox = sandbox.start().await?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let redirect_uri = format!("http://127.0.0.1:{port}/scopes/callback");
        let registration = Registration::at(&sandbox, "Worker", redirect_uri)?;
        let folder = tempfile::Builder::new().prefix("worker-").tempdir()?;
        let zoho = registration.client(folder.path()).await?;
        for user in USERS {
            let issued = sandbox.issue_grant(registration.client_id(), &email(user), INITIAL_SCOPE);
            let import =
                GrantImport::new(issued.refresh_token).assuming(ScopeSet::parse_list(INITIAL_SCOPE)?);
            zoho.import_grant(&GrantKey::new("worker", user), import).await?;
        }
        let program = std::env::current_exe()?;
        let nadia = Person::new()?;
        Ok(Story { program, folder, registration, sandbox, mails: Vec::new(), nadia, resuming: None })
    }

    async fn leave_jobs(&self) -> Outcome {
        for (user, name) in [("nadia", "Okafor"), ("nadia", "Mori"), ("tom", "Boyle")] {
            self.run(&["add", user, name]).await?;
        }
        let jobs = self.run(&["list"]).await?;
        same("jobs that wait", count(&jobs, ": waiting"), 3)?;
        Ok("three processes of their own, and the jobs are in the file".to_owned())
    }

    async fn work(&mut self) -> Outcome {
        let said = self.run(&["work"]).await?;
        same("jobs that were suspended", count(&said, &format!("suspended: {CONTACTS}")), 3)?;
        self.mails = said.lines().filter_map(mail).collect();
        let mut told: Vec<_> = self.mails.iter().map(|(user, _)| user.as_str()).collect();
        told.sort_unstable();
        same("mails", told, USERS.to_vec())?;
        same("requests to Zoho", self.sandbox.journal().len(), 0)?;
        Ok(format!("{CONTACTS} is missing; not a word to Zoho"))
    }

    async fn work_again(&self) -> Outcome {
        same("what it says", self.run(&["work"]).await?.as_str(), "")?;
        let kept = self.run(&["list"]).await?;
        same("jobs that are kept", count(&kept, ": suspended"), 3)?;
        same("jobs with their data", count(&kept, "contact Okafor"), 1)?;
        Ok("no mail, no request, and the jobs are kept with their data".to_owned())
    }

    async fn begin_to_resume(&mut self) -> Outcome {
        let mut process = self.command(&["resume"]).spawn()?;
        let mut said = BufReader::new(process.stdout.take().ok_or("it has no output")?);
        let mut line = String::new();
        said.read_line(&mut line).await?;
        same("it listens", line.starts_with("The web part is at http://127.0.0.1:"), true)?;
        self.resuming = Some((process, said));
        Ok(line.trim_end().to_owned())
    }

    async fn open_link(&mut self) -> Outcome {
        let link = self.link_of("nadia")?;
        open(&mut self.nadia, "nadia", &link).await?;
        same("the page lists", self.nadia.asked_for(), vec![CONTACTS.to_owned()])?;
        let opened = self.sandbox.journal().iter().filter(|entry| entry.is(ENHANCEMENT_TOKEN)).count();
        same("enhancement tokens", opened, 1)?;
        Ok(CONTACTS.to_owned())
    }

    async fn answer(&mut self) -> Outcome {
        // Tom answers first: with the last answer the process ends, and the web part with it.
        let mut tom = Person::new()?;
        open(&mut tom, "tom", &self.link_of("tom")?).await?;
        tom.decline().await?;
        let page = self.nadia.accept().await?;
        same("the page after the consent", page.text().contains("Thank you"), true)?;
        let (mut process, mut said) = self.resuming.take().ok_or("nothing resumes")?;
        let mut rest = String::new();
        said.read_to_string(&mut rest).await?;
        same("it has ended well", process.wait().await?.success(), true)?;
        same("jobs that were done", count(&rest, ": done: contact "), 2)?;
        Ok("two jobs done, one given up".to_owned())
    }

    async fn see_jobs(&self) -> Outcome {
        let mut names: Vec<_> = self.contacts();
        names.sort_unstable();
        same("contacts in Zoho CRM", names, vec!["Mori".to_owned(), "Okafor".to_owned()])?;
        let jobs = self.run(&["list"]).await?;
        same("jobs that are done", count(&jobs, ": done ("), 2)?;
        same("Tom's job", count(&jobs, "contact Boyle: failed ("), 1)?;
        same("the reason", count(&jobs, "the user has declined"), 1)?;
        Ok("contacts: Mori and Okafor".to_owned())
    }

    async fn start_all_again(&self) -> Outcome {
        let requests = self.sandbox.journal().len();
        for command in ["work", "resume"] {
            same("what it says", self.run(&[command]).await?.as_str(), "")?;
        }
        same("requests to Zoho", self.sandbox.journal().len(), requests)?;
        let created = self.sandbox.journal().iter().filter(|entry| entry.is(CREATE_CONTACT)).count();
        same("requests that create a contact", created, 2)?;
        Ok("not a word to Zoho".to_owned())
    }

    fn contacts(&self) -> Vec<String> {
        let contacts = self.sandbox.records("Contacts");
        contacts.iter().filter_map(|contact| contact["Last_Name"].as_str().map(str::to_owned)).collect()
    }

    fn link_of(&self, user: &str) -> Outcome {
        let mail = self.mails.iter().find(|(to, _)| to == user);
        mail.map(|(_, link)| link.clone()).ok_or_else(|| format!("no mail to {user}").into())
    }

    /// Starts a process of its own, waits for its end and gives what it has said.
    async fn run(&self, arguments: &[&str]) -> Outcome {
        let output = self.command(arguments).output().await?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        Err(format!("{arguments:?}: {}: {}", output.status, String::from_utf8_lossy(&output.stderr)).into())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--data").arg(self.folder.path()).args(arguments);
        command.envs(self.registration.to_environment()).kill_on_drop(true);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

/// Signs in to the web part and to Zoho, and lands on the consent page.
async fn open(person: &mut Person, user: &str, link: &str) -> Outcome<()> {
    let (origin, _) = link.split_once("/scopes/").ok_or("the link is none of ours")?;
    person.open(&format!("{origin}/sign-in/{user}")).await?;
    person.open(link).await?;
    person.sign_in(&email(user), PASSWORD).await?;
    Ok(())
}

fn email(user: &str) -> String {
    format!("{user}@zylker.example")
}

/// Whom a line that is a mail is to, and the link in it.
fn mail(line: &str) -> Option<(String, String)> {
    let (user, text) = line.strip_prefix("Mail to ")?.split_once(": ")?;
    let (_, address) = text.split_once("open ")?;
    Some((user.to_owned(), address.to_owned()))
}

fn count(text: &str, part: &str) -> usize {
    text.lines().filter(|line| line.contains(part)).count()
}

#[expect(clippy::needless_pass_by_value, reason = "both are made for the comparison, as with `assert_eq!`")]
fn same<T: std::fmt::Debug + PartialEq>(what: &str, found: T, expected: T) -> Outcome<()> {
    if found == expected { Ok(()) } else { Err(format!("{what}: {found:?} instead of {expected:?}").into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_fails_is_named_and_ends_the_tour() {
        let mut out = Vec::new();
        let mut tell = Narrator { out: &mut out, number: 0 };
        assert!(tell.step("First", Ok("done".to_owned())).is_ok());
        let failure = tell.step("Second", Err("no mail".into())).expect_err("a failed step");
        assert_eq!(failure.to_string(), "step 2 of the tour failed (Second)");
        let printed = String::from_utf8(out).expect("text");
        assert_eq!(printed, " 1. First\n    done\n 2. Second\n    FAILED: no mail\n");
    }
}
