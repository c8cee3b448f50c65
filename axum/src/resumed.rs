//! What a suspended call has led to: shown to whoever reloads, and never run again for it.

use bytes::Bytes;
use http::header::{CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION};
use http::{HeaderMap, HeaderName, Response};
use http_body::Body;
use http_body_util::{BodyExt as _, Full};
use requires_scope::{CallId, Client, GrantKey, KeptAnswer, KeptRequest};
use tower::BoxError;

use crate::body::{OwnResponse, ResponseBody};
use crate::channel::{WebChannel, current_url, is_boosted};
use crate::keep::own_path;
use crate::{pages, reply};

/// A longer answer is shown once and not kept, in bytes.
const ANSWER_LIMIT: u64 = 1024 * 1024;

/// The headers that say what the body is, and where a redirect leads. Cookies were for the first time alone.
const KEPT_HEADERS: [HeaderName; 5] =
    [CONTENT_TYPE, CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, LOCATION];

/// The page a part of which a kept request was to replace.
pub(crate) fn page_of_part(request: &KeptRequest, live: &HeaderMap) -> Option<String> {
    let is_part = WebChannel::of(&request.headers) == WebChannel::Partial && !is_boosted(&request.headers);
    let page = || own_path(current_url(&request.headers)?, live);
    is_part.then(|| page().unwrap_or_else(|| "/".to_owned()))
}

/// A part that has gone well is shown in its page, and not instead of it.
pub(crate) fn whole<R>(
    response: Response<ResponseBody<R>>,
    page: Option<String>,
) -> Response<ResponseBody<R>> {
    match page {
        Some(page) if response.status().is_success() => reply::see_other(&page).map(ResponseBody::own),
        _ => response,
    }
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
