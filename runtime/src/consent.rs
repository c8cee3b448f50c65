//! The browser leg of an attempt: the consent link is opened, and the user's answer comes back.
//!
//! Zoho's callback of an enhancement carries neither `state` nor code. So what belongs together is decided by
//! our own cookie: its value is known to the browser that opened the link, and to nobody else.

use std::fmt;

use url::{Url, form_urlencoded};
use zoho_scopes::ScopeSet;

use crate::accounts::AccountsRequest;
use crate::attempt::{self, AttemptId, Consent};
use crate::client::Client;
use crate::clock::from_seconds;
use crate::data_center::DataCenter;
use crate::error::{ConsentProblem, Error, Kind, StoreContext};
use crate::grant::Grant;
use crate::records::{AttemptRecord, Ended, Opened};
use crate::resume::CallId;
use crate::secret::{Secret, fingerprint, matches_fingerprint, random_text};
use crate::verify;

/// Where to send the browser that has opened a consent link.
///
/// # Security
///
/// The URL holds an enhancement token, good for 600 s, so it is not printed by `Debug` and not to be logged.
pub struct ConsentPage {
    url: Url,
    cookie: Secret,
}

impl ConsentPage {
    /// Zoho's page: for a 303 redirect.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The value of the cookie that binds this browser to the attempt: `HttpOnly`, `SameSite=Lax`, and for no
    /// longer than the attempt.
    pub fn cookie(&self) -> &Secret {
        &self.cookie
    }
}

impl fmt::Debug for ConsentPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConsentPage").field("host", &self.url.host_str()).finish_non_exhaustive()
    }
}

/// The user's answer, and the call that goes on with it.
#[derive(Clone, Debug)]
pub struct Answered {
    /// What the user has said.
    pub consent: Consent,
    /// The suspended call of the browser that brought the answer.
    pub call: Option<CallId>,
}

impl Client {
    /// Opens a consent link for the user of `grant`, who is signed in to the application in this browser.
    ///
    /// Only now the enhancement token is fetched: its 600 s start when the person is there. Opening a link twice
    /// is harmless, and the answer is taken from the browser that opened it last.
    ///
    /// # Errors
    ///
    /// A [`ConsentProblem`] when the link is unknown, over, or another user's: nothing has changed then. Otherwise
    /// when Zoho or the store cannot be reached.
    pub async fn open_consent(
        &self,
        id: &AttemptId,
        grant: &Grant,
        call: Option<&CallId>,
    ) -> Result<ConsentPage, Error> {
        let attempt = self.attempt_of(id, grant).await?;
        let (asked, _) = ScopeSet::parse_lenient(&attempt.asked);
        grant.reload().await?;
        let leg = match self.enhancement_leg(grant, &asked).await? {
            Some(leg) => leg,
            None => self.sign_in_leg(grant, &asked)?,
        };
        let browser = random_text()?;
        let opened = Opened {
            browser: fingerprint(&browser),
            state: leg.state.as_deref().map(fingerprint),
            scopes: leg.scopes.to_request(),
            call: call.map(|call| call.as_str().to_owned()),
        };
        attempt::open(grant, id, opened).await?;
        tracing::info!(target: "requires_scope::consent", grant = %grant.key(), attempt = %id, scopes = %leg.scopes, "consent link opened");
        Ok(ConsentPage { url: leg.url, cookie: Secret::new(format!("{id}.{browser}")) })
    }

    /// Takes the user's answer: the query of the callback, the cookie that [`ConsentPage::cookie`] has set, and
    /// the grant of the user who is signed in.
    ///
    /// The callback is a hint and no proof: a consent is verified by a forced refresh.
    ///
    /// # Errors
    ///
    /// A [`ConsentProblem`] when browser, user and attempt do not belong together or the answer was brought
    /// before: nothing has changed then. When Zoho or the store cannot be reached the attempt stays open, and the
    /// same callback may be tried again.
    pub async fn answer(
        &self,
        query: &str,
        cookie: Option<&str>,
        grant: Option<&Grant>,
    ) -> Result<Answered, Error> {
        let (id, browser) =
            cookie.and_then(|cookie| cookie.split_once('.')).ok_or(ConsentProblem::OtherBrowser)?;
        let id = AttemptId::new(id);
        let grant = grant.ok_or(ConsentProblem::NobodySignedIn)?;
        let attempt = self.attempt_of(&id, grant).await?;
        let opened = attempt.opened.ok_or(ConsentProblem::OtherBrowser)?;
        if !matches_fingerprint(browser, &opened.browser) {
            return Err(ConsentProblem::OtherBrowser.into());
        }
        let (asked, _) = ScopeSet::parse_lenient(&opened.scopes);
        let ended = match Callback::read(query, opened.state.as_deref())? {
            Callback::Enhanced => verify::enhanced(grant, &id, &asked).await?,
            Callback::Code { code, data_center } => {
                let data_center = self.data_center_of_callback(&data_center)?;
                self.sign_in(grant, &id, &asked, &code, &data_center).await?
            }
            Callback::Denied => verify::declined(grant, &id, &asked).await?,
        };
        let consent = attempt::end(grant, &id, ended).await?;
        Ok(Answered { consent, call: opened.call.map(CallId::new) })
    }

