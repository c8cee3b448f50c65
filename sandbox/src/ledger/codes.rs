//! Codes: what a browser carries from the consent page to the application, or a developer from the console.

use std::{collections::BTreeMap, fmt, time::Duration};

use serde::{Deserialize, Serialize};
use zoho_scopes::ScopeSet;

use super::{Moment, Throttle};
use crate::{accounts::TokenError, secret};

/// How long a code of the consent page lives.
///
/// Uncertain: Zoho Accounts documents two minutes, the CRM three, Commerce one. Whoever is in time for two is right
/// by both of the first.
const LIFE: Duration = Duration::from_mins(2);

/// The codes that wait to be exchanged.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Codes {
    live: BTreeMap<String, Code>,
    throttles: BTreeMap<String, Throttle>,
}

/// What a code stands for.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wish {
    pub(crate) client_id: String,
    pub(crate) user: String,
    /// Where the browser was sent with the code; a code of the console went through no browser.
    #[serde(default)]
    pub(crate) redirect_uri: Option<String>,
    pub(crate) scopes: ScopeSet,
    /// Whether a refresh token was asked for.
    pub(crate) offline: bool,
    /// Whether a refresh token is given even if the user has one with this client.
    pub(crate) reissue: bool,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Code {
    wish: Wish,
    expires: Moment,
}

impl Codes {
    /// A code for the callback; `None` if the client was given ten in the last ten minutes.
    pub(crate) fn issue(&mut self, wish: Wish, now: Moment) -> Option<String> {
        let throttle = self.throttles.entry(wish.client_id.clone()).or_default();
        throttle.admit(now).then(|| self.put(wish, now, LIFE))
    }

    /// A code of the console, which lives for as long as the developer chose.
    ///
    /// Uncertain: whether Zoho counts these among the ten. They are not counted here.
    pub(crate) fn issue_for_console(&mut self, wish: Wish, life: Duration, now: Moment) -> String {
        self.put(wish, now, life)
    }

    /// Takes the code, which is gone afterwards, whatever becomes of the exchange.
    ///
    /// Uncertain: what a redirect URI is told that is not the one of the authorization.
    pub(crate) fn redeem(
        &mut self,
        code: &str,
        client_id: &str,
        redirect_uri: &str,
        now: Moment,
    ) -> Result<Wish, TokenError> {
        let Code { wish, expires } = self.live.remove(code).ok_or(TokenError::InvalidCode)?;
        if expires <= now || wish.client_id != client_id {
            return Err(TokenError::InvalidCode);
        }
        // A code of the console needs no redirect URI; Zoho's SDKs may send one all the same.
        if wish.redirect_uri.as_deref().is_some_and(|expected| expected != redirect_uri) {
            return Err(TokenError::InvalidRedirectUri);
        }
        Ok(wish)
    }

    fn put(&mut self, wish: Wish, now: Moment, life: Duration) -> String {
        self.live.retain(|_, code| code.expires > now);
        let code = secret::token();
        self.live.insert(code.clone(), Code { wish, expires: now + life });
        code
    }
}

impl fmt::Debug for Codes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Codes").field("live", &self.live.len()).finish_non_exhaustive()
    }
}
