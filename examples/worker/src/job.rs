//! What a job does in Zoho CRM, and above it what that needs.

use std::fmt;

use requires_scope::{GrantKey, requires_scope};
use serde_json::{Value, json};

/// A job that somebody has put into the queue.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) id: i64,
    pub(crate) user: String,
    pub(crate) last_name: String,
    pub(crate) state: State,
    /// What has come of it, or the scopes that it misses.
    pub(crate) note: String,
}

/// Where a job stands. It leaves [`State::Running`] in the process that has put it there, or never.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Waiting,
    /// Taken by one process. A job that its process has left here was perhaps sent to Zoho: it is not run again.
    Running,
    /// Refused before it did anything; it runs when its person has consented.
    Suspended,
    Done,
    Failed,
}

/// Why a job was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum JobError {
    #[error(transparent)]
    Zoho(#[from] requires_scope::Error),
    #[error("Zoho does not take it: {0}")]
    Refused(String),
    #[error("Zoho's answer cannot be read")]
    Unreadable(#[from] reqwest::Error),
}

/// The id of the new contact. This is the job's only effect, and it is refused as a whole or not at all.
#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
pub(crate) async fn create_contact(last_name: &str) -> Result<String, JobError> {
    let zoho = requires_scope::current()?.client();
    let body = json!({ "data": [{ "Last_Name": last_name }] });
    let answer: Value = zoho.post("/crm/v8/Contacts").json(&body).send().await?.json().await?;
    let entry = &answer["data"][0];
    match entry["details"]["id"].as_str() {
        Some(id) if entry["code"] == "SUCCESS" => Ok(id.to_owned()),
        _ => Err(JobError::Refused(entry["code"].as_str().unwrap_or("no reason given").to_owned())),
    }
}

impl Job {
    pub(crate) fn owner(&self) -> GrantKey {
        GrantKey::new("worker", &self.user)
    }
}

impl fmt::Display for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Job { id, user, last_name, state, note } = self;
        write!(f, "job {id} of {user}: contact {last_name}: {}", state.word())?;
        if note.is_empty() { Ok(()) } else { write!(f, " ({note})") }
    }
}

impl State {
    /// As it stands in the queue.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Running => "running",
            State::Suspended => "suspended",
            State::Done => "done",
            State::Failed => "failed",
        }
    }

    pub(crate) fn parse(word: &str) -> Option<State> {
        let all = [State::Waiting, State::Running, State::Suspended, State::Done, State::Failed];
        all.into_iter().find(|state| state.word() == word)
    }
}
