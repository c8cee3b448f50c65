//! What is served at our addresses: sign-in, consent link, callback, and the suspended call that goes on.

use bytes::Bytes;
use http::header::{COOKIE, SET_COOKIE};
use http::request::Parts;
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderValue, Method, Uri};
use requires_scope::{
    AttemptId, CallId, ConsentProblem, Error, Grant, GrantKey, KeptRequest, MissingScopes, ScopeSet,
    SuspendedCall,
};
use url::Url;

use crate::addresses::{Route, query_value};
use crate::body::OwnResponse;
use crate::keep::is_safe;
use crate::layer::Ours;
use crate::{channel, pages, reply, resumed};

/// The cookie that binds a browser to an attempt.
const HOST_COOKIE: &str = "__Host-requires_scope";

/// The same where there is no TLS: on the machine of a developer.
const PLAIN_COOKIE: &str = "requires_scope";

/// As long as an attempt lasts, in seconds.
const COOKIE_AGE: u32 = 3600;

/// A request to one of our addresses.
pub(crate) struct Visit {
    pub(crate) parts: Parts,
    pub(crate) user: Option<GrantKey>,
    /// What a form of ours has sent.
    pub(crate) form: Bytes,
}

/// A suspended call that somebody has come back to.
pub(crate) enum Called {
    Shown(OwnResponse),
    /// What it was missing is there.
    Ready(Grant),
}

impl Ours {
    /// Serves every address of ours but that of a suspended call that is ready to go on.
    pub(crate) async fn serve(&self, route: &Route, visit: &Visit) -> Result<OwnResponse, Error> {
        match route {
            Route::SignIn => self.sign_in(visit).await,
            Route::Consent(id) => self.open(id, visit).await,
            Route::Callback => self.callback(visit).await,
            Route::Call(id) => Ok(self.to_call(id)),
            Route::Ask(id) => self.ask(id, visit).await,
            Route::Connection => self.connection(visit).await,
            Route::Withdraw => self.withdraw(visit).await,
            Route::Allow => self.allow(visit).await,
        }
    }

    /// Sends a user who has no live grant to Zoho, and back to `next`.
    async fn sign_in(&self, visit: &Visit) -> Result<OwnResponse, Error> {
        let grant = self.grant_of(visit.user.as_ref()).await?;
        let next = query_value(&visit.parts.uri, "next")
            .filter(|next| is_local(next))
            .unwrap_or_else(|| "/".to_owned());
        let wanted = MissingScopes::of(self.client.initial_scopes().clone());
        if wanted.scopes().is_empty() {
            return Err(Error::no_initial_scopes());
        }
        // Another site may send somebody here, and must not make us ask for what was declined.
        let attempt = if channel::is_own_doing(&visit.parts.headers) {
            grant.ask(wanted.scopes()).await?
        } else {
            grant.ask_for(&wanted).await?
        };
        match attempt {
            Some(attempt) => {
                let call = self.client.suspend(&grant, &wanted, way_to(next)).await?;
                Ok(reply::see_other(reply::link_with_call(&attempt, &call).as_str()))
            }
            None => Ok(reply::see_other(&next)),
        }
    }

    /// The consent link: only now the enhancement token is fetched.
    async fn open(&self, id: &AttemptId, visit: &Visit) -> Result<OwnResponse, Error> {
        let grant = self.grant_of(visit.user.as_ref()).await?;
        let call = self.call_behind(&grant, &visit.parts.uri).await?;
        let cookie = self.cookie(&visit.parts.headers);
        match (self.client.open_consent(id, &grant, cookie, call.as_ref()).await, call) {
            (Ok(page), _) => {
                let mut response = reply::see_other(page.url().as_str());
                self.set_cookie(&mut response, page.cookie().expose());
                Ok(response)
            }
            // Another tab has brought the answer meanwhile, or it is too late for one: the call's own page tells.
            (Err(error), Some(call)) if is_over(&error) => Ok(self.to_call(&call)),
            (Err(error), _) => Err(error),
        }
    }

