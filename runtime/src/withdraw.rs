//! What a refusal for want of a scope takes from a grant.

use http::Method;
use zoho_scopes::endpoint::{self, Needs};
use zoho_scopes::{Requirement, ScopeSet};

use crate::error::{Error, Kind};
use crate::events;
use crate::grant::Grant;
use crate::guard::Guard;
use crate::knowledge::Standing;
use crate::missing::MissingScopes;
use crate::records::GrantRecord;
use crate::secret::Secret;
use crate::update::Edit;

/// Takes from the grant what the server says is not there for `token`, and tells what is missing therefore. `None`: the
/// grant has another access token by now, about which the server has said nothing.
///
/// # Errors
///
/// When it cannot be told which scope the server means, or the store fails.
pub(crate) async fn withdraw(
    grant: &Grant,
    token: &Secret,
    method: &Method,
    path: &str,
) -> Result<Option<MissingScopes>, Error> {
    let unclear = || Error::from(Kind::ScopeMismatch { request: format!("{method} {path}") });
    let needed = Needed::by(grant, method, path);
    // Another process may have got a consent, and a token with it.
    grant.reload().await?;
    let verdict = grant
        .edit(|record| {
            if !record.is_access_token(token) {
                return Edit::Leave(None);
            }
            let refused = needed.as_ref().map(|needed| needed.doubtful_in(record)).unwrap_or_default();
            if refused.is_empty() {
                return Edit::Leave(Some(refused));
            }
            record.knowledge.withdraw(&refused);
            Edit::Save(Some(refused))
        })
        .await?;
    let Some(refused) = verdict else { return Ok(None) };
    if !refused.is_empty() {
        events::verdict_scope(grant, method, path, &refused);
    }
    let missing = needed.ok_or_else(unclear)?.look(|requirement| grant.missing(requirement));
    let record = grant.call().only_guard().map(Guard::record);
    if missing.is_empty() { Err(unclear()) } else { Ok(Some(MissingScopes::new(missing, record))) }
}

/// What a refused request needs. The server does not say, so there are two witnesses.
enum Needed {
    /// Zoho's own description of the operation, which is about this request.
    ByEndpoint(Needs),
    /// All that the call was checked for; the request may be about something else.
    ByGuard(Requirement<'static>),
}

impl Needed {
    fn by(grant: &Grant, method: &Method, path: &str) -> Option<Needed> {
        let described = endpoint::find_request(method.as_str(), path).and_then(|call| call.needs());
        described
            .map(Needed::ByEndpoint)
            .ok()
            .or_else(|| grant.call().only_requirement().map(Needed::ByGuard))
    }

    fn look<T>(&self, look: impl FnOnce(&Requirement<'_>) -> T) -> T {
        match self {
            Needed::ByEndpoint(needs) => needs.with_requirement(|requirement| look(&requirement)),
            Needed::ByGuard(requirement) => look(requirement),
        }
    }

    /// What was believed granted and is refused: first of all what no token answer has shown. What one has shown is
    /// doubted on the better witness alone.
    fn doubtful_in(&self, record: &GrantRecord) -> ScopeSet {
        self.look(|requirement| {
            let (mut verified, mut unproven) = (ScopeSet::new(), ScopeSet::new());
            if record.meets(requirement) {
                for scope in requirement.scopes() {
                    match record.standing(&scope) {
                        Standing::Verified => verified.insert(scope),
                        Standing::Assumed | Standing::Unknown => unproven.insert(scope),
                        Standing::Missing => false,
                    };
                }
            }
            match self {
                _ if !unproven.is_empty() => unproven,
                Needed::ByEndpoint(_) => verified,
                Needed::ByGuard(_) => ScopeSet::new(),
            }
        })
    }
}
