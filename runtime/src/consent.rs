//! The browser leg of an attempt: the consent link is opened, and the user's answer comes back.
//!
//! Zoho's callback of an enhancement carries neither `state` nor code. So what belongs together is decided by
//! our own cookie: its value is known to the browser that opened the link, and to nobody else.

use std::fmt;

use url::Url;
use zoho_scopes::ScopeSet;

use crate::accounts::{AccountsError, AccountsRequest};
use crate::attempt::{self, AttemptId, CallBehind, Code, Consent};
use crate::callback::{Callback, NamedDataCenter};
use crate::client::{Client, Reply};
use crate::clock::from_seconds;
use crate::data_center::DataCenter;
use crate::error::{ConsentProblem, Error, Kind, StoreContext};
use crate::events;
use crate::grant::Grant;
use crate::quota::Purpose;
use crate::records::{AttemptRecord, Ended, Opened};
use crate::resume::CallId;
use crate::secret::{Secret, fingerprint, random_text};
use crate::token::leave_alone;
use crate::verify::{self, Asked};

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
#[non_exhaustive]
pub struct Answered {
    /// What the user has said.
    pub consent: Consent,
    /// The suspended call of the browser that brought the answer.
    pub call: Option<CallId>,
}

impl Client {
    /// Opens a consent link for the user of `grant`, who is signed in to the application in this browser. `cookie` is
    /// the value of an earlier [`ConsentPage::cookie`], if the browser has one.
    ///
    /// Only now the enhancement token is fetched: its 600 s start when the person is there. Opening a link again, in
    /// another tab for example, is harmless. What was begun is finished even if this future is dropped.
    ///
    /// # Errors
    ///
    /// A [`ConsentProblem`] when the link is unknown, over, or another user's: nothing has changed then. Otherwise
    /// when Zoho or the store cannot be reached.
    pub async fn open_consent(
        &self,
        id: &AttemptId,
        grant: &Grant,
        cookie: Option<&str>,
        call: Option<&CallId>,
    ) -> Result<ConsentPage, Error> {
        let attempt = self.attempt_of(id, grant).await?;
        if attempt.ended.is_some() {
            return Err(ConsentProblem::AlreadyAnswered.into());
        }
        self.check_time(&attempt)?;
        let known =
            cookie.and_then(|cookie| browser_of(cookie, id)).filter(|browser| attempt.is_opened_by(browser));
        let browser = known.map_or_else(random_text, |browser| Ok(browser.to_owned()))?;
        let (client, grant, id, call) = (self.clone(), grant.clone(), id.clone(), call.cloned());
        // A person who does not wait for the page must not keep us from learning that Zoho wants to be left alone.
        let opening = tokio::spawn(async move { client.open(&id, &grant, &attempt, browser, call).await });
        let opened = async { opening.await.unwrap_or_else(|_| Err(Kind::Interrupted.into())) };
        self.in_time("open the consent link", opened).await
    }

    async fn open(
        &self,
        id: &AttemptId,
        grant: &Grant,
        attempt: &AttemptRecord,
        browser: String,
        call: Option<CallId>,
    ) -> Result<ConsentPage, Error> {
        let (asked, _) = ScopeSet::parse_lenient(&attempt.asked);
        grant.reload().await?;
        // What came to light since, in an answer to another process for example, is not asked for again.
        let asked = grant.missing_of(&asked);
        if asked.is_empty() {
            return Err(ConsentProblem::AlreadyAnswered.into());
        }
        let leg = match self.enhancement_leg(grant, &asked).await? {
            Some(leg) => leg,
            None => self.sign_in_leg(grant, &asked)?,
        };
        let page = Opened {
            browser: fingerprint(&browser),
            state: leg.state.as_deref().map(fingerprint),
            sent: None,
            scopes: leg.scopes.to_request(),
            call,
            is_handed_over: false,
        };
        attempt::open(grant, id, page).await?;
        events::consent_opened(grant, id, &leg.scopes);
        Ok(ConsentPage { url: leg.url, cookie: Secret::new(format!("{id}.{browser}")) })
    }

