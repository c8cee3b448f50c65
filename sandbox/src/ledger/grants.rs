//! Codes, refresh tokens, access tokens and enhancement tokens, with their lifetimes and limits.

use std::{
    collections::{HashMap, VecDeque},
    time::{Duration, SystemTime},
};

use zoho_scopes::{Scope, ScopeSet};

use crate::{accounts::TokenError, secret};

const CODE_LIFE: Duration = Duration::from_mins(2);
pub(crate) const ACCESS_TOKEN_LIFE: Duration = Duration::from_hours(1);
pub(crate) const ENHANCEMENT_LIFE: Duration = Duration::from_mins(10);

/// At most this many access tokens per refresh token …
const THROTTLE_TOKENS: usize = 10;
/// … in any stretch of this length.
const THROTTLE_WINDOW: Duration = Duration::from_mins(10);

/// All codes and tokens that are alive.
#[derive(Default)]
pub(crate) struct Grants {
    codes: HashMap<String, Code>,
    by_refresh_token: HashMap<String, Grant>,
    access_tokens: HashMap<String, AccessToken>,
    enhancements: HashMap<String, Enhancement>,
}

/// What a code stands for.
#[derive(Clone)]
pub(crate) struct Wish {
    pub(crate) client_id: String,
    pub(crate) user: String,
    pub(crate) redirect_uri: String,
    pub(crate) scopes: ScopeSet,
    /// Whether a refresh token was asked for.
    pub(crate) offline: bool,
    /// Whether a refresh token is given even if the user has one with this client.
    pub(crate) reissue: bool,
}

/// An access token that an answer carries, and what came with it.
pub(crate) struct Tokens {
    pub(crate) access_token: String,
    pub(crate) refresh_token: Option<String>,
    pub(crate) scopes: ScopeSet,
}

/// Who an access token speaks for and what it may do.
#[derive(Clone)]
pub(crate) struct AccessToken {
    pub(crate) user: String,
    pub(crate) scopes: ScopeSet,
    refresh_token: Option<String>,
    expires: SystemTime,
}

struct Code {
    wish: Wish,
    expires: SystemTime,
}

struct Grant {
    client_id: String,
    user: String,
    scopes: ScopeSet,
    issued: VecDeque<SystemTime>,
}

struct Enhancement {
    refresh_token: String,
    expires: SystemTime,
}

impl Grants {
    pub(crate) fn issue_code(&mut self, wish: Wish, now: SystemTime) -> String {
        let code = secret::token();
        self.codes.insert(code.clone(), Code { wish, expires: now + CODE_LIFE });
        code
    }

    /// Exchanges a code, which is gone afterwards, whatever becomes of the exchange.
    pub(crate) fn redeem(
        &mut self,
        code: &str,
        client_id: &str,
        redirect_uri: &str,
        now: SystemTime,
    ) -> Result<Tokens, TokenError> {
        let Code { wish, expires } = self.codes.remove(code).ok_or(TokenError::InvalidCode)?;
        if expires <= now || wish.client_id != client_id {
            return Err(TokenError::InvalidCode);
        }
        if wish.redirect_uri != redirect_uri {
            return Err(TokenError::InvalidRedirectUri);
        }
        let first = self.of(client_id, &wish.user).next().is_none();
        if wish.offline && (wish.reissue || first) {
            let refresh_token = self.grant(client_id, &wish.user, wish.scopes);
            return self
                .issue(&refresh_token, None, now)
                .map(|tokens| Tokens { refresh_token: Some(refresh_token), ..tokens });
        }
        Ok(self.put(AccessToken {
            user: wish.user,
            scopes: wish.scopes,
            refresh_token: None,
            expires: now + ACCESS_TOKEN_LIFE,
        }))
    }

    /// A new refresh token, as if the user had just consented to these scopes.
    pub(crate) fn grant(&mut self, client_id: &str, user: &str, scopes: ScopeSet) -> String {
        let refresh_token = secret::token();
        let grant =
            Grant { client_id: client_id.to_owned(), user: user.to_owned(), scopes, issued: VecDeque::new() };
        self.by_refresh_token.insert(refresh_token.clone(), grant);
        refresh_token
    }

    /// A new access token; `narrowed` is the `scope` parameter of the refresh, which Zoho honours to the letter.
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

    pub(crate) fn begin_enhancement(
        &mut self,
        refresh_token: &str,
        client_id: &str,
        now: SystemTime,
    ) -> Result<String, TokenError> {
        self.of_client(refresh_token, client_id)?;
        let token = secret::token();
        let refresh_token = refresh_token.to_owned();
        self.enhancements
            .insert(token.clone(), Enhancement { refresh_token, expires: now + ENHANCEMENT_LIFE });
        Ok(token)
    }

