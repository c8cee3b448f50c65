//! `POST /crm/v8/{module}/upsert`: the record with the same value in a duplicate check field is changed; if there is
//! none, one is created.

use axum::{http::StatusCode, response::Response};
use serde_json::{Value, json};

use super::{
    Crm,
    answer::{ApiError, Outcome, each},
    call::Call,
    changes::{self, Change, changes},
    module::{Action, Module},
    records::{Records, Stamp},
};

pub(crate) fn upsert(crm: &Crm, call: &Call) -> Result<Response, ApiError> {
    let module = call.open(crm, Action::Create)?;
    let fields = check_fields(call, module)?;
    let changes = changes(call)?;
    let mut ledger = crm.zoho.ledger();
    let stamp = crm.stamp(&ledger, call);
    let outcomes =
        changes.into_iter().map(|change| upsert_one(&mut ledger.records, module, &fields, change, &stamp));
    Ok(each(StatusCode::OK, outcomes.collect()))
}

/// The fields to look for duplicates in, in their order: those of the request, then those of the module.
fn check_fields(call: &Call, module: Module) -> Result<Vec<String>, ApiError> {
    let body: Value = call.json()?;
    let given = match &body["duplicate_check_fields"] {
        Value::Null => &[][..],
        Value::Array(fields) => fields,
        _ => return Err(invalid_check_fields()),
    };
    let mut fields = Vec::new();
    for field in given {
        let field = field.as_str().filter(|field| module.field(field).is_some());
        fields.push(field.ok_or_else(invalid_check_fields)?.to_owned());
    }
    let system = module.duplicate_check().iter().map(|field| (*field).to_owned());
    let unique = module.fields().filter(|field| field.unique).map(|field| field.api_name.to_owned());
    for field in system.chain(unique) {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    Ok(fields)
}

fn upsert_one(
    records: &mut Records,
    module: Module,
    fields: &[String],
    change: Change,
    stamp: &Stamp,
) -> Outcome {
    let by_id = change.fields.get("id").and_then(Value::as_str).map(str::to_owned);
    let by_field = fields.iter().find_map(|field| {
        let value = change.fields.get(field).filter(|value| !value.is_null() && *value != "")?;
        Some((field.clone(), records.holder(module, field, value, "")?["id"].as_str()?.to_owned()))
    });
    let (action, duplicate_field, outcome) = match (by_id, by_field) {
        (Some(id), _) => ("update", None, changes::update(records, module, &id, change, stamp)),
        (None, Some((field, id))) => {
            ("update", Some(field), changes::update(records, module, &id, change, stamp))
        }
        // Zoho's example names the field for an insertion too: the first one that was looked in.
        (None, None) => {
            let looked_in = fields.iter().find(|field| change.fields.contains_key(field.as_str())).cloned();
            ("insert", looked_in, changes::create(records, module, change, stamp))
        }
    };
    outcome.map(|mut success| {
        success["action"] = action.into();
        success["duplicate_field"] = duplicate_field.into();
        success
    })
}

fn invalid_check_fields() -> ApiError {
    let details = json!({"api_name": "duplicate_check_fields", "json_path": "$.duplicate_check_fields"});
    ApiError::bad("INVALID_DATA", "invalid data", details)
}
