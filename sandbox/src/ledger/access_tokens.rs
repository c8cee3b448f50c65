//! Access tokens: an hour of what a grant allows.

use std::{collections::BTreeMap, fmt, time::Duration};

use serde::{Deserialize, Serialize};
use zoho_scopes::ScopeSet;

use super::Moment;
use crate::secret;

pub(crate) const ACCESS_TOKEN_LIFE: Duration = Duration::from_hours(1);

/// How many live access tokens one refresh token may have; the next one ends the oldest.
///
/// Uncertain: Zoho Accounts documents ten, the CRM fifteen, older pages of other products thirty. Whoever gets along
/// with ten gets along with all of them.
const MOST_ACTIVE: usize = 10;

/// The access tokens of one data centre.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct AccessTokens {
    live: BTreeMap<String, AccessToken>,
    n_issued: u64,
}

/// Who an access token speaks for and what it may do.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccessToken {
    pub(crate) user: String,
    pub(crate) scopes: ScopeSet,
    /// The refresh token that it hangs on, if any.
    #[serde(default)]
    pub(crate) refresh_token: Option<String>,
    pub(crate) expires: Moment,
    /// Its place in the order of issue.
    #[serde(default)]
    serial: u64,
}

impl AccessTokens {
    pub(crate) fn issue(
        &mut self,
        user: &str,
        scopes: ScopeSet,
        refresh_token: Option<&str>,
        now: Moment,
    ) -> String {
        self.live.retain(|_, access| access.expires > now);
        if let Some(refresh_token) = refresh_token {
            self.make_room(refresh_token);
        }
        self.n_issued += 1;
        let access = AccessToken {
            user: user.to_owned(),
            scopes,
            refresh_token: refresh_token.map(str::to_owned),
            expires: now + ACCESS_TOKEN_LIFE,
            serial: self.n_issued,
        };
        let token = secret::token();
        self.live.insert(token.clone(), access);
        token
    }

    pub(crate) fn get(&self, token: &str, now: Moment) -> Option<&AccessToken> {
        self.live.get(token).filter(|access| access.expires > now)
    }

    /// The scopes of every access token that hangs on this refresh token.
    pub(crate) fn scopes_of<'a>(
        &'a mut self,
        refresh_token: &'a str,
    ) -> impl Iterator<Item = &'a mut ScopeSet> {
        self.live
            .values_mut()
            .filter(move |access| access.refresh_token.as_deref() == Some(refresh_token))
            .map(|access| &mut access.scopes)
    }

    /// How many access tokens of this refresh token are alive.
    pub(crate) fn n_active(&self, refresh_token: &str, now: Moment) -> usize {
        let ours = |access: &&AccessToken| access.refresh_token.as_deref() == Some(refresh_token);
        self.live.values().filter(ours).filter(|access| access.expires > now).count()
    }

    pub(crate) fn revoke(&mut self, token: &str) -> bool {
        self.live.remove(token).is_some()
    }

    /// Ends every access token that hangs on this refresh token.
    pub(crate) fn revoke_all_of(&mut self, refresh_token: &str) {
        self.live.retain(|_, access| access.refresh_token.as_deref() != Some(refresh_token));
    }

    fn make_room(&mut self, refresh_token: &str) {
        let active: Vec<_> = self
            .live
            .iter()
            .filter(|(_, access)| access.refresh_token.as_deref() == Some(refresh_token))
            .map(|(token, access)| (access.serial, token.clone()))
            .collect();
        if active.len() >= MOST_ACTIVE
            && let Some((_, oldest)) = active.into_iter().min()
        {
            self.live.remove(&oldest);
        }
    }
}

impl fmt::Debug for AccessTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessTokens").field("live", &self.live.len()).finish_non_exhaustive()
    }
}
