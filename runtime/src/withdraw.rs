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

/// Takes from the grant what the server says is not there, and tells what is missing therefore.
///
/// # Errors
///
/// When it cannot be told which scope the server means, or the store fails.
pub(crate) async fn withdraw(grant: &Grant, method: &Method, path: &str) -> Result<MissingScopes, Error> {
    let unclear = || Error::from(Kind::ScopeMismatch { request: format!("{method} {path}") });
    let needed = Needed::by(grant, method, path).ok_or_else(unclear)?;
    let refused = needed.doubtful_in(grant);
    if !refused.is_empty() {
        events::verdict_scope(grant, method, path, &refused);
        grant.update(|record| record.knowledge.withdraw(&refused)).await?;
    }
    let missing = needed.look(|requirement| grant.missing(requirement));
    let site = grant.call().only_guard().map(Guard::site);
    if missing.is_empty() { Err(unclear()) } else { Ok(MissingScopes::new(missing, site)) }
}

/// What a refused request needs. The server does not say, so there are two witnesses.
enum Needed {
    /// Zoho's own description of the operation, which is about this request.
    ByEndpoint(Needs),
    /// The one guard that let the call through; the request may be about something else.
    ByGuard(&'static Guard),
}

impl Needed {
    fn by(grant: &Grant, method: &Method, path: &str) -> Option<Needed> {
        let described = endpoint::find_request(method.as_str(), path).and_then(|call| call.needs());
        described.map(Needed::ByEndpoint).ok().or_else(|| grant.call().only_guard().map(Needed::ByGuard))
    }

    fn look<T>(&self, look: impl FnOnce(&Requirement<'_>) -> T) -> T {
        match self {
            Needed::ByEndpoint(needs) => needs.with_requirement(|requirement| look(&requirement)),
            Needed::ByGuard(guard) => look(guard.requirement()),
        }
    }

    /// What was believed granted and is refused: first of all what no token answer has shown. What one has shown is
    /// doubted on the better witness alone.
    fn doubtful_in(&self, grant: &Grant) -> ScopeSet {
        self.look(|requirement| {
            let (mut verified, mut unproven) = (ScopeSet::new(), ScopeSet::new());
            if grant.meets(requirement) {
                for scope in requirement.scopes() {
                    match grant.standing(&scope) {
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
