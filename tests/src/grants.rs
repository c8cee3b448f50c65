//! Several processes that share grants: what `grant_process` and the tests that start it must agree on.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use requires_scope::{Client, Clock, DataCenter, GrantImport, ScopeSet};
use tempfile::TempDir;
use tokio::time::sleep;
use zoho_sandbox::{ClientCredentials, Sandbox};

use crate::conformance::Outcome;
use crate::processes::{KEYS, Process, open};
use crate::stage::{EMAIL, LEADS, PASSWORD, SOON, key};

/// What a refresh asks for.
pub const TOKEN: &str = "POST /oauth/v2/token";

/// The time that all processes of a test see: it goes on as it does everywhere, and is moved by what a file says.
#[derive(Clone, Debug)]
pub struct SharedClock(PathBuf);

impl SharedClock {
    /// The clock that this file moves.
    pub fn at(path: impl Into<PathBuf>) -> SharedClock {
        SharedClock(path.into())
    }

    fn ahead(&self) -> Duration {
        let text = fs::read_to_string(&self.0).unwrap_or_default();
        Duration::from_secs(text.parse().unwrap_or_default())
    }
}

impl Clock for SharedClock {
    fn now(&self) -> SystemTime {
        SystemTime::now() + self.ahead()
    }
}

/// One client at the store of that address. The words are those that the stage gives to its processes.
pub async fn client(address: &str, words: &[&str]) -> Outcome<Client> {
    let &[clock, location, accounts, api, id, secret] = words else {
        return Err(format!("six words are needed, and there are {}", words.len()).into());
    };
    let store = open(address, KEYS).await?;
    let builder = Client::builder(id, secret, "http://127.0.0.1:4000/scopes/callback");
    let builder = builder.data_center(DataCenter::custom(location, accounts, api)?).initial_scopes([LEADS]);
    Ok(builder.store(store).clock(SharedClock::at(clock)).build()?)
}

/// A sandbox, a store, and a grant of [`LEADS`] in it.
#[derive(Debug)]
pub struct Stage {
    /// Zoho.
    pub sandbox: Sandbox,
    /// A client of the test itself.
    pub client: Client,
    refresh_token: String,
    address: String,
    words: Vec<String>,
    folder: TempDir,
}

impl Stage {
    /// Mia has granted [`LEADS`] before.
    pub async fn set(address: &str) -> Outcome<Stage> {
        let sandbox = Sandbox::builder().user(EMAIL, PASSWORD).start().await?;
        let folder = tempfile::tempdir()?;
        let app = sandbox.register_client("Zylker Marketing", "http://127.0.0.1:4000/scopes/callback");
        let refresh_token = sandbox.issue_grant(&app.client_id, EMAIL, LEADS).refresh_token;
        let words = words(&sandbox, &app, &folder.path().join("clock"));
        let client = client(address, &as_str(&words)).await?;
        let stage = Stage { sandbox, client, refresh_token, address: address.to_owned(), words, folder };
        stage.grant(LEADS).await?;
        Ok(stage)
    }

    /// From now on mia's grant holds these scopes, as far as the application knows.
    pub async fn grant(&self, scopes: &str) -> Outcome {
        let import = GrantImport::new(self.refresh_token.as_str()).assuming(ScopeSet::parse_list(scopes)?);
        self.client.import_grant(&key("mia"), import).await?;
        Ok(())
    }

    /// Another client in this process, which shares the store and nothing else with the first.
    pub async fn another_client(&self) -> Outcome<Client> {
        client(&self.address, &as_str(&self.words)).await
    }

    /// Another process, in which so many tasks wait to be told to ask for a token. It says which they got.
    pub fn process(&self, program: &str, tasks: u32) -> Outcome<Process> {
        let tasks = tasks.to_string();
        let mut words = as_str(&self.words);
        words.push(&tasks);
        Ok(Process::start(program, &self.address, &words)?)
    }

    /// Lets time pass for Zoho and for every process.
    pub fn pass(&self, time: Duration) -> Outcome {
        self.sandbox.clock().advance(time);
        let clock = SharedClock::at(self.folder.path().join("clock"));
        let (next, ahead) = (self.folder.path().join("next"), clock.ahead() + time);
        fs::write(&next, ahead.as_secs().to_string())?;
        Ok(fs::rename(next, clock.0)?)
    }

    /// How many access tokens Zoho was asked for.
    pub fn refreshes(&self) -> usize {
        self.sandbox.journal().iter().filter(|entry| entry.is(TOKEN)).count()
    }

    /// Waits until Zoho was asked for so many in all.
    pub async fn until_refreshes(&self, expected: usize) -> Outcome {
        let deadline = Instant::now() + SOON;
        while self.refreshes() < expected {
            if Instant::now() > deadline {
                return Err(format!("{} refreshes instead of {expected}", self.refreshes()).into());
            }
            sleep(Duration::from_millis(5)).await;
        }
        Ok(())
    }
}

fn words(sandbox: &Sandbox, app: &ClientCredentials, clock: &Path) -> Vec<String> {
    let clock = clock.display().to_string();
    let words = [
        &clock,
        sandbox.location(),
        sandbox.accounts_url(),
        sandbox.api_url(),
        &app.client_id,
        &app.client_secret,
    ];
    words.map(str::to_owned).to_vec()
}

fn as_str(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}
