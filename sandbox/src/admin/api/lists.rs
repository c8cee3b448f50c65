//! What there is, as JSON. Secrets are masked; the state has them in clear.

use std::sync::Arc;

use axum::{Json, extract::State};
use serde_json::{Value, json};

use super::Shared;
use crate::{
    crm::timestamp,
    journal::{Answer, Entry, Server},
    secret::masked,
    zoho::Zoho,
};

pub(super) async fn data_centers(State(admin): Shared) -> Json<Value> {
    let center = |zoho: &Arc<Zoho>| json!({"location": zoho.location, "accounts_url": zoho.accounts_url, "api_url": zoho.api_url});
    Json(admin.console.centers().iter().map(center).collect())
}

pub(super) async fn users(State(admin): Shared) -> Json<Value> {
    let mut users = Vec::new();
    for zoho in admin.console.centers() {
        for (email, user) in zoho.ledger().users.iter() {
            let user = json!({"location": zoho.location, "email": email, "id": user.id, "name": user.name});
            users.push(user);
        }
    }
    Json(users.into())
}

pub(super) async fn clients(State(admin): Shared) -> Json<Value> {
    let mut clients = Vec::new();
    for zoho in admin.console.centers() {
        for (id, client) in zoho.ledger().clients.iter() {
            clients.push(json!({
                "location": zoho.location,
                "client_id": id,
                "name": client.name,
                "kind": client.kind,
                "redirect_uris": client.redirect_uris,
            }));
        }
    }
    Json(clients.into())
}

pub(super) async fn grants(State(admin): Shared) -> Json<Value> {
    let mut grants = Vec::new();
    for zoho in admin.console.centers() {
        for (refresh_token, grant, n_active) in zoho.ledger().grants.in_order(zoho.clock.now()) {
            let scopes: Vec<_> = grant.scopes.iter().map(|scope| scope.as_str().to_owned()).collect();
            grants.push(json!({
                "location": zoho.location,
                "client_id": grant.client_id,
                "user": grant.user,
                "scopes": scopes,
                "refresh_token": masked(refresh_token),
                "active_access_tokens": n_active,
            }));
        }
    }
    Json(grants.into())
}

pub(super) async fn clock(State(admin): Shared) -> Json<Value> {
    let clock = &admin.console.first().clock;
    Json(json!({"now": timestamp(clock.now()), "advanced_seconds": clock.advanced().as_secs()}))
}

pub(super) async fn faults(State(admin): Shared) -> Json<Value> {
    let faults = &admin.console.first().faults;
    let pending = faults.pending();
    let pending: Vec<_> = pending
        .iter()
        .map(|pending| {
            json!({
                "endpoint": pending.endpoint,
                "fault": pending.fault.to_string(),
                "every": pending.every,
            })
        })
        .collect();
    Json(json!({
        "pending": pending,
        "omit_scope": faults.omits_scope(),
        "localized": faults.localizes_errors(),
    }))
}

pub(super) async fn journal(State(admin): Shared) -> Json<Value> {
    Json(admin.console.first().journal.entries().iter().map(entry).collect())
}

pub(super) async fn prompts(State(admin): Shared) -> Json<Value> {
    let prompts = admin.console.first().journal.prompts();
    let prompts = prompts.iter().map(|prompt| {
        let (decision, accepted) = match &prompt.answer {
            None => ("open", &[][..]),
            Some(Answer::Declined) => ("declined", &[][..]),
            Some(Answer::Accepted(scopes)) => ("accepted", scopes.as_slice()),
        };
        json!({
            "location": prompt.location,
            "path": prompt.path,
            "client_id": prompt.client_id,
            "user": prompt.user,
            "scopes": prompt.scopes,
            "decision": decision,
            "accepted": accepted,
        })
    });
    Json(prompts.collect())
}

fn entry(entry: &Entry) -> Value {
    let parameters: Vec<_> =
        entry.parameters.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
    let server = match entry.server {
        Server::Accounts => "accounts",
        Server::Api => "api",
    };
    json!({
        "at": timestamp(entry.at),
        "location": entry.location,
        "server": server,
        "method": entry.method,
        "path": entry.path,
        "parameters": parameters,
        "body": parsed(entry.body.as_deref()),
        "status": entry.status,
        "code": entry.code,
        "answer": parsed(entry.answer.as_deref()),
    })
}

/// JSON as JSON, and a text that was cut as the text that it is now.
fn parsed(text: Option<&str>) -> Value {
    text.map_or(Value::Null, |text| serde_json::from_str(text).unwrap_or_else(|_| text.into()))
}
