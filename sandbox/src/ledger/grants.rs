//! Refresh tokens and enhancement tokens, with their lifetimes and limits.

use std::{
    collections::BTreeMap,
    fmt,
    time::{Duration, SystemTime},
};

use serde::{Deserialize, Serialize};
use zoho_scopes::{Scope, ScopeSet};

use super::{AccessToken, AccessTokens, Codes, Moment, Throttle, Wish};
use crate::{accounts::TokenError, secret};

pub(crate) const ENHANCEMENT_LIFE: Duration = Duration::from_mins(10);

/// How many refresh tokens one user may have given one client; the next one ends the oldest, without a word to whoever
/// holds it.
const MOST_REFRESH_TOKENS: usize = 20;

/// All codes and tokens of one data centre.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Grants {
    pub(crate) codes: Codes,
    refresh_tokens: BTreeMap<String, Grant>,
    access_tokens: AccessTokens,
    enhancement_tokens: BTreeMap<String, Enhancement>,
    n_granted: u64,
}

/// An access token that an answer carries, and what came with it.
pub(crate) struct Tokens {
    pub(crate) access_token: String,
    pub(crate) refresh_token: Option<String>,
    pub(crate) scopes: ScopeSet,
}

/// What one user has allowed one client.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Grant {
    pub(crate) client_id: String,
    pub(crate) user: String,
    pub(crate) scopes: ScopeSet,
    #[serde(default)]
    throttle: Throttle,
    /// Its place in the order of issue.
    #[serde(default)]
    serial: u64,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Enhancement {
    refresh_token: String,
    expires: Moment,
}

impl Grants {
    /// Exchanges what a code stood for; `scopes` are those to be granted, if not the ones that were allowed.
    pub(crate) fn redeem(
        &mut self,
        wish: Wish,
        scopes: Option<ScopeSet>,
        now: SystemTime,
    ) -> Result<Tokens, TokenError> {
        let scopes = scopes.unwrap_or(wish.scopes);
        let first = self.of(&wish.client_id, &wish.user).next().is_none();
        if wish.offline && (wish.reissue || first) {
            let refresh_token = self.grant(&wish.client_id, &wish.user, scopes);
            let tokens = self.issue(&refresh_token, None, now)?;
            return Ok(Tokens { refresh_token: Some(refresh_token), ..tokens });
        }
        Ok(self.issue_alone(&wish.user, scopes, now))
    }

    /// An access token that hangs on no refresh token.
    pub(crate) fn issue_alone(&mut self, user: &str, scopes: ScopeSet, now: SystemTime) -> Tokens {
        let access_token = self.access_tokens.issue(user, scopes.clone(), None, now.into());
        Tokens { access_token, refresh_token: None, scopes }
    }

    /// A new refresh token, as if the user had just consented to these scopes.
    pub(crate) fn grant(&mut self, client_id: &str, user: &str, scopes: ScopeSet) -> String {
        self.make_room(client_id, user);
        let refresh_token = secret::token();
        self.n_granted += 1;
        let grant = Grant {
            client_id: client_id.to_owned(),
            user: user.to_owned(),
            scopes,
            throttle: Throttle::default(),
            serial: self.n_granted,
        };
        self.refresh_tokens.insert(refresh_token.clone(), grant);
        refresh_token
    }

    /// A new access token; `narrowed` is the `scope` parameter of the refresh, which Zoho honours to the letter.
    ///
    /// Uncertain: what a refresh is told that asks for a scope that the grant does not have.
    pub(crate) fn refresh(
        &mut self,
        refresh_token: &str,
        client_id: &str,
        narrowed: Option<&str>,
        now: SystemTime,
    ) -> Result<Tokens, TokenError> {
        let grant = self.of_client(refresh_token, client_id)?;
        let narrowed = match narrowed {
            None => None,
            Some(text) => {
                let scopes = ScopeSet::parse_list(text).map_err(|_| TokenError::InvalidScope)?;
                if !scopes.iter().all(|scope| grant.scopes.covers(&scope)) {
                    return Err(TokenError::InvalidScope);
                }
                Some(scopes)
            }
        };
        self.issue(refresh_token, narrowed, now)
    }

    /// A new access token with scopes of a test's choice, whatever the grant has.
    pub(crate) fn refresh_with(
        &mut self,
        refresh_token: &str,
        client_id: &str,
        scopes: ScopeSet,
        now: SystemTime,
    ) -> Result<Tokens, TokenError> {
        self.of_client(refresh_token, client_id)?;
        self.issue(refresh_token, Some(scopes), now)
    }

    pub(crate) fn begin_enhancement(
        &mut self,
        refresh_token: &str,
        client_id: &str,
        now: SystemTime,
    ) -> Result<String, TokenError> {
        self.of_client(refresh_token, client_id)?;
        let token = secret::token();
        let refresh_token = refresh_token.to_owned();
        let now = Moment::from(now);
        self.enhancement_tokens.retain(|_, enhancement| enhancement.expires > now);
        let expires = now + ENHANCEMENT_LIFE;
        self.enhancement_tokens.insert(token.clone(), Enhancement { refresh_token, expires });
        Ok(token)
    }