    /// Takes the user's answer: the query of the callback, the cookie that [`ConsentPage::cookie`] has set, and
    /// the grant of the user who is signed in.
    ///
    /// The callback is a hint and no proof: a consent is verified by a forced refresh. What was begun is finished even
    /// if this future is dropped, because a code is good once.
    ///
    /// # Errors
    ///
    /// A [`ConsentProblem`] when browser, user and attempt do not belong together or the answer was brought before:
    /// nothing has changed then. When Zoho or the store cannot be reached the attempt stays open, and the callback may be
    /// tried again; but for a code that was sent, and has brought nothing: [`ConsentProblem::CodeUsed`].
    pub async fn answer(
        &self,
        query: &str,
        cookie: Option<&str>,
        grant: Option<&Grant>,
    ) -> Result<Answered, Error> {
        let (id, browser) =
            cookie.and_then(|cookie| cookie.split_once('.')).ok_or(ConsentProblem::OtherBrowser)?;
        let (id, browser) = (AttemptId::new(id), Secret::new(browser));
        let grant = grant.ok_or(ConsentProblem::NobodySignedIn)?.clone();
        let attempt = self.attempt_of(&id, &grant).await?;
        let pages: Vec<_> =
            attempt.opened.iter().filter(|page| page.is_of(browser.expose())).cloned().collect();
        if pages.is_empty() {
            return Err(ConsentProblem::OtherBrowser.into());
        }
        if attempt.ended.is_none() {
            self.check_time(&attempt)?;
        }
        let callback = Callback::read(query, &pages)?;
        let client = self.clone();
        let finishing = tokio::spawn(async move {
            let consent = client.settle(&grant, &id, &attempt, callback).await?;
            let call = client.next_call(&grant, &id, browser.expose()).await?;
            let is_known = attempt.ended.as_ref().is_some_and(|before| Consent::of(before) == consent);
            if is_known && call.is_none() {
                return Err(ConsentProblem::AlreadyAnswered.into());
            }
            Ok(Answered { consent, call })
        });
        let finished = async { finishing.await.unwrap_or_else(|_| Err(Kind::Interrupted.into())) };
        self.in_time("take the user's answer", finished).await
    }

    /// What the callback means for the grant, and for the attempt if this is its first answer.
    async fn settle(
        &self,
        grant: &Grant,
        id: &AttemptId,
        attempt: &AttemptRecord,
        callback: Callback,
    ) -> Result<Consent, Error> {
        let before = attempt.ended.as_ref().map(Consent::of);
        let ended = match (callback, before) {
            (Callback::Enhanced { asked }, Some(consent)) if grant.has_all(&asked.by_any) => {
                return Ok(consent);
            }
            (Callback::Enhanced { asked }, _) => {
                // What is not asked now is not counted: else a throttle would use up all that the attempt may ask.
                if let Some(wait) =
                    grant.shared().record().value.quota.wait(Purpose::Verification, self.now())
                {
                    return Err(Kind::Throttled(wait).into());
                }
                verify::enhanced(grant, id, &asked).await?
            }
            (Callback::Code { .. }, Some(consent)) if !consent.given().is_empty() => return Ok(consent),
            // It brings the `state` of its own page, and so outweighs a denial that came before it.
            (Callback::Code { asked, code, data_center }, _) => {
                let data_center = self.data_center_of_callback(&data_center)?;
                if let Some(consent) = code.take(grant, id, &asked).await? {
                    return Ok(consent);
                }
                self.sign_in(grant, id, &asked, &code, &data_center).await?
            }
            (Callback::Denied { .. } | Callback::DeniedSomewhere { .. }, Some(consent)) => {
                return Ok(consent);
            }
            (Callback::Denied { asked }, None) => verify::declined(grant, id, &asked).await?,
            (Callback::DeniedSomewhere { asked }, None) => {
                return Ok(Consent::of(&verify::perhaps_declined(grant, id, &asked).await?));
            }
        };
        let consent = Consent::of(&ended);
        match attempt::end(grant, id, ended).await {
            // Another tab was first. What this one has brought stands in the grant all the same.
            Err(error) if error.consent_problem() == Some(ConsentProblem::AlreadyAnswered) => Ok(consent),
            outcome => outcome,
        }
    }

    /// The call that goes on in the browser that has come back: one that may run by now, or else the latest. A page that
    /// is loaded again, because its answer was lost, finds the call that it was given before, if that was not run since.
    async fn next_call(&self, grant: &Grant, id: &AttemptId, browser: &str) -> Result<Option<CallId>, Error> {
        loop {
            let behind = attempt::calls_of(grant, id, browser).await?;
            let (given, mut waiting): (Vec<_>, Vec<_>) =
                behind.into_iter().partition(|behind| behind.is_handed_over);
            if waiting.is_empty() {
                return self.given_before(grant, given).await;
            }
            let mut ready = None;
            for (position, CallBehind { call, .. }) in waiting.iter().enumerate() {
                let call = self.suspended_call(call, grant.key()).await;
                if call.is_ok_and(|call| grant.has_all(&call.missing)) {
                    ready = Some(position);
                    break;
                }
            }
            let CallBehind { call, .. } = waiting.swap_remove(ready.unwrap_or(0));
            // Who is too late here finds one less that waits.
            if attempt::hand_over(grant, id, &call).await? {
                return Ok(Some(call));
            }
        }
    }

