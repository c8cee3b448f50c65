//! The calls on records: list, show, create, update, delete.

use std::sync::Arc;

use axum::{
    Extension, Json,
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{
    access::Caller,
    answer::ApiError,
    module::{Action, Module},
    records::{Record, Stamp},
    timestamp::timestamp,
};
use crate::{ledger::Ledger, parameters::Parameters, zoho::Zoho};

/// The most records that one page holds, and as many as it holds unless told otherwise.
const PAGE: usize = 200;

pub(crate) async fn list(
    State(zoho): State<Arc<Zoho>>,
    caller: Caller,
    Path(module): Path<String>,
    Extension(parameters): Extension<Parameters>,
) -> Result<Response, ApiError> {
    let module = open(&zoho, &caller, Action::View, &module)?;
    let fields = parameters
        .get("fields")
        .filter(|fields| !fields.is_empty())
        .ok_or(ApiError::MissingParameter("fields"))?;
    let number = |name, fallback| parameters.text(name).parse().unwrap_or(fallback);
    let (page, per_page) = (number("page", 1).max(1), number("per_page", PAGE).clamp(1, PAGE));

    let ledger = zoho.ledger();
    let records = ledger.records.of(module);
    let before = per_page.saturating_mul(page - 1);
    let data: Vec<_> =
        records.iter().rev().skip(before).take(per_page).map(|record| selected(record, fields)).collect();
    if data.is_empty() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let info = json!({
        "page": page,
        "per_page": per_page,
        "count": data.len(),
        "sort_by": "id",
        "sort_order": "desc",
        "more_records": before + data.len() < records.len(),
    });
    Ok(Json(json!({"data": data, "info": info})).into_response())
}

pub(crate) async fn show(
    State(zoho): State<Arc<Zoho>>,
    caller: Caller,
    Path((module, id)): Path<(String, String)>,
    Extension(parameters): Extension<Parameters>,
) -> Result<Json<Value>, ApiError> {
    let module = open(&zoho, &caller, Action::View, &module)?;
    let ledger = zoho.ledger();
    let record = ledger.records.get(module, &id).ok_or_else(|| ApiError::UnknownId(id.clone()))?;
    let record = match parameters.get("fields") {
        Some(fields) => selected(record, fields),
        None => record.clone(),
    };
    Ok(Json(json!({"data": [record]})))
}

pub(crate) async fn create(
    State(zoho): State<Arc<Zoho>>,
    caller: Caller,
    Path(module): Path<String>,
    body: Bytes,
) -> Result<Response, ApiError> {
    let module = open(&zoho, &caller, Action::Create, &module)?;
    let records = records(&body)?;
    let mut ledger = zoho.ledger();
    let stamp = stamp(&zoho, &ledger, &caller);
    let results = records.into_iter().enumerate().map(|(place, record)| match lacking(module, &record) {
        Some(field) => Err(mandatory(field, place)),
        None => Ok(success("record added", &ledger.records.create(module, record, &stamp))),
    });
    Ok(each(StatusCode::CREATED, results.collect()))
}

pub(crate) async fn update(
    State(zoho): State<Arc<Zoho>>,
    caller: Caller,
    Path((module, id)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, ApiError> {
    let module = open(&zoho, &caller, Action::Edit, &module)?;
    let changes = records(&body)?.into_iter().map(|record| (id.clone(), record)).take(1).collect();
    Ok(updated(&zoho, &caller, module, changes))
}

pub(crate) async fn update_many(
    State(zoho): State<Arc<Zoho>>,
    caller: Caller,
    Path(module): Path<String>,
    body: Bytes,
) -> Result<Response, ApiError> {
    let module = open(&zoho, &caller, Action::Edit, &module)?;
    let changes = records(&body)?
        .into_iter()
        .map(|record| (record.get("id").and_then(Value::as_str).unwrap_or_default().to_owned(), record))
        .collect();
    Ok(updated(&zoho, &caller, module, changes))
}

pub(crate) async fn delete(
    State(zoho): State<Arc<Zoho>>,
    caller: Caller,
    Path((module, id)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let module = open(&zoho, &caller, Action::Delete, &module)?;
    Ok(deleted(&zoho, module, &id))
}

pub(crate) async fn delete_many(
    State(zoho): State<Arc<Zoho>>,
    caller: Caller,
    Path(module): Path<String>,
    Extension(parameters): Extension<Parameters>,
) -> Result<Response, ApiError> {
    let module = open(&zoho, &caller, Action::Delete, &module)?;
    let ids = parameters.get("ids").ok_or(ApiError::MissingParameter("ids"))?;
    Ok(deleted(&zoho, module, ids))
}

fn open(zoho: &Zoho, caller: &Caller, action: Action, module: &str) -> Result<Module, ApiError> {
    let module = Module::named(module).ok_or(ApiError::InvalidModule)?;
    caller.may(action, module, zoho)?;
    Ok(module)
}

/// The `data` of a request. Zoho's SDKs send it without a `Content-Type`.
fn records(body: &[u8]) -> Result<Vec<Record>, ApiError> {
    #[derive(serde::Deserialize)]
    struct Envelope {
        data: Vec<Record>,
    }
    let envelope: Envelope = serde_json::from_slice(body).map_err(|_| ApiError::InvalidBody)?;
    if envelope.data.is_empty() { Err(ApiError::InvalidBody) } else { Ok(envelope.data) }
}

fn stamp(zoho: &Zoho, ledger: &Ledger, caller: &Caller) -> Stamp {
    let user = ledger.users.get(&caller.user);
    Stamp {
        user_id: user.map_or_else(String::new, |user| user.id.clone()),
        user_name: user.map_or_else(String::new, |user| user.name.clone()),
        time: timestamp(zoho.clock.now()),
    }
}

fn updated(zoho: &Zoho, caller: &Caller, module: Module, changes: Vec<(String, Record)>) -> Response {
    let mut ledger = zoho.ledger();
    let stamp = stamp(zoho, &ledger, caller);
    let results = changes.into_iter().enumerate().map(|(place, (id, changes))| {
        if let Some(field) = emptied(module, &changes) {
            return Err(mandatory(field, place));
        }
        ledger
            .records
            .update(module, &id, &changes, &stamp)
            .map(|details| success("record updated", &details))
            .ok_or_else(|| unknown_id(&id))
    });
    each(StatusCode::OK, results.collect())
}

fn deleted(zoho: &Zoho, module: Module, ids: &str) -> Response {
    let mut ledger = zoho.ledger();
    let results = ids.split(',').map(|id| {
        if ledger.records.delete(module, id) {
            Ok(success("record deleted", &json!({"id": id})))
        } else {
            Err(unknown_id(id))
        }
    });
    each(StatusCode::OK, results.collect())
}

/// One result per record: the good status if all went well, 400 if none did, 207 if it was mixed.
fn each(good: StatusCode, results: Vec<Result<Value, Value>>) -> Response {
    let n_failed = results.iter().filter(|result| result.is_err()).count();
    let status = match n_failed {
        0 => good,
        n if n == results.len() => StatusCode::BAD_REQUEST,
        _ => StatusCode::MULTI_STATUS,
    };
    let data: Vec<_> = results.into_iter().map(|result| result.unwrap_or_else(|refused| refused)).collect();
    (status, Json(json!({"data": data}))).into_response()
}

/// The first mandatory field that a new record does not have.
fn lacking(module: Module, record: &Record) -> Option<&'static str> {
    module
        .fields()
        .iter()
        .filter(|field| field.mandatory)
        .find(|field| is_empty(record.get(field.api_name)))
        .map(|field| field.api_name)
}

/// The first mandatory field that a change would empty.
fn emptied(module: Module, changes: &Record) -> Option<&'static str> {
    module
        .fields()
        .iter()
        .filter(|field| field.mandatory && changes.contains_key(field.api_name))
        .find(|field| is_empty(changes.get(field.api_name)))
        .map(|field| field.api_name)
}

fn is_empty(value: Option<&Value>) -> bool {
    matches!(value, None | Some(Value::Null)) || value.and_then(Value::as_str) == Some("")
}

fn selected(record: &Record, fields: &str) -> Record {
    record
        .iter()
        .filter(|(name, _)| *name == "id" || fields.split(',').any(|field| field.trim() == name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

fn success(message: &str, details: &Value) -> Value {
    json!({"code": "SUCCESS", "details": details, "message": message, "status": "success"})
}

fn mandatory(field: &str, place: usize) -> Value {
    json!({
        "code": "MANDATORY_NOT_FOUND",
        "details": {"api_name": field, "json_path": format!("$.data[{place}].{field}")},
        "message": "required field not found",
        "status": "error",
    })
}

fn unknown_id(id: &str) -> Value {
    json!({
        "code": "INVALID_DATA",
        "details": {"id": id},
        "message": "the id given seems to be invalid",
        "status": "error",
    })
}
