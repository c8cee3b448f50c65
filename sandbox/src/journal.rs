//! What came in and what went out: one entry per request, one prompt per consent page, both without secrets.

mod mask;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};

use crate::parameters::Parameters;

/// So many entries and so many prompts are kept: the oldest give way in a sandbox that runs for weeks.
const MOST_KEPT: usize = 10_000;

/// Which of the two servers of a data centre a request was sent to.
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
    /// The location of the data centre that it was sent to.
    pub location: String,
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
    /// The JSON that was sent, with secrets masked; `None` if it was something else.
    pub body: Option<String>,
    /// The JSON of the answer, with secrets masked; `None` if it was something else.
    pub answer: Option<String>,
}

/// One consent page that was shown to a person.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Prompt {
    /// The location of the data centre that showed the page.
    pub location: String,
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

/// A moment in a sandbox's journal: what was written before it, and what after.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    entries: Place,
    prompts: Place,
}

/// The entries and prompts that were written after a moment.
#[derive(Debug)]
pub(crate) struct Chapter {
    pub(crate) entries: Vec<Entry>,
    pub(crate) prompts: Vec<Prompt>,
    /// Whether none of them has given way.
    pub(crate) is_whole: bool,
}

/// The shared record of entries and prompts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Journal {
    pages: Arc<Mutex<Pages>>,
}

#[derive(Debug, Default)]
struct Pages {
    entries: Roll<Entry>,
    prompts: Roll<Prompt>,
}

/// The latest of a long row of things, each with a number for good.
#[derive(Debug)]
struct Roll<T> {
    kept: VecDeque<T>,
    n_dropped: usize,
    /// Where it was cleared last.
    beginning: Place,
}

/// The place of an entry or of a prompt in the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place(usize);

/// A request, as it is to be written down.
pub(crate) struct Arrival<'a> {
    pub(crate) at: SystemTime,
    pub(crate) location: &'a str,
    pub(crate) server: Server,
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) parameters: &'a Parameters,
    pub(crate) body: &'a [u8],
}

impl Journal {
    pub(crate) fn arrived(&self, arrival: &Arrival<'_>) -> Place {
        self.pages().entries.push(Entry {
            at: arrival.at,
            location: arrival.location.to_owned(),
            server: arrival.server,
            method: arrival.method.to_owned(),
            path: arrival.path.to_owned(),
            parameters: arrival.parameters.iter().map(mask::parameter).collect(),
            status: None,
            code: None,
            body: mask::json(arrival.body),
            answer: None,
        })
    }

    pub(crate) fn answered(&self, place: Place, status: u16, body: &[u8]) {
        if let Some(entry) = self.pages().entries.get_mut(place) {
            entry.status = Some(status);
            entry.code = code_of(body);
            entry.answer = mask::json(body);
        }
    }

    pub(crate) fn prompted(&self, prompt: Prompt) -> Place {
        self.pages().prompts.push(prompt)
    }

