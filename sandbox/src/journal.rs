//! What came in and what went out: one entry per request, one prompt per consent page, both without secrets.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};

use crate::parameters::Parameters;

/// Parameters whose values are never written down.
const SECRET: &[&str] = &[
    "access_token",
    "client_secret",
    "code",
    "csrf",
    "enhance_token",
    "password",
    "refresh_token",
    "state",
    "token",
];

/// What stands in an entry in place of a secret.
const MASK: &str = "***";

/// Which of the two servers a request was sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Server {
    /// Zoho Accounts.
    Accounts,
    /// The API of the CRM.
    Api,
}

/// One request and the answer that it got.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Entry {
    /// When the request arrived, by the sandbox's clock.
    pub at: SystemTime,
    /// The server that it was sent to.
    pub server: Server,
    /// The HTTP method.
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// The names and values of the query's and the form's parameters; the values of secrets are masked.
    pub parameters: Vec<(String, String)>,
    /// The status of the answer; `None` while it is under way, and for ever if the connection was closed instead.
    pub status: Option<u16>,
    /// The `error` or `code` that the answer's JSON gave.
    pub code: Option<String>,
}

/// One consent page that was shown to a person.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Prompt {
    /// The address that the page was asked for with.
    pub path: String,
    /// The client that asked.
    pub client_id: String,
    /// The user who was signed in.
    pub user: String,
    /// The scopes that the page listed.
    pub scopes: Vec<String>,
    /// What the person answered; `None` as long as the page is open.
    pub answer: Option<Answer>,
}

/// What a person answered to a consent page.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Answer {
    /// These scopes were allowed; those left out are not among them.
    Accepted(Vec<String>),
    /// Nothing was allowed.
    Declined,
}

impl Entry {
    /// Whether the request was this one, written as `"POST /oauth/v2/token/scopeenhance"`.
    pub fn is(&self, request: &str) -> bool {
        request.split_once(' ') == Some((self.method.as_str(), self.path.as_str()))
    }

    /// The first value of the parameter of that name.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }
}

/// The shared record of entries and prompts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Journal {
    pages: Arc<Mutex<Pages>>,
}

#[derive(Debug, Default)]
struct Pages {
    entries: Vec<Entry>,
    prompts: Vec<Prompt>,
}

/// The place of an entry or of a prompt in the journal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place(usize);

impl Journal {
    pub(crate) fn arrived(
        &self,
        at: SystemTime,
        server: Server,
        method: &str,
        path: &str,
        parameters: &Parameters,
    ) -> Place {
        let mut pages = self.pages();
        pages.entries.push(Entry {
            at,
            server,
            method: method.to_owned(),
            path: path.to_owned(),
            parameters: parameters.iter().map(masked).collect(),
            status: None,
            code: None,
        });
        Place(pages.entries.len() - 1)
    }

    pub(crate) fn answered(&self, Place(place): Place, status: u16, code: Option<String>) {
        if let Some(entry) = self.pages().entries.get_mut(place) {
            entry.status = Some(status);
            entry.code = code;
        }
    }

    pub(crate) fn prompted(&self, prompt: Prompt) -> Place {
        let mut pages = self.pages();
        pages.prompts.push(prompt);
        Place(pages.prompts.len() - 1)
    }

    pub(crate) fn decided(&self, Place(place): Place, answer: Answer) {
        if let Some(prompt) = self.pages().prompts.get_mut(place) {
            prompt.answer = Some(answer);
        }
    }

    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.pages().entries.clone()
    }

    pub(crate) fn prompts(&self) -> Vec<Prompt> {
        self.pages().prompts.clone()
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The `error` of Zoho Accounts' answers, the `code` of the API's, the `code` of the first record otherwise.
pub(crate) fn code_of(body: &[u8]) -> Option<String> {
    let answer: serde_json::Value = serde_json::from_slice(body).ok()?;
    [&answer["error"], &answer["code"], &answer["data"][0]["code"]]
        .into_iter()
        .find_map(|code| code.as_str().map(str::to_owned))
}

fn masked((name, value): (&str, &str)) -> (String, String) {
    let value = if SECRET.contains(&name) && !value.is_empty() { MASK } else { value };
    (name.to_owned(), value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Journal, Server, code_of};
    use crate::{clock::Clock, parameters::Parameters};

    #[test]
    fn secrets_are_masked_and_the_rest_is_kept() {
        let journal = Journal::default();
        let query = "client_id=1000.A&client_secret=s3cret&refresh_token=";
        let parameters = Parameters::read(Some(query), None, b"");
        journal.arrived(Clock::default().now(), Server::Accounts, "POST", "/oauth/v2/token", &parameters);

        let entry = &journal.entries()[0];
        assert!(entry.is("POST /oauth/v2/token"));
        assert!(!entry.is("GET /oauth/v2/token"));
        assert_eq!(entry.parameter("client_id"), Some("1000.A"));
        assert_eq!(entry.parameter("client_secret"), Some("***"));
        assert_eq!(entry.parameter("refresh_token"), Some(""));
    }

    #[test]
    fn the_code_of_an_answer_is_found_where_zoho_puts_it() {
        assert_eq!(code_of(br#"{"error":"invalid_code"}"#).as_deref(), Some("invalid_code"));
        assert_eq!(code_of(br#"{"code":"INVALID_TOKEN"}"#).as_deref(), Some("INVALID_TOKEN"));
        assert_eq!(code_of(br#"{"data":[{"code":"SUCCESS"}]}"#).as_deref(), Some("SUCCESS"));
        assert_eq!(code_of(b"<html>"), None);
    }
}
