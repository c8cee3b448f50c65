//! Notes on a record. All notes together are a module like any other.

use axum::{http::StatusCode, response::Response};
use serde_json::{Value, json};

use super::{
    Crm,
    answer::{ApiError, each, nothing, ok, refused},
    call::Call,
    changes::{self, Change, changes},
    listing::{fields, selected},
    module::{Action, Module},
    page::Page,
    records::Records,
};

/// `GET /crm/v8/{module}/{parent_record_id}/Notes`
pub(crate) fn list(crm: &Crm, call: &Call) -> Result<Response, ApiError> {
    let module = call.open(crm, Action::View)?;
    let fields = fields(call)?;
    let page = Page::of(crm, call)?;
    let ledger = crm.zoho.ledger();
    ledger.records.get(module, call.id(0)).ok_or_else(ApiError::unknown_parent)?;
    let notes = ledger.records.of(Module::Notes).iter();
    let notes: Vec<_> = notes.filter(|note| note["Parent_Id"]["id"] == call.id(0)).collect();
    let data: Vec<_> = page.cut(&notes).iter().map(|note| selected(note, fields)).collect();
    if data.is_empty() {
        return Ok(nothing());
    }
    let mut info = page.info(notes.len());
    info["sort_by"] = "Created_Time".into();
    info["sort_order"] = "asc".into();
    Ok(ok(json!({"data": data, "info": info})))
}

/// `POST /crm/v8/{module}/{parent_record_id}/Notes`: the path says what the notes are about.
pub(crate) fn create(crm: &Crm, call: &Call) -> Result<Response, ApiError> {
    let module = call.open(crm, Action::View)?;
    let changes = changes(call)?;
    let mut ledger = crm.zoho.ledger();
    let stamp = crm.stamp(&ledger, call);
    let parent = parent(&ledger.records, module, call.id(0)).ok_or_else(ApiError::unknown_parent)?;
    let outcomes = changes.into_iter().map(|mut change| {
        change.fields.insert("Parent_Id".to_owned(), parent.clone());
        changes::create(&mut ledger.records, Module::Notes, change, &stamp)
    });
    Ok(each(StatusCode::CREATED, outcomes.collect()))
}

/// The id of the note that the path names, if it is one on the record that the path names.
pub(crate) fn of_record<'a>(crm: &Crm, call: &'a Call) -> Result<&'a str, ApiError> {
    let module = call.open(crm, Action::View)?;
    let ledger = crm.zoho.ledger();
    ledger.records.get(module, call.id(0)).ok_or_else(ApiError::unknown_parent)?;
    let note = ledger.records.get(Module::Notes, call.id(1));
    let is_of_record = note.is_some_and(|note| note["Parent_Id"]["id"] == call.id(0));
    if is_of_record { Ok(call.id(1)) } else { Err(ApiError::unknown_id(call.id(1))) }
}

/// Completes what a new note says about its record; a note that says nothing is left as it is.
///
/// Version 8 names the module in `Parent_Id`; older versions did so in `$se_module` beside it.
pub(crate) fn attach(records: &Records, change: &mut Change) -> Result<(), Value> {
    let given = match change.fields.get("Parent_Id") {
        None | Some(Value::Null) => return Ok(()),
        Some(given) => given,
    };
    let beside = change.fields.get("$se_module").or(change.fields.get("se_module"));
    let module = given["module"]["api_name"].as_str().or(beside.and_then(Value::as_str));
    let id = given["id"].as_str().or(given.as_str());
    let found = module.and_then(Module::named).zip(id).and_then(|(module, id)| parent(records, module, id));
    let Some(parent) = found else {
        let path = format!("$.data[{}].Parent_Id", change.place);
        let details = json!({"api_name": "Parent_Id", "json_path": path});
        return Err(refused("INVALID_DATA", "invalid data", details));
    };
    change.fields.insert("Parent_Id".to_owned(), parent);
    Ok(())
}

/// A record as a note shows it.
fn parent(records: &Records, module: Module, id: &str) -> Option<Value> {
    let record = records.get(module, id)?;
    Some(json!({
        "module": {"api_name": module.api_name(), "id": module.id()},
        "name": module.name_of(record),
        "id": id,
    }))
}