    /// The suspended call to which a consent link leads back: the one that it names, or else one that comes to `next`,
    /// whatever the answer is. Its page sees for itself what it may do by then.
    async fn call_behind(&self, grant: &Grant, link: &Uri) -> Result<Option<CallId>, Error> {
        if let Some(call) = query_value(link, "call") {
            return Ok(Some(CallId::new(call)));
        }
        let Some(next) = query_value(link, "next").filter(|next| is_local(next)) else { return Ok(None) };
        let nothing = MissingScopes::of(ScopeSet::new());
        self.client.suspend(grant, &nothing, way_to(next)).await.map(Some)
    }

    /// Zoho sends the browser back. Nothing but a matching browser, user and attempt changes anything.
    async fn callback(&self, visit: &Visit) -> Result<OwnResponse, Error> {
        let grant = match &visit.user {
            Some(user) => Some(self.client.grant(user).await?),
            None => None,
        };
        let cookie = self.cookie(&visit.parts.headers);
        let query = visit.parts.uri.query().unwrap_or_default();
        let answered = self.client.answer(query, cookie, grant.as_ref()).await?;
        Ok(match &answered.call {
            Some(call) => self.to_call(call),
            None => pages::answered(&answered.consent),
        })
    }

    /// A suspended call goes on, once, if what it was missing is there by now. Whoever comes later sees what it has
    /// led to.
    pub(crate) async fn call(&self, id: &CallId, user: Option<&GrantKey>) -> Result<Called, Error> {
        let grant = self.grant_of(user).await?;
        if let Some(answer) = self.client.kept_answer(id, grant.key()).await? {
            return Ok(Called::Shown(resumed::shown(answer)));
        }
        let call = self.client.suspended_call(id, grant.key()).await?;
        if !grant.has_all(&call.missing) {
            // The callback may have reached another process.
            grant.reload().await?;
        }
        if !grant.has_all(&call.missing) {
            return Ok(Called::Shown(self.not_ready(id, &call, &grant).await?));
        }
        if call.request.method == Method::GET {
            let target = call.request.target;
            return Ok(Called::Shown(reply::see_other(if is_local(&target) { &target } else { "/" })));
        }
        Ok(Called::Ready(grant))
    }

    /// Where a form goes that names no address, on the page that shows what a call of this user has led to: to what has
    /// answered.
    pub(crate) async fn target_of_form(
        &self,
        id: &CallId,
        user: Option<&GrantKey>,
        parts: &Parts,
    ) -> Result<Option<String>, Error> {
        let is_form = parts.method == Method::POST && channel::is_same_origin(parts, &self.keeping.home);
        let Some(user) = user.filter(|_| is_form) else { return Ok(None) };
        let answer = self.client.kept_answer(id, user).await?;
        Ok(answer.map(|answer| answer.target).filter(|target| is_local(target)))
    }

    /// What the call is missing was declined, or not asked for yet because what was sent is not kept.
    async fn not_ready(
        &self,
        id: &CallId,
        call: &SuspendedCall,
        grant: &Grant,
    ) -> Result<OwnResponse, Error> {
        if call.request.is_way_back {
            let missing = MissingScopes::of(call.missing.clone());
            match grant.ask_for(&missing).await {
                Ok(Some(attempt)) => {
                    let link = reply::link_with_call(&attempt, id);
                    return Ok(pages::not_kept(link.as_str(), &missing));
                }
                Err(error) if error.missing().is_none() => return Err(error),
                Ok(None) | Err(_) => {}
            }
        }
        Ok(pages::not_granted(id, call, grant))
    }

    /// The person wants to be asked again.
    async fn ask(&self, id: &CallId, visit: &Visit) -> Result<OwnResponse, Error> {
        let grant = self.grant_of(visit.user.as_ref()).await?;
        let call = self.client.suspended_call(id, grant.key()).await?;
        match grant.ask(&call.missing).await? {
            Some(attempt) => Ok(reply::see_other(reply::link_with_call(&attempt, id).as_str())),
            None => Ok(self.to_call(id)),
        }
    }

