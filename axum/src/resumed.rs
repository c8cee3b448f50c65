//! What a suspended call has led to: shown to whoever reloads, and never run again for it.

use bytes::Bytes;
use http::header::{
    CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION,
    SET_COOKIE,
};
use http::{HeaderMap, HeaderName, Response};
use http_body::Body;
use http_body_util::{BodyExt as _, Full};
use requires_scope::{CallId, Client, GrantKey, KeptAnswer};
use tower::BoxError;

use crate::body::{OwnResponse, ResponseBody};
use crate::reply::HX_REDIRECT;
use crate::routes::is_local;
use crate::{pages, reply};

/// A longer answer is shown once and not kept, in bytes.
const ANSWER_LIMIT: u64 = 1024 * 1024;

/// The headers that say what the body is, and where a redirect leads. Cookies were for the first time alone.
const KEPT_HEADERS: [HeaderName; 6] = [
    CONTENT_TYPE,
    CONTENT_DISPOSITION,
    CONTENT_ENCODING,
    CONTENT_LANGUAGE,
    CONTENT_SECURITY_POLICY,
    LOCATION,
];

/// What was written for htmx, as a browser can follow it that navigates: it goes where htmx was sent, if `to_own` knows
/// that as a path of the application's, and shows a part that has gone well in its `page`, and not instead of it.
pub(crate) fn whole<R>(
    response: Response<ResponseBody<R>>,
    page: Option<String>,
    to_own: impl FnOnce(&str) -> Option<String>,
) -> Response<ResponseBody<R>> {
    let sent_to = response.headers().get(HX_REDIRECT).map(|url| {
        let url = url.to_str().unwrap_or_default();
        if is_local(url) { Some(url.to_owned()) } else { to_own(url) }
    });
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

/// Keeps an answer, and hands it on. One that cannot be kept is shown all the same.
pub(crate) async fn keep<R>(
    client: &Client,
    id: &CallId,
    key: &GrantKey,
    response: Response<ResponseBody<R>>,
) -> Response<ResponseBody<R>>
where
    R: Body<Data = Bytes, Error: Into<BoxError>>,
{
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
    let answer = KeptAnswer { status: parts.status, headers, body: body.to_vec() };
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
