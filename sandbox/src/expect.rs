//! What a test expects of the journal. Where that is not so, the failure tells what happened instead.

mod story;

use zoho_scopes::ScopeSet;

use self::story::Story;
use crate::{
    fault,
    journal::{Chapter, Entry},
};

const TOKEN: &str = "POST /oauth/v2/token";
const CONSENT_PAGE: &str = "GET /oauth/v2/token/addextrascope";

/// What a test expects of the requests and prompts of a sandbox, as far as they have come.
///
/// Every method panics if its expectation does not hold, with the prompts and requests in order, and without secrets.
/// A request is written as a method and a path; `*` stands for any method, and at the end of a path for whatever
/// follows.
///
/// # Examples
///
/// ```
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use zoho_sandbox::Sandbox;
///
/// let sandbox = Sandbox::builder().start().await?;
/// // … the program under test asks for a scope, and the person declines …
/// # if false {
/// sandbox.expect().one_prompt_for(["ZohoCRM.modules.contacts.CREATE"]).no_request("POST /crm/*");
/// # }
///
/// let declined = sandbox.moment();
/// // … the program under test makes the same call once more …
/// sandbox.expect_since(declined).nothing();
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "nothing is expected until one of its methods is called"]
pub struct Expect {
    evidence: Evidence,
}

/// A part of the journal, to be looked at.
#[derive(Debug)]
pub(crate) struct Evidence {
    chapter: Chapter,
}

/// What was expected and is not so, and the whole story.
#[derive(Debug, thiserror::Error)]
#[error("expected {expected}; {found}\n{story}")]
pub(crate) struct Unmet {
    expected: String,
    found: String,
    story: String,
}

impl Expect {
    pub(crate) fn new(evidence: Evidence) -> Self {
        Self { evidence }
    }

    /// One consent page was shown, once, and it listed exactly these scopes.
    ///
    /// # Panics
    ///
    /// If that is not so, or a scope is malformed.
    #[track_caller]
    pub fn one_prompt_for<'a>(&self, scopes: impl IntoIterator<Item = &'a str>) -> &Self {
        self.hold(self.evidence.one_prompt_for(&scope_set(scopes)))
    }

    /// No consent page was shown.
    ///
    /// # Panics
    ///
    /// If that is not so.
    #[track_caller]
    pub fn no_prompt(&self) -> &Self {
        self.hold(self.evidence.no_prompt())
    }

    /// A browser was sent to the page for more scopes, and always with exactly these in the address.
    ///
    /// The page itself leaves out what the user has granted before, so that a prompt does not show whether a client
    /// asks for more than is missing.
    ///
    /// # Panics
    ///
    /// If that is not so, or a scope is malformed.
    #[track_caller]
    pub fn asked_zoho_for<'a>(&self, scopes: impl IntoIterator<Item = &'a str>) -> &Self {
        self.hold(self.evidence.asked_zoho_for(&scope_set(scopes)))
    }

    /// An access token was asked for with the refresh token so many times.
    ///
    /// # Panics
    ///
    /// If that is not so.
    #[track_caller]
    pub fn refreshes(&self, n_refreshes: usize) -> &Self {
        self.hold(self.evidence.refreshes(n_refreshes))
    }

    /// No refresh named a scope, which would narrow the token to it.
    ///
    /// # Panics
    ///
    /// If that is not so.
    #[track_caller]
    pub fn no_scope_on_refresh(&self) -> &Self {
        self.hold(self.evidence.no_scope_on_refresh())
    }

    /// So many requests like this one have come.
    ///
    /// # Panics
    ///
    /// If that is not so, or `request` is not a method and a path.
    #[track_caller]
    pub fn requests(&self, n_requests: usize, request: &str) -> &Self {
        self.hold(self.evidence.requests(n_requests, request))
    }

    /// No request like this one has come.
    ///
    /// # Panics
    ///
    /// If that is not so, or `request` is not a method and a path.
    #[track_caller]
    pub fn no_request(&self, request: &str) -> &Self {
        self.hold(self.evidence.requests(0, request))
    }

    /// No request at all has come, to any server.
    ///
    /// # Panics
    ///
    /// If that is not so.
    #[track_caller]
    pub fn nothing(&self) -> &Self {
        self.hold(self.evidence.nothing())
    }

    #[track_caller]
    fn hold(&self, held: Result<(), Unmet>) -> &Self {
        match held {
            Ok(()) => self,
            Err(unmet) => panic!("{unmet}"),
        }
    }
}

impl Evidence {
    pub(crate) fn new(chapter: Chapter) -> Self {
        Self { chapter }
    }

