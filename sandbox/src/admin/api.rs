//! The JSON side of the admin interface.

mod input;
mod lists;

use std::{sync::Arc, time::Duration};

use axum::{
    Json, Router,
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Deserialize;
use serde_json::{Value, json};

use self::input::{Advance, Input, NewClient, NewCode, NewFault, NewGrant, NewUser, Switches};
use super::Admin;
use crate::{
    console::ConsoleError,
    fault::{Fault, ParseFaultError},
    state::State as SandboxState,
};

type Shared = State<Arc<Admin>>;
type Answer = Result<(StatusCode, Json<Value>), AdminError>;

/// Why the admin interface refuses.
#[derive(Debug, thiserror::Error)]
pub(super) enum AdminError {
    #[error("{0}")]
    Foreign(&'static str),
    #[error("there is nothing at this address; see the README of zoho-sandbox for the admin interface")]
    NotFound,
    /// The text is axum's, which says what in the body is wrong.
    #[error("{1}")]
    Body(StatusCode, String),
    #[error(transparent)]
    Console(#[from] ConsoleError),
    #[error(transparent)]
    Fault(#[from] ParseFaultError),
    #[error("an endpoint is a method and a path, such as `POST /oauth/v2/token` or `* /crm/*`, not `{0}`")]
    Endpoint(String),
}

pub(super) fn router() -> Router<Arc<Admin>> {
    Router::new()
        .route("/data-centers", get(lists::data_centers))
        .route("/users", get(lists::users).post(add_user))
        .route("/clients", get(lists::clients).post(register))
        .route("/grants", get(lists::grants).post(grant))
        .route("/codes", axum::routing::post(code))
        .route("/clock", get(lists::clock).post(advance))
        .route("/faults", get(lists::faults).post(fail).patch(switch).delete(heal))
        .route("/journal", get(lists::journal).delete(clear))
        .route("/prompts", get(lists::prompts))
        .route("/state", get(state).put(restore))
}

pub(super) async fn not_found() -> AdminError {
    AdminError::NotFound
}

async fn add_user(State(admin): Shared, Input(user): Input<NewUser>) -> Answer {
    admin.console.add_user(user.location.as_deref(), &user.email, &user.password)?;
    Ok(created(json!({"email": user.email})))
}

async fn register(State(admin): Shared, Input(client): Input<NewClient>) -> Answer {
    let given = admin.console.register(client.into())?;
    Ok(created(json!({"client_id": given.client_id, "client_secret": given.client_secret})))
}

async fn grant(State(admin): Shared, Input(grant): Input<NewGrant>) -> Answer {
    let refresh_token = admin.console.grant(&grant.client_id, &grant.user, &grant.scopes)?;
    Ok(created(json!({"refresh_token": refresh_token})))
}

async fn code(State(admin): Shared, Input(code): Input<NewCode>) -> Answer {
    let code = admin.console.code(&code.client_id, &code.user, &code.scopes, code.minutes)?;
    Ok(created(json!({"code": code})))
}

async fn advance(State(admin): Shared, Input(by): Input<Advance>) -> Json<Value> {
    admin.console.advance(Duration::from_secs(by.advance_seconds));
    lists::clock(State(admin)).await
}

async fn fail(State(admin): Shared, Input(fault): Input<NewFault>) -> Answer {
    set_fault(&admin, &fault.endpoint, &fault.fault, fault.every)?;
    Ok((StatusCode::CREATED, lists::faults(State(admin)).await))
}

async fn switch(State(admin): Shared, Input(switches): Input<Switches>) -> Json<Value> {
    let faults = &admin.console.first().faults;
    if let Some(omit) = switches.omit_scope {
        faults.omit_scope_in_answers(omit);
    }
    if let Some(localize) = switches.localized {
        faults.localize_errors(localize);
    }
    lists::faults(State(admin)).await
}

/// Which faults are to be taken back: all, or those of one endpoint.
#[derive(Debug, Deserialize)]
struct Healed {
    endpoint: Option<String>,
}

async fn heal(State(admin): Shared, Query(healed): Query<Healed>) -> StatusCode {
    let faults = &admin.console.first().faults;
    match healed.endpoint {
        Some(endpoint) => faults.heal(&endpoint),
        None => faults.heal_all(),
    }
    StatusCode::NO_CONTENT
}

async fn clear(State(admin): Shared) -> StatusCode {
    admin.console.first().journal.clear();
    StatusCode::NO_CONTENT
}

async fn state(State(admin): Shared) -> Json<SandboxState> {
    Json(admin.console.state())
}

async fn restore(State(admin): Shared, Input(state): Input<SandboxState>) -> Result<StatusCode, AdminError> {
    admin.console.restore(state)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sets a fault by its spelling.
pub(super) fn set_fault(admin: &Admin, endpoint: &str, fault: &str, every: bool) -> Result<(), AdminError> {
    let fault: Fault = fault.parse()?;
    let is_endpoint = endpoint
        .split_once(' ')
        .is_some_and(|(method, path)| !method.is_empty() && path.starts_with('/') && !path.contains(' '));
    if !is_endpoint {
        return Err(AdminError::Endpoint(endpoint.to_owned()));
    }
    let faults = &admin.console.first().faults;
    if every {
        faults.fail_every(endpoint, fault);
    } else {
        faults.fail_next(endpoint, fault);
    }
    Ok(())
}

fn created(answer: Value) -> (StatusCode, Json<Value>) {
    (StatusCode::CREATED, Json(answer))
}

impl AdminError {
    /// What is wrong and why, in one line.
    pub(super) fn told(&self) -> String {
        let mut told = self.to_string();
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            told = format!("{told}: {error}");
            cause = error.source();
        }
        told
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Foreign(_) => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Body(status, _) => *status,
            Self::Console(ConsoleError::UserExists(_) | ConsoleError::ClientExists(_)) => {
                StatusCode::CONFLICT
            }
            Self::Console(_) | Self::Fault(_) | Self::Endpoint(_) => StatusCode::BAD_REQUEST,
        }
    }
}

impl IntoResponse for AdminError {
    fn into_response(self) -> Response {
        (self.status(), Json(json!({"error": self.told()}))).into_response()
    }
}