    /// The call that a page of this browser was given, and that was not run since.
    async fn given_before(&self, grant: &Grant, given: Vec<CallBehind>) -> Result<Option<CallId>, Error> {
        for CallBehind { call, .. } in given {
            match self.suspended_call(&call, grant.key()).await {
                Err(error) if error.is_no_such_call() => {}
                found => return found.map(|_| Some(call)),
            }
        }
        Ok(None)
    }

    /// The attempt, if it is one of this grant.
    async fn attempt_of(&self, id: &AttemptId, grant: &Grant) -> Result<AttemptRecord, Error> {
        let found = self.records().load_attempt(id).await.attempting("read the attempt")?;
        let attempt = found.ok_or(ConsentProblem::UnknownAttempt)?.value;
        if attempt.grant == *grant.key() { Ok(attempt) } else { Err(ConsentProblem::OtherUser.into()) }
    }

    fn check_time(&self, attempt: &AttemptRecord) -> Result<(), ConsentProblem> {
        if self.now() < from_seconds(attempt.expires_at) { Ok(()) } else { Err(ConsentProblem::Expired) }
    }

    /// Zoho's incremental authorization, for a grant that has a live refresh token.
    ///
    /// Source: <https://www.zoho.com/accounts/protocol/oauth/incremental-auth/scope-enhance-request.html>.
    async fn enhancement_leg(&self, grant: &Grant, asked: &ScopeSet) -> Result<Option<Leg>, Error> {
        let (refresh_token, home) = {
            let record = grant.shared().record();
            let Some(refresh_token) = record.value.live_refresh_token().cloned() else { return Ok(None) };
            if let Some(wait) = record.value.quota.rest(self.now()) {
                return Err(Kind::Throttled(wait).into());
            }
            (refresh_token, self.data_center_of(&record.value)?)
        };
        let request = AccountsRequest::EnhanceScope { refresh_token: &refresh_token };
        let Reply { answer, at, .. } = self.ask_about_grant(home, &request).await;
        let enhancement_token = match answer {
            Ok(answer) => answer.access_token,
            Err(AccountsError::Throttled) => {
                let wait = leave_alone(grant, &refresh_token).await;
                return Err(wait.map_or(Kind::Outdated, Kind::Throttled).into());
            }
            Err(error) if error.code() == Some("invalid_code") => {
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
        let held = grant.shared().record().value.knowledge.to_be_granted_again();
        let scopes = asked.union(self.initial_scopes()).union(&held).minimal();
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
        asked: &Asked,
        code: &Code,
        at: &DataCenter,
    ) -> Result<Ended, Error> {
        let request = AccountsRequest::ExchangeCode { code: &code.code, redirect_uri: self.redirect_uri() };
        let answer = match self.ask_accounts(at.clone(), &request).await.answer {
            Ok(answer) if answer.refresh_token.is_some() => answer,
            Ok(_) => {
                let _ = code.give_up(grant, id).await;
                return Err(Error::configuration(
                    "Zoho gave no refresh token: register the client as a server-based application",
                ));
            }
            Err(source) => {
                // Where the store fails too, whoever brings the code again waits a while, and is told to begin anew.
                let _ = if source.has_missed_the_server() {
                    code.give_back(grant, id).await
                } else {
                    code.give_up(grant, id).await
                };
                return Err(not_exchanged(source).into());
            }
        };
        Ok(verify::signed_in(grant, id, asked, &answer, at.location()).await)
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

/// What is wrong with the application its operator can mend, and what has never reached Zoho may be sent again. After
/// everything else the person must get another code.
fn not_exchanged(source: AccountsError) -> Kind {
    let attempted = "exchange the authorization code";
    match source.code() {
        Some("invalid_code") => Kind::CodeUsed { source },
        Some(_) => Kind::Accounts { attempted, source },
        None if source.has_missed_the_server() => Kind::Accounts { attempted, source },
        None => Kind::CodeUsed { source },
    }
}

/// One way through Zoho's pages.
struct Leg {
    url: Url,
    state: Option<String>,
    scopes: ScopeSet,
}

/// The browser's part of a cookie, if it is one of this attempt.
fn browser_of<'a>(cookie: &'a str, id: &AttemptId) -> Option<&'a str> {
    cookie.split_once('.').filter(|(attempt, _)| *attempt == id.as_str()).map(|(_, browser)| browser)
}
