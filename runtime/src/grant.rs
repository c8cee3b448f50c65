//! What one user has allowed one client: the handle that guards check and API calls are made with.

mod shared;

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use zoho_scopes::{Requirement, Scope, ScopeSet};

pub(crate) use self::shared::Shared;
use crate::attempt::{self, Asking, Attempt};
use crate::call::Call;
use crate::channel::Channel;
use crate::client::Client;
use crate::current;
use crate::error::{Error, Kind as ErrorKind, until};
#[cfg(feature = "test-util")]
use crate::granted;
use crate::knowledge::{Answer, Standing};
use crate::missing::MissingScopes;
use crate::secret::Secret;
use crate::token;

/// Names a grant: the tenant (a customer of the application, or the application itself) and its user.
///
/// # Examples
///
/// ```
/// use requires_scope::GrantKey;
///
/// let key = GrantKey::new("zylker", "marketer-7");
/// assert_eq!(key.to_string(), "zylker/marketer-7");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct GrantKey {
    tenant: Box<str>,
    user: Box<str>,
}

impl GrantKey {
    /// The grant of `user` in `tenant`.
    pub fn new(tenant: impl Into<String>, user: impl Into<String>) -> GrantKey {
        GrantKey { tenant: tenant.into().into(), user: user.into().into() }
    }

    /// The tenant.
    pub fn tenant(&self) -> &str {
        &self.tenant
    }

    /// The user.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// The key of the record: no two grants share one, whatever their names hold.
    pub(crate) fn to_record_key(&self) -> String {
        format!("{}:{}/{}", self.tenant.len(), self.tenant, self.user)
    }
}

impl fmt::Display for GrantKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.tenant, self.user)
    }
}

/// One user's grant, as one caller uses it.
///
/// Cloning is cheap. All handles of a grant in a process share its tokens and scopes; each has its own
/// [`Channel`].
///
/// A handle may live as long as the process. It remembers the scopes that the grant had when it was made by
/// [`Client::grant`], or the future began that [`Grant::scope`] runs. A check asks whether they have changed since, which
/// takes one load; if they have, it looks at them once more and then remembers those, too. Each check with a handle of
/// before such a change takes some dozens of instructions more than with one of after it.
#[derive(Clone)]
pub struct Grant {
    shared: Arc<Shared>,
    client: Client,
    channel: Channel,
    call: Arc<Call>,
}

impl Grant {
    pub(crate) fn new(client: Client, shared: Arc<Shared>) -> Grant {
        let call = Arc::new(shared.begin_call());
        Grant { shared, client, channel: Channel::none(), call }
    }

    /// Whose grant it is.
    pub fn key(&self) -> &GrantKey {
        self.shared.key()
    }

    /// The same grant for a caller who can reach the person through `channel`.
    #[must_use]
    pub fn on(mut self, channel: Channel) -> Grant {
        self.channel = channel;
        self
    }

    /// How this caller can reach the person.
    pub fn channel(&self) -> &Channel {
        &self.channel
    }

    /// Runs `future` with this grant as the current one.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn sync_contacts() -> Result<(), requires_scope::Error> { Ok(()) }
    /// # async fn run(zoho: requires_scope::Client) -> Result<(), requires_scope::Error> {
    /// use std::time::Duration;
    /// use requires_scope::{Channel, GrantKey};
    ///
    /// let grant = zoho.grant(&GrantKey::new("zylker", "marketer-7")).await?;
    /// grant.on(Channel::terminal(Duration::from_secs(600))).scope(sync_contacts()).await
    /// # }
    /// ```
    pub fn scope<F: Future>(self, future: F) -> impl Future<Output = F::Output> {
        current::scope(self.for_new_call(), future)
    }

    /// The same grant for a call of the application that begins now.
    pub(crate) fn for_new_call(self) -> Grant {
        current::touch();
        self.anew()
    }

    /// How a scope stands in this grant.
    pub fn standing(&self, scope: &Scope<'_>) -> Standing {
        self.shared.record().value.standing(scope)
    }

    /// The scopes that are verified or assumed.
    pub fn scopes_held(&self) -> ScopeSet {
        self.shared.record().value.knowledge.held()
    }

    /// Whether a call with this requirement may run.
    pub fn meets(&self, requirement: &Requirement<'_>) -> bool {
        self.shared.record().value.meets(requirement)
    }