    /// The owner and the scopes of the grant that a live enhancement token of this client belongs to.
    pub(crate) fn enhanceable(
        &self,
        token: &str,
        client_id: &str,
        now: SystemTime,
    ) -> Option<(&str, &ScopeSet)> {
        let enhancement = self.enhancements.get(token).filter(|enhancement| enhancement.expires > now)?;
        let grant = self.of_client(&enhancement.refresh_token, client_id).ok()?;
        Some((&grant.user, &grant.scopes))
    }

    /// Ends an enhancement token and merges the scopes into its grant and the grant's live access tokens.
    pub(crate) fn enhance(&mut self, token: &str, scopes: &ScopeSet) {
        let Some(Enhancement { refresh_token, .. }) = self.enhancements.remove(token) else { return };
        let Some(grant) = self.by_refresh_token.get_mut(&refresh_token) else { return };
        grant.scopes.extend(scopes);
        for access in self.access_tokens.values_mut() {
            if access.refresh_token.as_ref() == Some(&refresh_token) {
                access.scopes.extend(scopes);
            }
        }
    }

    /// Takes from a grant, and from its live access tokens, every scope that covers this one.
    pub(crate) fn withdraw(&mut self, refresh_token: &str, scope: &Scope<'_>) -> bool {
        let Some(grant) = self.by_refresh_token.get_mut(refresh_token) else { return false };
        let lost = withdrawn(&mut grant.scopes, scope);
        for access in self.access_tokens.values_mut() {
            if access.refresh_token.as_deref() == Some(refresh_token) {
                withdrawn(&mut access.scopes, scope);
            }
        }
        lost
    }

    /// Ends a refresh token with all that hangs on it, or a single access token.
    pub(crate) fn revoke(&mut self, token: &str) -> bool {
        if self.by_refresh_token.remove(token).is_none() {
            return self.access_tokens.remove(token).is_some();
        }
        self.access_tokens.retain(|_, access| access.refresh_token.as_deref() != Some(token));
        self.enhancements.retain(|_, enhancement| enhancement.refresh_token != token);
        true
    }

    pub(crate) fn access(&self, token: &str, now: SystemTime) -> Option<&AccessToken> {
        self.access_tokens.get(token).filter(|access| access.expires > now)
    }

    pub(crate) fn scopes(&self, refresh_token: &str) -> Option<&ScopeSet> {
        self.by_refresh_token.get(refresh_token).map(|grant| &grant.scopes)
    }

    /// Whether this user has allowed this client all these scopes before.
    pub(crate) fn has_consented(&self, client_id: &str, user: &str, scopes: &ScopeSet) -> bool {
        scopes.iter().all(|scope| self.of(client_id, user).any(|grant| grant.scopes.covers(&scope)))
    }

    fn issue(
        &mut self,
        refresh_token: &str,
        narrowed: Option<ScopeSet>,
        now: SystemTime,
    ) -> Result<Tokens, TokenError> {
        let grant = self.by_refresh_token.get_mut(refresh_token).ok_or(TokenError::InvalidCode)?;
        grant.issued.retain(|issued| *issued + THROTTLE_WINDOW > now);
        if grant.issued.len() >= THROTTLE_TOKENS {
            return Err(TokenError::Throttled);
        }
        grant.issued.push_back(now);
        let access = AccessToken {
            user: grant.user.clone(),
            scopes: narrowed.unwrap_or_else(|| grant.scopes.clone()),
            refresh_token: Some(refresh_token.to_owned()),
            expires: now + ACCESS_TOKEN_LIFE,
        };
        Ok(self.put(access))
    }

    fn put(&mut self, access: AccessToken) -> Tokens {
        let tokens =
            Tokens { access_token: secret::token(), refresh_token: None, scopes: access.scopes.clone() };
        self.access_tokens.insert(tokens.access_token.clone(), access);
        tokens
    }

    fn of_client(&self, refresh_token: &str, client_id: &str) -> Result<&Grant, TokenError> {
        self.by_refresh_token
            .get(refresh_token)
            .filter(|grant| grant.client_id == client_id)
            .ok_or(TokenError::InvalidCode)
    }

    fn of<'a>(&'a self, client_id: &'a str, user: &'a str) -> impl Iterator<Item = &'a Grant> {
        self.by_refresh_token.values().filter(move |grant| grant.client_id == client_id && grant.user == user)
    }
}

impl std::fmt::Debug for Grants {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Grants")
            .field("refresh_tokens", &self.by_refresh_token.len())
            .field("access_tokens", &self.access_tokens.len())
            .finish_non_exhaustive()
    }
}

fn withdrawn(scopes: &mut ScopeSet, lost: &Scope<'_>) -> bool {
    let kept: ScopeSet = scopes.iter().filter(|scope| !scope.covers(lost)).collect();
    let changed = kept.len() != scopes.len();
    *scopes = kept;
    changed
}