    /// The open attempt, if it is one of this grant.
    async fn attempt_of(&self, id: &AttemptId, grant: &Grant) -> Result<AttemptRecord, Error> {
        let found = self.records().load_attempt(id).await.attempting("read the attempt")?;
        let attempt = found.ok_or(ConsentProblem::UnknownAttempt)?.value;
        if attempt.grant != *grant.key() {
            return Err(ConsentProblem::OtherUser.into());
        }
        if attempt.ended.is_some() {
            return Err(ConsentProblem::AlreadyAnswered.into());
        }
        if self.now() >= from_seconds(attempt.expires_at) {
            return Err(ConsentProblem::Expired.into());
        }
        Ok(attempt)
    }

    /// Zoho's incremental authorization, for a grant that has a live refresh token.
    ///
    /// Source: <https://www.zoho.com/accounts/protocol/oauth/incremental-auth/scope-enhance-request.html>.
    async fn enhancement_leg(&self, grant: &Grant, asked: &ScopeSet) -> Result<Option<Leg>, Error> {
        let (refresh_token, data_center) = {
            let record = grant.shared().record();
            let Some(refresh_token) = record.value.live_refresh_token().cloned() else { return Ok(None) };
            (refresh_token, self.data_center_of(&record.value)?)
        };
        let request = AccountsRequest::EnhanceScope { refresh_token: &refresh_token };
        let mut at = data_center.clone();
        let mut answer = self.ask_accounts(&at, &request).await;
        // Zoho's pages disagree on whether this is asked where the user lives or where the client is registered.
        if answer.as_ref().is_err_and(|error| error.code() == Some("invalid_client"))
            && at != *self.data_center()
        {
            at = self.data_center().clone();
            answer = self.ask_accounts(&at, &request).await;
        }
        let enhancement_token = match answer {
            Ok(answer) => answer.access_token,
            Err(error) if error.code() == Some("invalid_code") && at == data_center => {
                grant.update(|record| record.end_if(&refresh_token)).await?;
                return Ok(None);
            }
            Err(source) => {
                return Err(Kind::Accounts { attempted: "get an enhancement token", source }.into());
            }
        };
        let mut url = at.accounts_url().into_owned();
        url.set_path("/oauth/v2/token/addextrascope");
        url.query_pairs_mut()
            .append_pair("response_type", "update_scopes")
            .append_pair("client_id", self.client_id())
            .append_pair("redirect_uri", self.redirect_uri().as_str())
            .append_pair("scope", &asked.to_request())
            .append_pair("enhance_token", enhancement_token.expose())
            .append_pair("logout", if self.ends_zoho_session() { "true" } else { "false" });
        Ok(Some(Leg { url, state: None, scopes: asked.clone() }))
    }

    /// An authorization from the start (RFC 6749, section 4.1.1): for a user who has never signed in at Zoho, or
    /// whose refresh token is dead. Whatever was granted before is asked for again: the new token starts empty.
    fn sign_in_leg(&self, grant: &Grant, asked: &ScopeSet) -> Result<Leg, Error> {
        let scopes = asked.union(self.initial_scopes()).union(&grant.scopes_held()).minimal();
        let state = random_text()?;
        let mut url = self.data_center().accounts_url().into_owned();
        url.set_path("/oauth/v2/auth");
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", self.client_id())
            .append_pair("redirect_uri", self.redirect_uri().as_str())
            .append_pair("scope", &scopes.to_request())
            .append_pair("access_type", "offline")
            .append_pair("prompt", "consent")
            .append_pair("state", &state);
        Ok(Leg { url, state: Some(state), scopes })
    }

