//! `POST /crm/v8/coql`: queries over the records of a module.

use std::cmp::Ordering;

use axum::response::Response;
use serde_json::{Value, json};

use super::{
    Crm,
    answer::{ApiError, nothing, ok},
    call::Call,
    condition::value_of,
    module::{Action, Module},
    query::{Query, SyntaxError},
    records::{Record, Records},
};

/// The scope for queries was looked at before the query; that of the module, which the query names, is now.
pub(crate) fn run(crm: &Crm, call: &Call) -> Result<Response, ApiError> {
    let body: Value = call.json()?;
    let text = body["select_query"].as_str().ok_or_else(|| {
        ApiError::bad("MANDATORY_NOT_FOUND", "mandatory key not found", json!({"api_name": "select_query"}))
    })?;
    let query = Query::parse(text)?;
    let module = Module::named(&query.module).ok_or_else(|| {
        ApiError::bad("INVALID_MODULE", "the given module is not supported in api", json!({}))
    })?;
    call.about(module)?;
    crm.permits(Action::View, module)?;

    let ledger = crm.zoho.ledger();
    query.check_columns(&ledger.records, module)?;
    let (data, more_records) = query.answer(ledger.records.of(module));
    if data.is_empty() {
        return Ok(nothing());
    }
    let info = json!({"count": data.len(), "more_records": more_records});
    Ok(ok(json!({"data": data, "info": info})))
}

impl From<SyntaxError> for ApiError {
    fn from(SyntaxError { near, column }: SyntaxError) -> Self {
        let details = json!({"near": near, "line": 1, "column": column});
        Self::bad("SYNTAX_ERROR", "error occured while parsing the query", details)
    }
}

impl Query {
    fn check_columns(&self, records: &Records, module: Module) -> Result<(), ApiError> {
        let named = self.fields.iter().chain(self.orders.iter().map(|order| &order.field));
        let unknown = named.map(String::as_str).find(|field| !records.knows(module, field));
        match unknown.or_else(|| self.condition.unknown_field(records, module)) {
            Some(column) => {
                Err(ApiError::bad("INVALID_QUERY", "unsupported column", json!({"column_name": column})))
            }
            None => Ok(()),
        }
    }

    /// The records that the query selects, and whether there are more of them.
    fn answer(&self, records: &[Record]) -> (Vec<Record>, bool) {
        let mut found: Vec<_> = records.iter().filter(|record| self.condition.holds(record)).collect();
        found.sort_by(|a, b| {
            let orders = self.orders.iter().map(|order| {
                let ordering = compare(value_of(a, &order.field), value_of(b, &order.field));
                if order.descending { ordering.reverse() } else { ordering }
            });
            orders.fold(Ordering::Equal, Ordering::then)
        });
        let more = found.len() > self.offset.saturating_add(self.limit);
        let page = found.into_iter().skip(self.offset).take(self.limit);
        (page.map(|record| self.columns(record)).collect(), more)
    }

    /// The columns that were asked for, and the id.
    fn columns(&self, record: &Record) -> Record {
        let columns = self.fields.iter().map(|field| (field.clone(), value_of(record, field).clone()));
        columns.chain([("id".to_owned(), record["id"].clone())]).collect()
    }
}

/// Numbers by size, everything else by its text; what is empty comes first.
fn compare(a: &Value, b: &Value) -> Ordering {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        _ => a.as_str().cmp(&b.as_str()),
    }
}
