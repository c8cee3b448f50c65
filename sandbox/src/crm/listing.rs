//! `GET /crm/v8/{module}`: the records of a module, page by page.

use axum::response::Response;
use serde_json::json;

use super::{
    Crm,
    answer::{ApiError, nothing, ok},
    call::Call,
    module::{Action, Module},
    page::Page,
    records::Record,
};

/// The most fields of one request.
const MOST_FIELDS: usize = 50;

/// What records can be sorted by.
const SORTABLE: [&str; 3] = ["id", "Created_Time", "Modified_Time"];

pub(crate) fn list(crm: &Crm, call: &Call, module: Module) -> Result<Response, ApiError> {
    crm.permits(Action::View, module)?;
    let fields = fields(call)?;
    let order = Order::of(call)?;
    let page = Page::of(crm, call)?;
    let ids = call.parameters.get("ids").map(|ids| ids.split(',').collect::<Vec<_>>());

    let ledger = crm.zoho.ledger();
    let is_wanted = |record: &&Record| {
        ids.as_ref().is_none_or(|ids| record["id"].as_str().is_some_and(|id| ids.contains(&id)))
    };
    let mut records: Vec<_> = ledger.records.of(module).iter().filter(is_wanted).collect();
    order.sort(&mut records);
    let data: Vec<_> = page.cut(&records).iter().map(|record| selected(record, fields)).collect();
    if data.is_empty() {
        return Ok(nothing());
    }
    let mut info = page.info(records.len());
    info["sort_by"] = order.by.into();
    info["sort_order"] = if order.ascending { "asc" } else { "desc" }.into();
    Ok(ok(json!({"data": data, "info": info})))
}

/// The `fields` parameter, without which no list is shown.
pub(crate) fn fields(call: &Call) -> Result<&str, ApiError> {
    let fields = call.parameters.get("fields").filter(|fields| !fields.is_empty());
    let fields = fields.ok_or_else(|| ApiError::missing_parameter("fields"))?;
    if fields.split(',').count() > MOST_FIELDS {
        return Err(ApiError::limit_exceeded("fields", MOST_FIELDS));
    }
    Ok(fields)
}

/// The record with these fields only, and with its id.
pub(crate) fn selected(record: &Record, fields: &str) -> Record {
    record
        .iter()
        .filter(|(name, _)| *name == "id" || fields.split(',').any(|field| field.trim() == name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

struct Order {
    by: &'static str,
    ascending: bool,
}

impl Order {
    /// The newest record first, unless told otherwise.
    fn of(call: &Call) -> Result<Self, ApiError> {
        let by = match call.parameters.get("sort_by") {
            None => "id",
            Some(by) => SORTABLE.into_iter().find(|field| *field == by).ok_or_else(|| {
                let details = json!({"param_name": "sort_by", "supported_values": SORTABLE});
                ApiError::bad("INVALID_DATA", "invalid data", details)
            })?,
        };
        match call.parameters.get("sort_order") {
            None | Some("desc") => Ok(Self { by, ascending: false }),
            Some("asc") => Ok(Self { by, ascending: true }),
            Some(_) => Err(ApiError::invalid_parameter("sort_order")),
        }
    }

    /// Records come in the order of their creation, which decides between equals.
    fn sort(&self, records: &mut [&Record]) {
        // The times of one organization have one zone, so their texts sort as they do.
        records.sort_by_key(|record| record[self.by].as_str());
        if !self.ascending {
            records.reverse();
        }
    }
}
