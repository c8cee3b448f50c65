//! Requests to Zoho's APIs that carry the grant's access token, and the server's verdicts on them.

use std::fmt;

use bytes::Bytes;
use http::{HeaderValue, Method, StatusCode, header};
use serde::Serialize;
use url::Url;

use crate::deadline::Patience;
use crate::error::{Error, Kind};
use crate::events;
use crate::grant::Grant;
use crate::refused::{refuse, wait_for_consent};
use crate::secret::Secret;
use crate::verdict::Verdict;
use crate::withdraw::{drop_token, withdraw};

/// A refusal's body is below 1 KiB. A longer one is something else.
const REFUSAL_LIMIT: usize = 256 * 1024;

impl Grant {
    /// An HTTP client that acts for this grant: right host, right token, and the server's verdicts read.
    ///
    /// # Examples
    ///
    /// ```
    /// # use requires_scope::{requires_scope, Error};
    /// #[requires_scope("ZohoCRM.modules.leads.READ")]
    /// async fn leads() -> Result<serde_json::Value, Error> {
    ///     let zoho = requires_scope::current()?.client();
    ///     let answer = zoho.get("/crm/v8/Leads").query(&[("fields", "Last_Name,Email")]).send().await?;
    ///     Ok(answer.json().await.unwrap_or_default())
    /// }
    /// ```
    pub fn client(&self) -> ApiClient {
        ApiClient { grant: self.clone() }
    }
}

/// Sends requests with a grant's access token. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct ApiClient {
    grant: Grant,
}

impl ApiClient {
    /// `GET`. `target` is a path at the user's API host, or a whole URL at a host of the data-centre table.
    pub fn get(&self, target: &str) -> ApiRequest {
        self.request(Method::GET, target)
    }

    /// `POST`, with the target as in [`ApiClient::get`].
    pub fn post(&self, target: &str) -> ApiRequest {
        self.request(Method::POST, target)
    }

    /// `PUT`, with the target as in [`ApiClient::get`].
    pub fn put(&self, target: &str) -> ApiRequest {
        self.request(Method::PUT, target)
    }

    /// `PATCH`, with the target as in [`ApiClient::get`].
    pub fn patch(&self, target: &str) -> ApiRequest {
        self.request(Method::PATCH, target)
    }

    /// `DELETE`, with the target as in [`ApiClient::get`].
    pub fn delete(&self, target: &str) -> ApiRequest {
        self.request(Method::DELETE, target)
    }

    /// Any method, with the target as in [`ApiClient::get`].
    pub fn request(&self, method: Method, target: &str) -> ApiRequest {
        let builder =
            self.url(target).and_then(|url| Ok(self.grant.oauth_client().http()?.request(method, url)));
        ApiRequest { grant: self.grant.clone(), builder }
    }

    fn url(&self, target: &str) -> Result<Url, Error> {
        let client = self.grant.oauth_client();
        let record = self.grant.shared().record();
        let named = record.value.api_domain.as_deref().and_then(|domain| Url::parse(domain).ok());
        let base = match named.filter(|domain| client.data_centers().is_api(domain)) {
            Some(domain) => domain,
            None => client.data_center_of(&record.value)?.api_url().into_owned(),
        };
        let url =
            base.join(target).map_err(|_| Error::configuration(format!("`{target}` is no path or URL")))?;
        if client.data_centers().is_api(&url) {
            Ok(url)
        } else {
            Err(Kind::ForeignHost(url.host_str().unwrap_or("(no host)").to_owned()).into())
        }
    }
}

/// A request under construction. What is wrong with it is told by [`ApiRequest::send`].
#[must_use = "a request does nothing until it is sent"]
pub struct ApiRequest {
    grant: Grant,
    builder: Result<reqwest::RequestBuilder, Error>,
}

impl ApiRequest {
    /// Adds a header. `Authorization` is set when the request is sent, whatever is given here.
    pub fn header(self, name: &str, value: &str) -> ApiRequest {
        self.map(|builder| builder.header(name, value))
    }

