//! What a refusal of the server takes from a grant: an access token, or a scope.

#[cfg(feature = "reqwest")]
mod needed;

#[cfg(feature = "reqwest")]
use http::Method;
use zoho_scopes::{Scope, ScopeSet};

#[cfg(feature = "reqwest")]
use self::needed::Needed;
use crate::current;
use crate::error::{Error, Kind};
use crate::events;
use crate::grant::Grant;
use crate::guard::Guard;
use crate::knowledge::Standing;
use crate::missing::MissingScopes;
use crate::records::GrantRecord;
use crate::refused::refuse;
use crate::secret::Secret;
use crate::update::Edit;

/// What the server says to a client of the application's own: `Grant::client` reads it by itself.
impl Grant {
    /// Zoho has refused a request that was sent with `token`, because of the token (`INVALID_TOKEN`): the next
    /// [`access_token`](Grant::access_token) is another one.
    ///
    /// If the grant has another token by now, nothing changes: of all to whom a token was refused, one drops it. Send the
    /// request again once; what a fresh token does not help is no matter of the token.
    ///
    /// # Examples
    ///
    /// ```
    /// # use requires_scope::{Error, Grant, Secret};
    /// # struct Answer { code: &'static str }
    /// # async fn ask_zoho(_: &Secret) -> Answer { Answer { code: "" } }
    /// async fn leads(grant: &Grant) -> Result<Answer, Error> {
    ///     let token = grant.access_token().await?;
    ///     let answer = ask_zoho(&token).await;
    ///     if answer.code != "INVALID_TOKEN" {
    ///         return Ok(answer);
    ///     }
    ///     grant.token_refused(&token).await?;
    ///     Ok(ask_zoho(&grant.access_token().await?).await)
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn token_refused(&self, token: &Secret) -> Result<(), Error> {
        self.note_request();
        events::verdict_token(self, None);
        drop_token(self, token).await
    }

    /// Zoho has refused a request that was sent with `token` and needs `scopes`, for want of a scope
    /// (`OAUTH_SCOPE_MISMATCH`): they leave the grant, those first that no token answer has shown.
    ///
    /// `Ok` where the grant has another token by now, after a consent perhaps: the verdict says nothing of that one, and
    /// the request may be sent again, once.
    ///
    /// # Examples
    ///
    /// ```
    /// # struct Answer { code: &'static str }
    /// # async fn ask_zoho(_: &requires_scope::Secret) -> Answer { Answer { code: "" } }
    /// use requires_scope::{Error, Requirement, ScopeSet, requires_scope};
    ///
    /// const LEADS: Requirement<'static> = Requirement::scope("ZohoCRM.modules.leads.READ");
    ///
    /// #[requires_scope("ZohoCRM.modules.leads.READ")]
    /// async fn leads() -> Result<Answer, Error> {
    ///     let grant = requires_scope::current()?;
    ///     let token = grant.access_token().await?;
    ///     let answer = ask_zoho(&token).await;
    ///     if answer.code != "OAUTH_SCOPE_MISMATCH" {
    ///         return Ok(answer);
    ///     }
    ///     grant.scopes_refused(&token, &ScopeSet::from_iter(LEADS.scopes())).await?;
    ///     Ok(ask_zoho(&grant.access_token().await?).await)
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// What the refused call ends with: [`Error::missing`] says what to ask for, as where a guard has refused. Otherwise
    /// when `scopes` is empty, or the store fails.
    pub async fn scopes_refused(&self, token: &Secret, scopes: &ScopeSet) -> Result<(), Error> {
        self.note_request();
        let taking = take(self, token, |record| Believed::of(record, scopes.iter()).least_certain());
        let Some(refused) = self.oauth_client().in_time("note what Zoho has refused", taking).await? else {
            return Ok(());
        };
        if !refused.is_empty() {
            events::verdict_scope(self, None, &refused);
        }
        Err(match missing(self, self.missing_of(scopes)) {
            Some(missing) => refuse(self, missing),
            None => Kind::ScopeMismatch { request: "the request".to_owned() }.into(),
        })
    }

    /// A call that has sent something cannot be run again as if nothing had been.
    pub(crate) fn note_request(&self) {
        self.call().touch();
        current::touch();
    }
}

/// Takes from the grant what the server says is not there for `token`, and tells what is missing therefore. `None`: the
/// grant has another access token by now, about which the server has said nothing.
///
/// # Errors
///
/// When it cannot be told which scope the server means, or the store fails.
#[cfg(feature = "reqwest")]
pub(crate) async fn withdraw(
    grant: &Grant,
    token: &Secret,
    method: &Method,
    path: &str,
) -> Result<Option<MissingScopes>, Error> {
    let unclear = || Error::from(Kind::ScopeMismatch { request: format!("{method} {path}") });
    let needed = Needed::by(grant, method, path);
    let doubtful = |record: &_| needed.as_ref().map(|needed| needed.doubtful_in(record)).unwrap_or_default();
    let Some(refused) = take(grant, token, doubtful).await? else { return Ok(None) };
    if !refused.is_empty() {
        events::verdict_scope(grant, Some((method, path)), &refused);
    }
    let needed = needed.ok_or_else(unclear)?;
    missing(grant, needed.look(|requirement| grant.missing(requirement))).map(Some).ok_or_else(unclear)
}

/// Drops the access token that the server has refused: of all to whom it was refused, one does.
pub(crate) async fn drop_token(grant: &Grant, refused: &Secret) -> Result<(), Error> {
    grant
        .edit(|record| {
            if !record.is_access_token(refused) {
                return Edit::Leave(());
            }
            record.drop_access_token();
            Edit::Save(())
        })
        .await
}

/// Takes from the grant what is `doubtful` in it, and tells what that was. `None`: it has another access token by now.
async fn take(
    grant: &Grant,
    token: &Secret,
    doubtful: impl Fn(&GrantRecord) -> ScopeSet,
) -> Result<Option<ScopeSet>, Error> {
    // Another process may have got a consent, and a token with it.
    grant.reload().await?;
    grant
        .edit(|record| {
            if !record.is_access_token(token) {
                return Edit::Leave(None);
            }
            let refused = doubtful(record);
            if refused.is_empty() {
                return Edit::Leave(Some(refused));
            }
            record.knowledge.withdraw(&refused);
            Edit::Save(Some(refused))
        })
        .await
}

/// What is missing from the call that is running, unless that is nothing.
fn missing(grant: &Grant, scopes: ScopeSet) -> Option<MissingScopes> {
    let record = grant.call().only_guard().map(Guard::record);
    (!scopes.is_empty()).then(|| MissingScopes::new(scopes, record))
}

/// What of some scopes was believed granted.
struct Believed {
    /// Token answers have shown it.
    verified: ScopeSet,
    /// None has.
    unproven: ScopeSet,
}

impl Believed {
    fn of<'a>(record: &GrantRecord, scopes: impl Iterator<Item = Scope<'a>>) -> Believed {
        let (mut verified, mut unproven) = (ScopeSet::new(), ScopeSet::new());
        for scope in scopes {
            match record.standing(&scope) {
                Standing::Verified => verified.insert(scope),
                Standing::Assumed | Standing::Unknown => unproven.insert(scope),
                Standing::Missing => false,
            };
        }
        Believed { verified, unproven }
    }

    /// What the server means first of all when it refuses them.
    fn least_certain(self) -> ScopeSet {
        if self.unproven.is_empty() { self.verified } else { self.unproven }
    }
}