    /// The owner and the scopes of the grant that a live enhancement token of this client belongs to.
    pub(crate) fn enhanceable(
        &self,
        token: &str,
        client_id: &str,
        now: SystemTime,
    ) -> Option<(&str, &ScopeSet)> {
        let enhancement = self.enhancement_tokens.get(token).filter(|token| token.expires > now.into())?;
        let grant = self.of_client(&enhancement.refresh_token, client_id).ok()?;
        Some((&grant.user, &grant.scopes))
    }

    /// Ends an enhancement token and merges the scopes into its grant and the grant's live access tokens.
    pub(crate) fn enhance(&mut self, token: &str, scopes: &ScopeSet) {
        let Some(Enhancement { refresh_token, .. }) = self.enhancement_tokens.remove(token) else { return };
        let Some(grant) = self.refresh_tokens.get_mut(&refresh_token) else { return };
        grant.scopes.extend(scopes);
        for held in self.access_tokens.scopes_of(&refresh_token) {
            held.extend(scopes);
        }
    }

    /// Takes from a grant, and from its live access tokens, every scope that covers this one.
    pub(crate) fn withdraw(&mut self, refresh_token: &str, scope: &Scope<'_>) -> bool {
        let Some(grant) = self.refresh_tokens.get_mut(refresh_token) else { return false };
        let lost = withdrawn(&mut grant.scopes, scope);
        for held in self.access_tokens.scopes_of(refresh_token) {
            withdrawn(held, scope);
        }
        lost
    }

    /// Ends a refresh token with all that hangs on it, or a single access token.
    pub(crate) fn revoke(&mut self, token: &str) -> bool {
        if self.refresh_tokens.remove(token).is_none() {
            return self.access_tokens.revoke(token);
        }
        self.access_tokens.revoke_all_of(token);
        self.enhancement_tokens.retain(|_, enhancement| enhancement.refresh_token != token);
        true
    }

    pub(crate) fn access(&self, token: &str, now: SystemTime) -> Option<&AccessToken> {
        self.access_tokens.get(token, now.into())
    }

    pub(crate) fn get(&self, refresh_token: &str) -> Option<&Grant> {
        self.refresh_tokens.get(refresh_token)
    }

    /// Every grant with its refresh token and the number of its live access tokens, the oldest first.
    pub(crate) fn in_order(&self, now: SystemTime) -> Vec<(&str, &Grant, usize)> {
        let n_active = |token: &str| self.access_tokens.n_active(token, now.into());
        let mut grants: Vec<_> = self
            .refresh_tokens
            .iter()
            .map(|(token, grant)| (token.as_str(), grant, n_active(token)))
            .collect();
        grants.sort_by_key(|(_, grant, _)| grant.serial);
        grants
    }

    /// Whether this user has allowed this client all these scopes before.
    pub(crate) fn has_consented(&self, client_id: &str, user: &str, scopes: &ScopeSet) -> bool {
        scopes.iter().all(|scope| self.of(client_id, user).any(|(_, grant)| grant.scopes.covers(&scope)))
    }

    fn issue(
        &mut self,
        refresh_token: &str,
        narrowed: Option<ScopeSet>,
        now: SystemTime,
    ) -> Result<Tokens, TokenError> {
        let now = now.into();
        let grant = self.refresh_tokens.get_mut(refresh_token).ok_or(TokenError::InvalidCode)?;
        if !grant.throttle.admit(now) {
            return Err(TokenError::Throttled);
        }
        let scopes = narrowed.unwrap_or_else(|| grant.scopes.clone());
        let access_token = self.access_tokens.issue(&grant.user, scopes.clone(), Some(refresh_token), now);
        Ok(Tokens { access_token, refresh_token: None, scopes })
    }

    fn make_room(&mut self, client_id: &str, user: &str) {
        let held: Vec<_> =
            self.of(client_id, user).map(|(token, grant)| (grant.serial, token.to_owned())).collect();
        if held.len() >= MOST_REFRESH_TOKENS
            && let Some((_, oldest)) = held.into_iter().min()
        {
            self.revoke(&oldest);
        }
    }

    fn of_client(&self, refresh_token: &str, client_id: &str) -> Result<&Grant, TokenError> {
        self.get(refresh_token).filter(|grant| grant.client_id == client_id).ok_or(TokenError::InvalidCode)
    }

    fn of<'a>(&'a self, client_id: &'a str, user: &'a str) -> impl Iterator<Item = (&'a str, &'a Grant)> {
        self.refresh_tokens
            .iter()
            .filter(move |(_, grant)| grant.client_id == client_id && grant.user == user)
            .map(|(token, grant)| (token.as_str(), grant))
    }
}

impl fmt::Debug for Grants {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grants")
            .field("refresh_tokens", &self.refresh_tokens.len())
            .field("access_tokens", &self.access_tokens)
            .finish_non_exhaustive()
    }
}

fn withdrawn(scopes: &mut ScopeSet, lost: &Scope<'_>) -> bool {
    let kept: ScopeSet = scopes.iter().filter(|scope| !scope.covers(lost)).collect();
    let changed = kept.len() != scopes.len();
    *scopes = kept;
    changed
}
