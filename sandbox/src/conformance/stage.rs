//! One scenario's sandbox, client and person.

use zoho_scopes::ScopeSet;

use super::client::{ClientUnderTest, Failure, GuardedCall, Outcome, Setting};
use crate::{
    Moment, Sandbox, StartError,
    browser::{BrowserError, Page, Person},
    expect::{Evidence, Unmet, scope_set},
};

const EMAIL: &str = "marketer@zylker.example";
const PASSWORD: &str = "password";

/// Why a scenario does not pass.
pub(super) enum Trouble {
    /// The client did something that it must not do, or did not do what it must.
    Flaw(String),
    /// The client or the sandbox did not work.
    Failed(String),
}

/// A client that runs against a sandbox, and the person whose browser is signed in to it.
pub(super) struct Stage<C> {
    pub(super) sandbox: Sandbox,
    pub(super) person: Person,
    pub(super) redirect_uri: String,
    pub(super) refresh_token: String,
    client: C,
}

impl<C: ClientUnderTest> Stage<C> {
    /// A user who has granted these scopes before.
    pub(super) async fn set(mut client: C, scopes: &[&str]) -> Result<Self, Trouble> {
        let sandbox = Sandbox::builder().user(EMAIL, PASSWORD).start().await?;
        let redirect_uri = client.redirect_uri();
        let credentials = sandbox.register_client("Client under test", &redirect_uri);
        let scopes = scopes.join(",");
        let refresh_token = sandbox.issue_grant(&credentials.client_id, EMAIL, &scopes).refresh_token;
        let setting = Setting {
            accounts_url: sandbox.accounts_url().to_owned(),
            api_url: sandbox.api_url().to_owned(),
            location: sandbox.location().to_owned(),
            client_id: credentials.client_id,
            client_secret: credentials.client_secret,
            refresh_token: refresh_token.clone(),
            scopes,
        };
        client.start(&setting).await?;
        let mut person = Person::new()?;
        client.sign_in(&mut person).await?;
        Ok(Self { sandbox, person, redirect_uri, refresh_token, client })
    }

    /// The call is done, and nobody is asked.
    pub(super) async fn does(&mut self, call: GuardedCall) -> Result<(), Trouble> {
        let outcome = self.client.call(call, &mut self.person).await?;
        self.must(outcome == Outcome::Done, "the call to be done", &outcome)
    }

    /// The call is made; the evidence tells what comes of it.
    pub(super) async fn makes(&mut self, call: GuardedCall) -> Result<(), Trouble> {
        self.client.call(call, &mut self.person).await?;
        Ok(())
    }

    /// The call waits, and the person reads which scopes are asked for.
    pub(super) async fn asks(&mut self, call: GuardedCall, scopes: &[&str]) -> Result<(), Trouble> {
        let outcome = self.client.call(call, &mut self.person).await?;
        self.must(outcome == Outcome::Asked, "the person to be asked", &outcome)?;
        self.opens_consent_page().await?;
        let (asked, _) = ScopeSet::parse_lenient(&self.person.asked_for().join(","));
        let expected = scope_set(scopes.iter().copied());
        if asked == expected {
            return Ok(());
        }
        let found = format!("the page asks for {asked}");
        Err(self.evidence().unmet(format!("the person to be asked for exactly {expected}"), found).into())
    }

    /// Signs in at Zoho, if Zoho wants that.
    pub(super) async fn opens_consent_page(&mut self) -> Result<(), Trouble> {
        let is_sign_in = |page: &Page| page.forms().iter().any(|form| form.has_button("Sign in"));
        if self.person.page().is_some_and(is_sign_in) {
            self.person.sign_in(EMAIL, PASSWORD).await?;
        }
        if self.person.wait().is_ok() {
            return Ok(());
        }
        let page = self.person.page().map_or("nothing", |page| page.text()).to_owned();
        Err(self
            .evidence()
            .unmet("Zoho's consent page".to_owned(), format!("the browser shows: {page}"))
            .into())
    }

    /// The person has answered, and the call is done.
    pub(super) async fn goes_on(&mut self) -> Result<(), Trouble> {
        let outcome = self.client.outcome(&mut self.person).await?;
        self.must(outcome == Outcome::Done, "the call to go on and to be done", &outcome)
    }

    /// The last call is not done, and does not wait.
    pub(super) async fn gives_up(&mut self) -> Result<(), Trouble> {
        let outcome = self.client.outcome(&mut self.person).await?;
        self.must(matches!(outcome, Outcome::Refused(_)), "the call to be given up", &outcome)
    }

    /// Whatever the client says: the call is not done.
    pub(super) async fn is_not_done(&mut self) -> Result<(), Trouble> {
        let outcome = self.client.outcome(&mut self.person).await?;
        self.must(outcome != Outcome::Done, "the call not to be done", &outcome)
    }

    pub(super) fn evidence(&self) -> Evidence {
        self.sandbox.evidence()
    }

    pub(super) fn evidence_since(&self, moment: Moment) -> Evidence {
        self.sandbox.evidence_since(moment)
    }

    fn must(&self, holds: bool, expected: &str, outcome: &Outcome) -> Result<(), Trouble> {
        if holds {
            return Ok(());
        }
        let found = format!("the client says that it {outcome}");
        Err(self.evidence().unmet(expected.to_owned(), found).into())
    }
}

impl From<Unmet> for Trouble {
    fn from(unmet: Unmet) -> Self {
        Self::Flaw(unmet.to_string())
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Failed(format!("the client failed: {failure}"))
    }
}

impl From<BrowserError> for Trouble {
    fn from(error: BrowserError) -> Self {
        Self::Failed(format!("the person's browser failed: {error}"))
    }
}

impl From<StartError> for Trouble {
    fn from(error: StartError) -> Self {
        Self::Failed(format!("the sandbox does not start: {error}"))
    }
}