    /// Adds pairs to the query.
    pub fn query<T: Serialize + ?Sized>(self, query: &T) -> ApiRequest {
        self.map(|builder| builder.query(query))
    }

    /// Sends `body` as JSON.
    pub fn json<T: Serialize + ?Sized>(self, body: &T) -> ApiRequest {
        self.map(|builder| builder.json(body))
    }

    /// Sends `body` as it is.
    pub fn body(self, body: impl Into<reqwest::Body>) -> ApiRequest {
        self.map(|builder| builder.body(body))
    }

    /// Sends the request.
    ///
    /// An access token that the server refuses is replaced by a fresh one, once. A scope that the server refuses
    /// leaves the grant: where the channel waits for the person, the request is sent once more after the consent,
    /// which is safe because the server refused it before any effect; everywhere else the error says what is missing.
    ///
    /// All that it waits for until the answer begins, tokens, records, the sending of the body and Zoho, takes no longer
    /// than [`ClientBuilder::give_up_after`](crate::ClientBuilder::give_up_after) says. The person's time is not counted:
    /// it is limited by the channel.
    ///
    /// # Errors
    ///
    /// [`Error::missing`] when a scope is missing; [`Error::is_no_permission`] when the user's profile forbids the
    /// call; [`Error::is_retryable`] when Zoho could not be reached or did not answer in time, or the token was replaced while
    /// the call was made. Before such a request is sent again, [`Error::may_have_had_effect`] says whether it was perhaps
    /// done: a `POST` whose answer was lost has perhaps created its record. A request that cannot be built, because a header
    /// has a line break for example, is not sent, and is no better later.
    ///
    /// An answer with status 400, 401 or 403 is read to learn whether it is a refusal: one of more than 256 KiB is an
    /// error. Every other answer, of whatever status, is a success.
    pub async fn send(self) -> Result<reqwest::Response, Error> {
        let grant = self.grant;
        let request = self.builder?.build().map_err(malformed)?;
        grant.note_request();
        let mut patience = Patience::of(grant.oauth_client());
        let mut token = token_for_call(&grant, &mut patience).await?;
        let (mut fresh, mut current, mut consented) = (false, false, false);
        let mut next = Some(request);
        while let Some(request) = next.take() {
            let again = request.try_clone();
            let (method, path) = (request.method().clone(), request.url().path().to_owned());
            let refused = match send_with(&grant, request, &token, &mut patience).await? {
                Outcome::Answered(response) => return Ok(response),
                Outcome::Refused(refused) => refused,
            };
            match refused {
                Verdict::TokenRefused if !fresh => {
                    events::verdict_token(&grant, Some((&method, &path)));
                    fresh = true;
                    token = replace(&grant, &token, &mut patience).await?;
                }
                Verdict::TokenRefused => return Err(Kind::TokenRefused.into()),
                Verdict::ScopeMismatch => {
                    let withdrawing = withdraw(&grant, &token, &method, &path);
                    let Some(missing) = patience.wait("note what Zoho has refused", withdrawing).await?
                    else {
                        // The verdict is about a token of before a consent, perhaps: ask with the one of today.
                        if std::mem::replace(&mut current, true) {
                            return Err(Kind::TokenReplaced.into());
                        }
                        token = token_for_call(&grant, &mut patience).await?;
                        next = again;
                        continue;
                    };
                    // A body that was a stream cannot be sent again, so there is nothing to wait for.
                    if consented || again.is_none() {
                        return Err(refuse(&grant, missing));
                    }
                    consented = true;
                    wait_for_consent(&grant, || missing.without_those_of(&grant)).await?;
                    token = token_for_call(&grant, &mut patience).await?;
                }
                Verdict::NoPermission { permissions } => {
                    events::verdict_permission(&grant, &method, &path, &permissions);
                    return Err(Kind::NoPermission { permissions }.into());
                }
                Verdict::Other => unreachable!("`send_with` gives such an answer to the caller"),
            }
            next = again;
        }
        Err(Kind::Streamed.into())
    }

