//! The calls that show, create and change records.

use axum::{http::StatusCode, response::Response};
use serde_json::{Value, json};

use super::{
    Crm,
    answer::{ApiError, each, ok},
    call::Call,
    changes::{self, changes},
    listing::selected,
    module::{Action, Module},
    notes,
};

/// An unknown id is refused; some clients report 204 for it, and no source of version 8 decides.
pub(crate) fn show(crm: &Crm, call: &Call, module: Module, id: &str) -> Result<Response, ApiError> {
    crm.permits(Action::View, module)?;
    let ledger = crm.zoho.ledger();
    let record = ledger.records.get(module, id).ok_or_else(|| ApiError::unknown_id(id))?;
    let record = match call.parameters.get("fields") {
        Some(fields) => selected(record, fields),
        None => record.clone(),
    };
    Ok(ok(json!({"data": [record]})))
}

pub(crate) fn create(crm: &Crm, call: &Call, module: Module) -> Result<Response, ApiError> {
    crm.permits(Action::Create, module)?;
    let changes = changes(call)?;
    let mut ledger = crm.zoho.ledger();
    let stamp = crm.stamp(&ledger, call);
    let outcomes = changes.into_iter().map(|mut change| {
        if module == Module::Notes {
            notes::attach(&ledger.records, &mut change)?;
        }
        changes::create(&mut ledger.records, module, change, &stamp)
    });
    Ok(each(StatusCode::CREATED, outcomes.collect()))
}

/// Of several records in the body the first one counts.
pub(crate) fn update(crm: &Crm, call: &Call, module: Module, id: &str) -> Result<Response, ApiError> {
    crm.permits(Action::Edit, module)?;
    let changes = changes(call)?;
    let mut ledger = crm.zoho.ledger();
    let stamp = crm.stamp(&ledger, call);
    let first = changes.into_iter().take(1);
    let outcomes = first.map(|change| changes::update(&mut ledger.records, module, id, change, &stamp));
    Ok(each(StatusCode::OK, outcomes.collect()))
}

pub(crate) fn update_many(crm: &Crm, call: &Call, module: Module) -> Result<Response, ApiError> {
    crm.permits(Action::Edit, module)?;
    let changes = changes(call)?;
    let mut ledger = crm.zoho.ledger();
    let stamp = crm.stamp(&ledger, call);
    let outcomes = changes.into_iter().map(|change| {
        let id = change.fields.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        changes::update(&mut ledger.records, module, &id, change, &stamp)
    });
    Ok(each(StatusCode::OK, outcomes.collect()))
}