    /// The application's own sign-in, which leads back to this page. A form is not sent once more by that.
    pub(crate) fn to_sign_in(&self, parts: &Parts) -> Option<OwnResponse> {
        let sign_in_at = self.sign_in_at.as_ref().filter(|_| is_safe(&parts.method))?;
        let way_back = parts.uri.path_and_query().map_or("/", PathAndQuery::as_str);
        Some(reply::see_other(&sign_in_at(way_back)))
    }

    /// The grant of who is signed in.
    pub(crate) async fn grant_of(&self, user: Option<&GrantKey>) -> Result<Grant, Error> {
        self.client.grant(user.ok_or(ConsentProblem::NobodySignedIn)?).await
    }

    fn to_call(&self, call: &CallId) -> OwnResponse {
        reply::see_other(self.page_of(call).as_str())
    }

    /// Where a suspended call goes on.
    pub(crate) fn page_of(&self, call: &CallId) -> Url {
        let mut page = self.client.beside_callback("call");
        page.query_pairs_mut().append_pair("id", call.as_str());
        page
    }

    /// `SameSite=Lax`: the cookie comes along when Zoho sends the browser back, and with no form of another site.
    fn set_cookie(&self, response: &mut OwnResponse, value: &str) {
        let base = self.client.beside_callback("");
        let name = cookie_name(&base);
        // A cookie of that prefix is of this host alone: no other one of the domain can plant it.
        let (path, secure) = if name == HOST_COOKIE { ("/", "; Secure") } else { (base.path(), "") };
        let cookie =
            format!("{name}={value}; Path={path}; Max-Age={COOKIE_AGE}; HttpOnly; SameSite=Lax{secure}");
        if let Ok(mut cookie) = HeaderValue::try_from(cookie) {
            cookie.set_sensitive(true);
            response.headers_mut().append(SET_COOKIE, cookie);
        }
    }

    /// The value of our cookie.
    fn cookie<'a>(&self, headers: &'a HeaderMap) -> Option<&'a str> {
        let name = cookie_name(self.client.redirect_uri());
        let cookies = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
        let mut pairs =
            cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(found, value)| *found == name && !value.is_empty()).map(|(_, value)| value)
    }
}

/// The name says what the browser guarantees of it (RFC 6265bis, section 4.1.3.2).
fn cookie_name(url: &Url) -> &'static str {
    if url.scheme() == "https" { HOST_COOKIE } else { PLAIN_COOKIE }
}

fn is_over(error: &Error) -> bool {
    matches!(error.consent_problem(), Some(ConsentProblem::AlreadyAnswered | ConsentProblem::Expired))
}

pub(crate) fn way_to(target: String) -> KeptRequest {
    KeptRequest {
        method: Method::GET,
        target,
        headers: HeaderMap::new(),
        body: Vec::new(),
        is_way_back: false,
    }
}

/// Whether a target stays within the application: a path, and nothing that a browser reads as another host.
pub(crate) fn is_local(target: &str) -> bool {
    target.starts_with('/')
        && !target[1..].starts_with(['/', '\\'])
        && target.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_of_this_host_alone_where_there_is_tls() {
        for (callback, name) in [
            ("https://zylker.example/scopes/callback", "__Host-requires_scope"),
            ("http://127.0.0.1:4000/scopes/callback", "requires_scope"),
        ] {
            assert_eq!(cookie_name(&Url::parse(callback).expect("a URL")), name);
        }
    }

    #[test]
    fn a_target_never_leaves_the_application() {
        for target in ["/", "/leads?page=2", "/a/b#c"] {
            assert!(is_local(target), "{target}");
        }
        for target in [
            "",
            "leads",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nb",
            "/\t/evil.example",
        ] {
            assert!(!is_local(target), "{target}");
        }
    }
}