    /// Whether nothing of `scopes` is missing.
    pub fn has_all(&self, scopes: &ScopeSet) -> bool {
        self.missing_of(scopes).is_empty()
    }

    /// The smallest set of scopes to ask for so that `requirement` is met; empty when it is.
    pub fn missing(&self, requirement: &Requirement<'_>) -> ScopeSet {
        self.shared.record().value.missing(requirement)
    }

    /// Whether the user has signed in at Zoho, and the refresh token has not been found dead since.
    pub fn is_signed_in(&self) -> bool {
        self.shared.record().value.live_refresh_token().is_some()
    }

    /// Begins to ask the user for `scopes`, even if the user has declined them lately: for a button that says
    /// so. `None` when nothing of them is missing.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn ask(&self, scopes: &ScopeSet) -> Result<Option<Attempt>, Error> {
        let missing = MissingScopes::new(scopes.clone(), None);
        self.client.in_time("ask the user", attempt::begin(self, &missing, Asking::Explicit)).await
    }

    /// Begins to ask the user for what a refused call was missing. `None` when it is granted by now.
    ///
    /// # Errors
    ///
    /// [`Error::is_declined`] when the user has declined lately; otherwise when the store fails.
    pub async fn ask_for(&self, missing: &MissingScopes) -> Result<Option<Attempt>, Error> {
        self.client.in_time("ask the user", attempt::begin(self, missing, Asking::Unasked)).await
    }

    /// An access token: the one at hand while it is good for a minute or more, or a fresh one.
    ///
    /// However many tasks call this at once, in however many processes that share the store, one request is made; it
    /// goes on when its callers are cancelled. In the last minutes of a token the callers go on with it while it is
    /// replaced. Where Zoho cannot be asked for now, the token at hand serves until it expires.
    ///
    /// The request is made on the `tokio` runtime of the task that came first. A program with several runtimes keeps
    /// that one running: while nobody drives it, those who have joined from another one wait, but no longer than
    /// [`ClientBuilder::give_up_after`](crate::ClientBuilder::give_up_after) says. If it ends, they ask anew.
    ///
    /// # Errors
    ///
    /// [`Error::is_expired`] when the grant has ended or never began; [`Error::is_throttled`] when Zoho gives no more
    /// tokens for now, with [`Error::retry_after`]; [`Error::is_retryable`] when Zoho or the store cannot be reached.
    pub async fn access_token(&self) -> Result<Secret, Error> {
        #[cfg(feature = "test-util")]
        granted::check_has_zoho(&self.client)?;
        token::access_token(self).await
    }

    /// The error for a call that needs `missing`: with the user's last answer taken into account.
    pub(crate) fn refusal(&self, missing: MissingScopes) -> Error {
        let now = self.client.now();
        let answer = self.shared.record().value.knowledge.recent_answer(
            missing.scopes(),
            self.client.cool_down(),
            now,
        );
        match answer {
            Some((Answer::Declined, again)) => {
                ErrorKind::Declined { missing, again: until(again, now) }.into()
            }
            Some((Answer::Given | Answer::Assumed, _)) => ErrorKind::RefusedAfterConsent { missing }.into(),
            None => ErrorKind::Missing(missing).into(),
        }
    }

    /// Reads the grant from the store again: another process may have changed it.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn reload(&self) -> Result<(), Error> {
        // What the store could not be told is perhaps being saved: what is read meanwhile would look as if it were not.
        let is_unsaved = self.shared.record().value.is_unsaved();
        let _writing = if is_unsaved { Some(self.shared.writing().lock().await) } else { None };
        self.read().await
    }

    /// The same grant for a call that begins, with the scopes as they are now.
    pub(crate) fn anew(mut self) -> Grant {
        let call = self.shared.begin_call();
        match Arc::get_mut(&mut self.call) {
            Some(own) => *own = call,
            None => self.call = Arc::new(call),
        }
        self
    }

    #[inline]
    pub(crate) fn call(&self) -> &Arc<Call> {
        &self.call
    }

    #[inline]
    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// The client that it belongs to.
    pub fn oauth_client(&self) -> &Client {
        &self.client
    }
}

impl fmt::Debug for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grant")
            .field("key", self.shared.key())
            .field("scopes", &self.scopes_held().to_string())
            .field("channel", &self.channel)
            .finish_non_exhaustive()
    }
}