    pub(crate) fn decided(&self, place: Place, answer: Answer) {
        if let Some(prompt) = self.pages().prompts.get_mut(place) {
            prompt.answer = Some(answer);
        }
    }

    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.pages().entries.kept.iter().cloned().collect()
    }

    pub(crate) fn prompts(&self) -> Vec<Prompt> {
        self.pages().prompts.kept.iter().cloned().collect()
    }

    /// When the journal was begun, or cleared last.
    pub(crate) fn beginning(&self) -> Moment {
        let pages = self.pages();
        Moment { entries: pages.entries.beginning, prompts: pages.prompts.beginning }
    }

    pub(crate) fn moment(&self) -> Moment {
        let pages = self.pages();
        Moment { entries: pages.entries.end(), prompts: pages.prompts.end() }
    }

    pub(crate) fn since(&self, moment: Moment) -> Chapter {
        let pages = self.pages();
        let (entries, has_all_entries) = pages.entries.since(moment.entries);
        let (prompts, has_all_prompts) = pages.prompts.since(moment.prompts);
        Chapter { entries, prompts, is_whole: has_all_entries && has_all_prompts }
    }

    /// Forgets all entries and prompts.
    pub(crate) fn clear(&self) {
        let mut pages = self.pages();
        pages.entries.clear();
        pages.prompts.clear();
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Roll<T> {
    fn push(&mut self, thing: T) -> Place {
        if self.kept.len() == MOST_KEPT {
            self.kept.pop_front();
            self.n_dropped += 1;
        }
        let place = self.end();
        self.kept.push_back(thing);
        place
    }

    /// The place of what comes next.
    fn end(&self) -> Place {
        Place(self.n_dropped + self.kept.len())
    }

    /// What stands from `place` on, and whether nothing of it has given way.
    fn since(&self, Place(place): Place) -> (Vec<T>, bool)
    where
        T: Clone,
    {
        let n_before = place.saturating_sub(self.n_dropped);
        (self.kept.iter().skip(n_before).cloned().collect(), place >= self.n_dropped)
    }

    /// `None` if it has given way by now.
    fn get_mut(&mut self, Place(place): Place) -> Option<&mut T> {
        self.kept.get_mut(place.checked_sub(self.n_dropped)?)
    }

    fn clear(&mut self) {
        self.n_dropped += self.kept.len();
        self.kept.clear();
        self.beginning = self.end();
    }
}

impl<T> Default for Roll<T> {
    fn default() -> Self {
        Self { kept: VecDeque::new(), n_dropped: 0, beginning: Place(0) }
    }
}

/// The `error` of Zoho Accounts' answers, the `code` of the API's, the `code` of the first record otherwise.
fn code_of(body: &[u8]) -> Option<String> {
    let answer: serde_json::Value = serde_json::from_slice(body).ok()?;
    [&answer["error"], &answer["code"], &answer["cause"], &answer["data"][0]["code"]]
        .into_iter()
        .find_map(|code| code.as_str().map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::{Arrival, Journal, MOST_KEPT, Server, code_of};
    use crate::{clock::Clock, parameters::Parameters};

    fn arrive(journal: &Journal, query: &str) -> super::Place {
        let parameters = Parameters::read(Some(query), None, b"");
        journal.arrived(&Arrival {
            at: Clock::default().now(),
            location: "us",
            server: Server::Accounts,
            method: "POST",
            path: "/oauth/v2/token",
            parameters: &parameters,
            body: b"",
        })
    }

    #[test]
    fn secrets_are_masked_and_the_rest_is_kept() {
        let journal = Journal::default();
        arrive(&journal, "client_id=1000.A&client_secret=s3cret&refresh_token=");

        let entry = &journal.entries()[0];
        assert!(entry.is("POST /oauth/v2/token"));
        assert!(!entry.is("GET /oauth/v2/token"));
        assert_eq!(entry.parameter("client_id"), Some("1000.A"));
        assert_eq!(entry.parameter("client_secret"), Some("***"));
        assert_eq!(entry.parameter("refresh_token"), Some(""));
    }

    #[test]
    fn the_oldest_entries_give_way_and_answers_find_their_own() {
        let journal = Journal::default();
        let first = arrive(&journal, "n=first");
        for n in 1..MOST_KEPT {
            arrive(&journal, &format!("n={n}"));
        }
        let last = arrive(&journal, "n=last");
        journal.answered(first, 500, b"");
        journal.answered(last, 200, b"");

        let entries = journal.entries();
        assert_eq!(entries.len(), MOST_KEPT);
        assert_eq!(entries[0].parameter("n"), Some("1"));
        let answered: Vec<_> = entries.iter().filter(|entry| entry.status.is_some()).collect();
        assert_eq!(answered.len(), 1);
        assert_eq!(answered[0].parameter("n"), Some("last"));
    }

    #[test]
    fn the_code_of_an_answer_is_found_where_zoho_puts_it() {
        assert_eq!(code_of(br#"{"error":"invalid_code"}"#).as_deref(), Some("invalid_code"));
        assert_eq!(code_of(br#"{"code":"INVALID_TOKEN"}"#).as_deref(), Some("INVALID_TOKEN"));
        assert_eq!(code_of(br#"{"data":[{"code":"SUCCESS"}]}"#).as_deref(), Some("SUCCESS"));
        assert_eq!(code_of(b"<html>"), None);
    }
}
