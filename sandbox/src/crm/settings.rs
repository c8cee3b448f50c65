//! What clients read before they touch a record: the user, the organization, the fields of a module.

use std::sync::Arc;

use axum::{Extension, Json, extract::State};
use serde_json::{Value, json};

use super::{access::Caller, answer::ApiError, module::Module};
use crate::{parameters::Parameters, zoho::Zoho};

/// Only the current user can be asked for.
pub(crate) async fn users(
    State(zoho): State<Arc<Zoho>>,
    caller: Caller,
    Extension(parameters): Extension<Parameters>,
) -> Result<Json<Value>, ApiError> {
    caller.needs("ZohoCRM.users.READ")?;
    if parameters.text("type") != "CurrentUser" {
        return Err(ApiError::MissingParameter("type"));
    }
    let ledger = zoho.ledger();
    let user = ledger.users.get(&caller.user).ok_or(ApiError::InvalidToken)?;
    let user = json!({
        "id": user.id,
        "email": caller.user,
        "full_name": user.name,
        "status": "active",
        "profile": {"id": "4150868000000026011", "name": "Administrator"},
        "role": {"id": "4150868000000026005", "name": "CEO"},
    });
    Ok(Json(json!({"users": [user]})))
}

pub(crate) async fn org(caller: Caller) -> Result<Json<Value>, ApiError> {
    caller.needs("ZohoCRM.org.READ")?;
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
    Ok(Json(json!({"org": [org]})))
}

pub(crate) async fn fields(
    caller: Caller,
    Extension(parameters): Extension<Parameters>,
) -> Result<Json<Value>, ApiError> {
    caller.needs("ZohoCRM.settings.fields.READ")?;
    let name = parameters.get("module").ok_or(ApiError::MissingParameter("module"))?;
    let module = Module::named(name).ok_or(ApiError::InvalidModule)?;
    let fields: Vec<_> = module
        .fields()
        .iter()
        .map(|field| {
            json!({
                "api_name": field.api_name,
                "field_label": field.api_name.replace('_', " "),
                "data_type": field.data_type,
                "system_mandatory": field.mandatory,
                "visible": true,
                "read_only": false,
            })
        })
        .collect();
    Ok(Json(json!({"fields": fields})))
}
