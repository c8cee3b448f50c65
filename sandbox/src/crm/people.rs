//! The users and the organization.

use axum::response::Response;
use serde_json::{Value, json};

use super::{
    Crm,
    answer::{ApiError, nothing, ok},
    call::Call,
};

/// The values of `type`. Everybody is active, confirmed and an administrator, so most of them show everybody.
const EVERYBODY: [&str; 7] = [
    "AllUsers",
    "ActiveUsers",
    "ConfirmedUsers",
    "AdminUsers",
    "ActiveConfirmedUsers",
    "ActiveConfirmedAdmins",
    "ConfirmedAdmins",
];
const NOBODY: [&str; 4] = ["DeactiveUsers", "NotConfirmedUsers", "DeletedUsers", "CurrentUser"];

/// `GET /crm/v8/users`
pub(crate) fn users(crm: &Crm, call: &Call) -> Result<Response, ApiError> {
    let wanted = call.parameters.get("type").unwrap_or("AllUsers");
    let is_everybody = EVERYBODY.contains(&wanted);
    if !is_everybody && !NOBODY.contains(&wanted) {
        return Err(ApiError::invalid_parameter("type"));
    }
    let ledger = crm.zoho.ledger();
    let is_wanted = |email: &str| is_everybody || (wanted == "CurrentUser" && email == call.user);
    let users: Vec<_> = ledger
        .users
        .iter()
        .filter(|(email, _)| is_wanted(email))
        .map(|(email, user)| shown(email, &user.id, &user.name))
        .collect();
    if users.is_empty() {
        return Ok(nothing());
    }
    let info = json!({"per_page": 200, "count": users.len(), "page": 1, "more_records": false});
    Ok(ok(json!({"users": users, "info": info})))
}

/// `GET /crm/v8/users/{user}`
pub(crate) fn user(crm: &Crm, call: &Call) -> Result<Response, ApiError> {
    let ledger = crm.zoho.ledger();
    let found = ledger.users.iter().find(|(_, user)| user.id == call.id(0));
    let (email, user) = found.ok_or_else(|| ApiError::unknown_id(call.id(0)))?;
    Ok(ok(json!({"users": [shown(email, &user.id, &user.name)]})))
}

/// `GET /crm/v8/org`
pub(crate) fn org() -> Response {
    let org = json!({
        "id": "4150868000000225001",
        "zgid": "60001234567",
        "company_name": "Zylker",
        "primary_email": "marketer@zylker.example",
        "country_code": "US",
        "time_zone": "UTC",
        "iso_code": "USD",
        "currency_symbol": "$",
        "type": "production",
    });
    ok(json!({"org": [org]}))
}

fn shown(email: &str, id: &str, name: &str) -> Value {
    json!({
        "id": id,
        "email": email,
        "full_name": name,
        "last_name": name,
        "status": "active",
        "confirm": true,
        "time_zone": "UTC",
        "locale": "en_US",
        "profile": {"id": "4150868000000026011", "name": "Administrator"},
        "role": {"id": "4150868000000026005", "name": "CEO"},
    })
}
