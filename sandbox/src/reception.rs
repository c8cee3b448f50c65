//! Where every request passes first: its parameters are read, it is written down, and it may meet a fault.

use std::sync::Arc;

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{ConnectInfo, Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};

use crate::{
    accounts::TokenError,
    fault::Fault,
    journal::{self, Server},
    line::Cutter,
    parameters::Parameters,
    zoho::Zoho,
};

/// The longest body that is read.
const MAX_BODY: usize = 4 * 1024 * 1024;

/// The reception of one of the two servers.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    pub(crate) zoho: Arc<Zoho>,
    pub(crate) server: Server,
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
    let place = zoho.journal.arrived(zoho.clock.now(), server, &method, &path, &parameters);
    tracing::debug!(%method, path, "request");

    parts.extensions.insert(parameters);
    let request = Request::from_parts(parts, Body::from(body));
    let Some(response) = answer(zoho.faults.take(&method, &path), request, next).await else {
        cutter.cut();
        return StatusCode::BAD_GATEWAY.into_response();
    };
    let (response, body) = buffered(response).await;
    zoho.journal.answered(place, response.status().as_u16(), journal::code_of(&body));
    response
}

/// The answer that the client will see; `None` if it will see none.
async fn answer(fault: Option<Fault>, request: Request, next: Next) -> Option<Response> {
    match fault {
        None => Some(next.run(request).await),
        Some(Fault::Delay(delay)) => {
            tokio::time::sleep(delay).await;
            Some(next.run(request).await)
        }
        Some(Fault::Status(status, body)) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            Some((status, [(header::CONTENT_TYPE, "application/json")], body).into_response())
        }
        Some(Fault::Html) => {
            let page = "<!doctype html><title>Zoho</title><h1>Sorry, something went wrong</h1>";
            Some((StatusCode::INTERNAL_SERVER_ERROR, Html(page)).into_response())
        }
        Some(Fault::Throttled) => Some(TokenError::Throttled.into_response()),
        Some(Fault::Close) => None,
        Some(Fault::LostAnswer) => {
            next.run(request).await;
            None
        }
    }
}

async fn buffered(response: Response) -> (Response, Bytes) {
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    (Response::from_parts(parts, Body::from(body.clone())), body)
}
