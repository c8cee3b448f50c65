//! What a browser is answered: the consent link sends it to Zoho, the callback brings the person's answer.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use http::header::{ALLOW, COOKIE, HOST, LOCATION, SET_COOKIE};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::Full;
use url::Url;

use super::page;
use crate::attempt::AttemptId;
use crate::consent::ConsentPage;
use crate::error::{ConsentProblem, Error};
use crate::grant::Grant;

/// Ports of one host share their cookies, so this one is named unlike that of a web application.
const COOKIE_NAME: &str = "requires_scope_loopback";

/// As long as an attempt lasts, in seconds.
const COOKIE_AGE: u32 = 3600;

/// The attempts that somebody waits for, and the addresses under which they are answered.
pub(super) struct Desk {
    /// What a browser calls this machine, as in the header `Host`.
    authority: String,
    callback: String,
    /// The folder of the callback, with a slash at its end.
    folder: String,
    expected: Mutex<HashMap<AttemptId, Grant>>,
}

enum Route<'a> {
    Consent(AttemptId),
    Callback(&'a str),
}

impl Desk {
    pub(super) fn of(redirect_uri: &Url) -> Desk {
        let callback = redirect_uri.path().to_owned();
        let folder = callback.rsplit_once('/').map_or("", |(folder, _)| folder);
        Desk {
            authority: redirect_uri.authority().to_owned(),
            folder: format!("{folder}/"),
            callback,
            expected: Mutex::default(),
        }
    }

    /// Somebody waits for the answer to this attempt.
    pub(super) fn expect(&self, id: &AttemptId, grant: &Grant) {
        let mut expected = self.expected.lock().unwrap_or_else(PoisonError::into_inner);
        expected.insert(id.clone(), grant.clone());
    }

    pub(super) async fn answer<B>(&self, request: &Request<B>) -> Response<Full<Bytes>> {
        // A site whose name was rebound to this machine is known by the name that its pages use.
        if request.headers().get(HOST).is_none_or(|host| host != self.authority.as_str()) {
            return page::not_here(StatusCode::MISDIRECTED_REQUEST);
        }
        let Some(route) = self.route(request) else { return page::not_here(StatusCode::NOT_FOUND) };
        if request.method() != Method::GET {
            let mut refused = page::not_here(StatusCode::METHOD_NOT_ALLOWED);
            refused.headers_mut().insert(ALLOW, HeaderValue::from_static("GET"));
            return refused;
        }
        let cookie = cookie_of(request.headers());
        let outcome = match route {
            Route::Consent(_) if is_prefetch(request.headers()) => return page::not_yet(),
            Route::Consent(id) => self.open(&id, cookie).await,
            Route::Callback(query) => self.take(query, cookie).await,
        };
        outcome.unwrap_or_else(|error| page::trouble(&error))
    }

    fn route<'a, B>(&self, request: &'a Request<B>) -> Option<Route<'a>> {
        let path = request.uri().path();
        if path == self.callback {
            return Some(Route::Callback(request.uri().query().unwrap_or_default()));
        }
        let id = path.strip_prefix(&self.folder)?.strip_prefix("consent/")?;
        Some(Route::Consent(AttemptId::new(id)))
    }

    async fn open(&self, id: &AttemptId, cookie: Option<&str>) -> Result<Response<Full<Bytes>>, Error> {
        let grant = self.grant_of(id).ok_or(ConsentProblem::UnknownAttempt)?;
        let page = grant.oauth_client().open_consent(id, &grant, cookie, None).await?;
        Ok(self.on_to_zoho(&page))
    }

    async fn take(&self, query: &str, cookie: Option<&str>) -> Result<Response<Full<Bytes>>, Error> {
        let id = cookie.and_then(|cookie| cookie.split_once('.')).map(|(id, _)| AttemptId::new(id));
        let grant = id.and_then(|id| self.grant_of(&id)).ok_or(ConsentProblem::OtherBrowser)?;
        let answered = grant.oauth_client().answer(query, cookie, Some(&grant)).await?;
        Ok(page::thanks(&answered.consent))
    }

    fn grant_of(&self, id: &AttemptId) -> Option<Grant> {
        self.expected.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    /// 303 and the cookie that binds this browser. `SameSite=Lax`: it comes along when Zoho sends the browser back.
    fn on_to_zoho(&self, to: &ConsentPage) -> Response<Full<Bytes>> {
        let cookie = format!(
            "{COOKIE_NAME}={}; Path={}; Max-Age={COOKIE_AGE}; HttpOnly; SameSite=Lax",
            to.cookie().expose(),
            self.folder
        );
        let headers = (HeaderValue::try_from(to.url().as_str()), HeaderValue::try_from(cookie));
        let (Ok(location), Ok(mut cookie)) = headers else { return page::not_here(StatusCode::BAD_GATEWAY) };
        cookie.set_sensitive(true);
        let mut response = page::private(StatusCode::SEE_OTHER, Bytes::new());
        response.headers_mut().insert(LOCATION, location);
        response.headers_mut().insert(SET_COOKIE, cookie);
        response
    }
}

fn cookie_of(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs =
        cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, value)| *name == COOKIE_NAME && !value.is_empty()).map(|(_, value)| value)
}

/// Whether the browser only looks ahead: the person has not asked for the page yet.
fn is_prefetch(headers: &HeaderMap) -> bool {
    ["sec-purpose", "purpose"]
        .iter()
        .any(|name| headers.get(*name).is_some_and(|value| value.as_bytes().starts_with(b"prefetch")))
}
