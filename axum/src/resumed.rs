//! What a suspended call has led to: shown to whoever reloads, and never run again for it.

use bytes::Bytes;
use http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, LOCATION, REFERRER_POLICY, SET_COOKIE, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::{HeaderMap, HeaderName, HeaderValue, Response};
use http_body::Body;
use http_body_util::{BodyExt as _, Full};
use requires_scope::{CallId, Client, GrantKey, KeptAnswer};
use serde_json::Value;
use tower::BoxError;
use url::{Position, Url};

use crate::body::{OwnResponse, ResponseBody};
use crate::reply::HX_REDIRECT;
use crate::routes::is_local;
use crate::{pages, reply};

const HX_LOCATION: HeaderName = HeaderName::from_static("hx-location");

/// A longer answer is shown once and not kept, in bytes.
const ANSWER_LIMIT: u64 = 1024 * 1024;

/// The headers that say what the body is, what a browser may do with it, and where a redirect leads. Cookies were for the
/// first time alone, and so was `Refresh`: a page that looks for news of itself would look for ever.
const KEPT_HEADERS: [HeaderName; 13] = [
    CONTENT_TYPE,
    CONTENT_DISPOSITION,
    CONTENT_ENCODING,
    CONTENT_LANGUAGE,
    CONTENT_SECURITY_POLICY,
    X_FRAME_OPTIONS,
    X_CONTENT_TYPE_OPTIONS,
    REFERRER_POLICY,
    HeaderName::from_static("permissions-policy"),
    HeaderName::from_static("cross-origin-opener-policy"),
    HeaderName::from_static("cross-origin-embedder-policy"),
    HeaderName::from_static("cross-origin-resource-policy"),
    LOCATION,
];

/// What was written for htmx, as a browser can follow it that navigates: it goes where htmx was sent, if `to_own` knows
/// that as a path of the application's, and shows a part that has gone well in its `page`, and not instead of it.
pub(crate) fn whole<R>(
    response: Response<ResponseBody<R>>,
    page: Option<String>,
    to_own: impl FnOnce(&str) -> Option<String>,
) -> Response<ResponseBody<R>> {
    let sent_to =
        sent_to(response.headers()).map(|url| if is_local(&url) { Some(url) } else { to_own(&url) });
    let next = match sent_to {
        Some(own) => own.or(page).unwrap_or_else(|| "/".to_owned()),
        None => match page.filter(|_| response.status().is_success()) {
            Some(page) => page,
            None => return response,
        },
    };
    let mut redirect = reply::see_other(&next);
    for cookie in response.headers().get_all(SET_COOKIE) {
        redirect.headers_mut().append(SET_COOKIE, cookie.clone());
    }
    redirect.map(ResponseBody::own)
}

/// Leads a redirect that is relative to the address of the request, `target`, to the same place from anywhere: never out
/// of the application.
pub(crate) fn located<R>(
    mut response: Response<ResponseBody<R>>,
    target: &str,
    client: &Client,
) -> Response<ResponseBody<R>> {
    let base = client.redirect_uri().join(target).ok();
    let location = response.headers().get(LOCATION).and_then(|location| location.to_str().ok());
    let resolved = base.zip(location).and_then(|(base, location)| resolved(location, &base));
    if let Some(location) = resolved.and_then(|location| HeaderValue::try_from(location).ok()) {
        response.headers_mut().insert(LOCATION, location);
    }
    response
}

/// Path, query and fragment of what is relative to `base`; what is not stays as it is.
fn resolved(location: &str, base: &Url) -> Option<String> {
    let is_relative = !location.starts_with(['/', '\\'])
        && Url::parse(location) == Err(url::ParseError::RelativeUrlWithoutBase);
    let url = base.join(location).ok().filter(|_| is_relative)?;
    let path = &url[Position::BeforePath..];
    Some(if is_local(path) { path } else { "/" }.to_owned())
}

/// Where htmx was sent, by the header that it heeds first. What cannot be read is nowhere.
///
/// Source: <https://htmx.org/headers/hx-location/>, a path or JSON with one, and <https://htmx.org/headers/hx-redirect/>.
fn sent_to(headers: &HeaderMap) -> Option<String> {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match text(HX_LOCATION) {
        Some(json) if json.starts_with('{') => {
            let members: Value = serde_json::from_str(json).unwrap_or_default();
            Some(members["path"].as_str().unwrap_or_default().to_owned())
        }
        Some(path) => Some(path.to_owned()),
        None => text(HX_REDIRECT).map(str::to_owned),
    }
}

/// Keeps an answer, and hands it on. One that cannot be kept is shown all the same.
///
/// It answered a POST, and now answers a GET of one path that all users share: nobody on the way may store it, unless the
/// application has said what may.
pub(crate) async fn keep<R>(
    client: &Client,
    id: &CallId,
    key: &GrantKey,
    target: String,
    mut response: Response<ResponseBody<R>>,
) -> Response<ResponseBody<R>>
where
    R: Body<Data = Bytes, Error: Into<BoxError>>,
{
    response.headers_mut().entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if response.body().size_hint().exact().is_none_or(|length| length > ANSWER_LIMIT) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(body) = body.collect().await else { return pages::interrupted().map(ResponseBody::own) };
    let body = body.to_bytes();
    let mut headers = HeaderMap::new();
    for name in KEPT_HEADERS {
        for value in parts.headers.get_all(&name) {
            headers.append(name.clone(), value.clone());
        }
    }
    let answer = KeptAnswer { target, status: parts.status, headers, body: body.to_vec() };
    if let Err(error) = client.keep_answer(id, key, answer).await {
        tracing::warn!(target: "requires_scope::web", error = %error.with_sources(), "answer not kept");
    }
    Response::from_parts(parts, ResponseBody::own(Full::from(body)))
}

/// An answer that was kept.
pub(crate) fn shown(answer: KeptAnswer) -> OwnResponse {
    let mut response = OwnResponse::new(Full::from(answer.body));
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers;
    pages::private(response)
}