    pub(crate) fn one_prompt_for(&self, scopes: &ScopeSet) -> Result<(), Unmet> {
        let expected = || format!("one prompt, for exactly {scopes}");
        match self.chapter.prompts.as_slice() {
            [prompt] => {
                let (listed, _) = ScopeSet::parse_lenient(&prompt.scopes.join(","));
                self.holds(listed == *scopes, expected, || format!("it was for {listed}"))
            }
            prompts => self.holds(false, expected, || there_was(prompts.len())),
        }
    }

    pub(crate) fn no_prompt(&self) -> Result<(), Unmet> {
        let n_prompts = self.chapter.prompts.len();
        self.holds(n_prompts == 0, || "no prompt".to_owned(), || there_was(n_prompts))
    }

    pub(crate) fn asked_zoho_for(&self, scopes: &ScopeSet) -> Result<(), Unmet> {
        let expected = || format!("that Zoho was asked for exactly {scopes}");
        let mut asked = self.like(CONSENT_PAGE).peekable();
        if asked.peek().is_none() {
            return self.holds(false, expected, || "it was not asked for anything".to_owned());
        }
        for entry in asked {
            let (named, _) = ScopeSet::parse_lenient(entry.parameter("scope").unwrap_or_default());
            self.holds(named == *scopes, expected, || format!("it was asked for {named}"))?;
        }
        Ok(())
    }

    pub(crate) fn refreshes(&self, n_refreshes: usize) -> Result<(), Unmet> {
        let found = self.all_refreshes().count();
        let expected = || format!("{} of the access token", so_many(n_refreshes, "refresh", "refreshes"));
        self.holds(found == n_refreshes, expected, || there_was(found))
    }

    pub(crate) fn no_scope_on_refresh(&self) -> Result<(), Unmet> {
        let scope = self.all_refreshes().find_map(|entry| entry.parameter("scope"));
        let found = || format!("one named `{}`", scope.unwrap_or_default());
        self.holds(scope.is_none(), || "no refresh that names scopes".to_owned(), found)
    }

    #[track_caller]
    pub(crate) fn requests(&self, n_requests: usize, request: &str) -> Result<(), Unmet> {
        assert!(
            request.split_once(' ').is_some_and(|(_, path)| path.starts_with('/')),
            "`{request}` is no request: write a method and a path, such as `POST /crm/v8/Contacts`"
        );
        let found = self.like(request).count();
        let expected = || format!("{} like `{request}`", so_many(n_requests, "request", "requests"));
        self.holds(found == n_requests, expected, || there_was(found))
    }

    pub(crate) fn nothing(&self) -> Result<(), Unmet> {
        let n_requests = self.chapter.entries.len();
        self.holds(n_requests == 0, || "no request at all".to_owned(), || there_was(n_requests))
    }

    /// For findings that are not about the journal alone: what was expected, what was found, and the story.
    pub(crate) fn unmet(&self, expected: String, found: String) -> Unmet {
        Unmet { expected, found, story: Story(&self.chapter).to_string() }
    }

    fn all_refreshes(&self) -> impl Iterator<Item = &Entry> {
        self.like(TOKEN).filter(|entry| entry.parameter("grant_type") == Some("refresh_token"))
    }

    fn like(&self, request: &str) -> impl Iterator<Item = &Entry> {
        let entries = self.chapter.entries.iter();
        entries.filter(move |entry| fault::matches(request, &entry.method, &entry.path))
    }

    /// A journal with a gap proves nothing, whatever the rest of it shows.
    fn holds(
        &self,
        holds: bool,
        expected: impl Fn() -> String,
        found: impl Fn() -> String,
    ) -> Result<(), Unmet> {
        match (self.chapter.is_whole, holds) {
            (true, true) => Ok(()),
            (true, false) => Err(self.unmet(expected(), found())),
            (false, _) => {
                let gap = "the journal does not reach back so far: it was cleared, or is too long";
                Err(self.unmet(expected(), gap.to_owned()))
            }
        }
    }
}

#[track_caller]
pub(crate) fn scope_set<'a>(scopes: impl IntoIterator<Item = &'a str>) -> ScopeSet {
    let scopes: Vec<_> = scopes.into_iter().collect();
    match ScopeSet::parse_list(&scopes.join(",")) {
        Ok(scopes) => scopes,
        Err(error) => panic!("an expected scope cannot be read: {error}"),
    }
}

fn so_many(number: usize, one: &str, many: &str) -> String {
    match number {
        0 => format!("no {one}"),
        1 => format!("one {one}"),
        several => format!("{several} {many}"),
    }
}

fn there_was(number: usize) -> String {
    match number {
        0 => "there was none".to_owned(),
        1 => "there was one".to_owned(),
        several => format!("there were {several}"),
    }
}