    fn map(self, change: impl FnOnce(reqwest::RequestBuilder) -> reqwest::RequestBuilder) -> ApiRequest {
        ApiRequest { grant: self.grant, builder: self.builder.map(change) }
    }
}

impl fmt::Debug for ApiRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiRequest").field("grant", self.grant.key()).finish_non_exhaustive()
    }
}

enum Outcome {
    Answered(reqwest::Response),
    Refused(Verdict),
}

async fn send_with(
    grant: &Grant,
    mut request: reqwest::Request,
    token: &Secret,
    patience: &mut Patience,
) -> Result<Outcome, Error> {
    let mut authorization = HeaderValue::try_from(format!("Zoho-oauthtoken {}", token.expose()))
        .map_err(|_| Error::configuration("the access token is no header text"))?;
    authorization.set_sensitive(true);
    request.headers_mut().insert(header::AUTHORIZATION, authorization);
    let may_act = !request.method().is_safe();
    let http = grant.oauth_client().http()?;
    let sending = async { http.execute(request).await.map_err(|error| unanswered(error, may_act)) };
    let overdue = |limit| Kind::Unanswered { limit, may_act };
    let response = patience.wait_or(sending, overdue).await?;
    let may_be_refusal = matches!(
        response.status(),
        StatusCode::BAD_REQUEST | StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN
    );
    if !may_be_refusal {
        return Ok(Outcome::Answered(response));
    }
    let mut whole = http::Response::new(());
    *whole.status_mut() = response.status();
    *whole.headers_mut() = response.headers().clone();
    let body = patience.wait_or(refusal(response, may_act), overdue).await?;
    match Verdict::read(whole.status(), whole.headers(), &body) {
        Verdict::Other => Ok(Outcome::Answered(whole.map(|()| body).into())),
        verdict => Ok(Outcome::Refused(verdict)),
    }
}

/// The body of what may be a refusal: a server that does not say how long it is may not fill our memory.
async fn refusal(mut response: reqwest::Response, may_act: bool) -> Result<Bytes, Error> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| unanswered(error, may_act))? {
        if body.len() + chunk.len() > REFUSAL_LIMIT {
            let host = response.url().host_str().unwrap_or("Zoho").to_owned();
            let status = response.status();
            return Err(Kind::LongRefusal { host, status, limit: REFUSAL_LIMIT, may_act }.into());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.into())
}

/// An access token; a grant that turns out to have ended is missing all that the call's guard requires.
async fn token_for_call(grant: &Grant, patience: &mut Patience) -> Result<Secret, Error> {
    let token = patience.wait("get a fresh access token", grant.access_token()).await;
    if token.as_ref().is_err_and(Error::is_expired)
        && let Some(guard) = grant.call().only_guard()
        && let missing = guard.missing_from(grant)
        && !missing.scopes().is_empty()
    {
        grant.call().refused(&missing);
    }
    token
}

/// A token other than `refused`: one that another task has fetched meanwhile, or a fresh one.
async fn replace(grant: &Grant, refused: &Secret, patience: &mut Patience) -> Result<Secret, Error> {
    let dropping = drop_token(grant, refused);
    patience.wait("drop the access token that Zoho has refused", dropping).await?;
    token_for_call(grant, patience).await
}

fn malformed(error: reqwest::Error) -> Error {
    Kind::Malformed { source: Box::new(error.without_url()) }.into()
}

/// Without a connection nothing was done, whatever the request may do.
fn unanswered(error: reqwest::Error, may_act: bool) -> Error {
    let host = error.url().and_then(Url::host_str).unwrap_or("Zoho").to_owned();
    let may_act = may_act && !error.is_connect();
    Kind::Send { host, may_act, source: Box::new(error.without_url()) }.into()
}
