//! Where every request passes first: its parameters are read, it is written down, and it may meet a fault.

use std::sync::Arc;

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{ConnectInfo, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use zoho_scopes::ScopeSet;

use crate::{
    accounts::TokenError,
    fault::{Fault, Twist},
    journal::{Arrival, Server},
    line::Cutter,
    localized::localized,
    parameters::Parameters,
    torn::torn,
    zoho::Zoho,
};

/// The longest body that is read.
const MAX_BODY: usize = 4 * 1024 * 1024;

/// The reception of one of the two servers of a data centre.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    pub(crate) zoho: Arc<Zoho>,
    pub(crate) server: Server,
}

/// How an answer that was worked out reaches the client.
struct Delivery {
    response: Response,
    localized: bool,
    torn: bool,
}

pub(crate) async fn receive(
    State(Desk { zoho, server }): State<Desk>,
    ConnectInfo(cutter): ConnectInfo<Cutter>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MAX_BODY).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let content_type = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let parameters = Parameters::read(parts.uri.query(), content_type, &body);
    let (method, path) = (parts.method.to_string(), parts.uri.path().to_owned());
    let place = zoho.journal.arrived(&Arrival {
        at: zoho.clock.now(),
        location: &zoho.location,
        server,
        method: &method,
        path: &path,
        parameters: &parameters,
        body: &body,
    });
    tracing::debug!(location = zoho.location, %method, path, "request");

    parts.extensions.insert(parameters);
    let request = Request::from_parts(parts, Body::from(body));
    let delivery = answer(&zoho, zoho.faults.take(&method, &path), request, next).await;
    zoho.changes.notify_one();
    let Some(Delivery { response, localized: translate, torn: tear }) = delivery else {
        cutter.cut();
        return StatusCode::BAD_GATEWAY.into_response();
    };
    let (response, body) = buffered(response, translate || zoho.faults.localizes_errors()).await;
    if tear {
        return half(response, &body);
    }
    zoho.journal.answered(place, response.status().as_u16(), &body);
    response
}

/// The answer that the client will see; `None` if it will see none.
async fn answer(zoho: &Zoho, fault: Option<Fault>, mut request: Request, next: Next) -> Option<Delivery> {
    let mut twist = Twist { omit_scope: zoho.faults.omits_scope(), ..Twist::default() };
    let (mut localized, mut torn) = (false, false);
    match fault {
        None => {}
        Some(Fault::Status(status, body)) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            return Some(at_once((status, [(header::CONTENT_TYPE, "application/json")], body)));
        }
        Some(Fault::Html) => {
            let page = "<!doctype html><title>Zoho</title><h1>Sorry, something went wrong</h1>";
            return Some(at_once((StatusCode::INTERNAL_SERVER_ERROR, Html(page))));
        }
        Some(Fault::Throttled) => return Some(at_once(TokenError::Throttled)),
        Some(Fault::Close) => return None,
        Some(Fault::LostAnswer) => {
            request.extensions_mut().insert(twist);
            next.run(request).await;
            return None;
        }
        Some(Fault::Delay(delay)) => tokio::time::sleep(delay).await,
        Some(Fault::Torn) => torn = true,
        Some(Fault::OmitScope) => twist.omit_scope = true,
        Some(Fault::OtherScopes(list)) => twist.other_scopes = Some(ScopeSet::parse_lenient(&list).0),
        Some(Fault::Localized) => localized = true,
    }
    request.extensions_mut().insert(twist);
    Some(Delivery { response: next.run(request).await, localized, torn })
}

fn at_once(response: impl IntoResponse) -> Delivery {
    Delivery { response: response.into_response(), localized: false, torn: false }
}

async fn buffered(response: Response, translate: bool) -> (Response, Bytes) {
    let (mut parts, body) = response.into_parts();
    let mut body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    if translate {
        body = localized(body);
        parts.headers.remove(header::CONTENT_LENGTH);
    }
    (Response::from_parts(parts, Body::from(body.clone())), body)
}

/// The head of the answer, which promises all of the body, and half of the body.
fn half(response: Response, body: &Bytes) -> Response {
    let (mut parts, _) = response.into_parts();
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    Response::from_parts(parts, torn(body))
}