    async fn sign_in(
        &self,
        grant: &Grant,
        id: &AttemptId,
        asked: &ScopeSet,
        code: &Secret,
        at: &DataCenter,
    ) -> Result<Ended, Error> {
        let request = AccountsRequest::ExchangeCode { code, redirect_uri: self.redirect_uri() };
        let attempted = "exchange the authorization code";
        let answer =
            self.ask_accounts(at, &request).await.map_err(|source| Kind::Accounts { attempted, source })?;
        if answer.refresh_token.is_none() {
            return Err(Error::configuration(
                "Zoho gave no refresh token: register the client as a server-based application",
            ));
        }
        verify::signed_in(grant, id, asked, &answer, at.location()).await
    }

    fn data_center_of_callback(&self, named: &NamedDataCenter) -> Result<DataCenter, Error> {
        match named {
            // One data centre: Zoho names it in the callback of multi-DC clients only.
            NamedDataCenter { location: None, accounts_server: None } => Ok(self.data_center().clone()),
            NamedDataCenter { location, accounts_server } => self
                .data_centers()
                .of_callback(location.as_deref(), accounts_server.as_deref())
                .ok_or_else(|| ConsentProblem::UnknownDataCenter.into()),
        }
    }
}

/// One way through Zoho's pages.
struct Leg {
    url: Url,
    state: Option<String>,
    scopes: ScopeSet,
}

enum Callback {
    Enhanced,
    Code { code: Secret, data_center: NamedDataCenter },
    Denied,
}

#[derive(Default)]
struct NamedDataCenter {
    location: Option<String>,
    accounts_server: Option<String>,
}

impl Callback {
    /// Reads the query of a callback whose page was opened with a `state` of this fingerprint, or with none.
    fn read(query: &str, state: Option<&str>) -> Result<Callback, ConsentProblem> {
        let value = |wanted: &str| {
            let mut pairs = form_urlencoded::parse(query.as_bytes());
            pairs.find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned())
        };
        let state_matches = match (state, value("state")) {
            (Some(kept), Some(sent)) => matches_fingerprint(&sent, kept),
            (Some(_), None) => false,
            (None, _) => true,
        };
        // A denial may come without `state`; it changes nothing but what is asked next, and the browser matches.
        if value("error").as_deref() == Some("access_denied") {
            return if state_matches || value("state").is_none() {
                Ok(Callback::Denied)
            } else {
                Err(ConsentProblem::WrongState)
            };
        }
        if !state_matches {
            return Err(ConsentProblem::WrongState);
        }
        match (state, value("code")) {
            (Some(_), Some(code)) => Ok(Callback::Code {
                code: code.into(),
                data_center: NamedDataCenter {
                    location: value("location"),
                    accounts_server: value("accounts-server"),
                },
            }),
            (None, None)
                if value("status").as_deref() == Some("success")
                    && value("scope_enhanced").as_deref() == Some("true") =>
            {
                Ok(Callback::Enhanced)
            }
            _ => Err(ConsentProblem::Unintelligible),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str, state: Option<&str>) -> Result<&'static str, ConsentProblem> {
        let state = state.map(fingerprint);
        Callback::read(query, state.as_deref()).map(|callback| match callback {
            Callback::Enhanced => "enhanced",
            Callback::Code { .. } => "code",
            Callback::Denied => "denied",
        })
    }

    #[test]
    fn an_enhancement_answers_without_state() {
        assert_eq!(read("status=success&scope_enhanced=true", None), Ok("enhanced"));
        assert_eq!(read("error=access_denied", None), Ok("denied"));
        assert_eq!(read("status=success", None), Err(ConsentProblem::Unintelligible));
        assert_eq!(read("code=1000.x&state=s", None), Err(ConsentProblem::Unintelligible));
        assert_eq!(read("error=general_error", None), Err(ConsentProblem::Unintelligible));
    }

    #[test]
    fn a_code_needs_the_state_that_was_sent() {
        let code = "state=s&code=1000.x&location=us&accounts-server=https%3A%2F%2Faccounts.zoho.com&";
        assert_eq!(read(code, Some("s")), Ok("code"));
        assert_eq!(read(code, Some("other")), Err(ConsentProblem::WrongState));
        assert_eq!(read("code=1000.x", Some("s")), Err(ConsentProblem::WrongState));
        assert_eq!(read("status=success&scope_enhanced=true", Some("s")), Err(ConsentProblem::WrongState));
        assert_eq!(read("error=access_denied&state=other", Some("s")), Err(ConsentProblem::WrongState));
        assert_eq!(read("error=access_denied", Some("s")), Ok("denied"));
    }
}
