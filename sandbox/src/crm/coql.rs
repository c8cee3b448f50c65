//! `POST /crm/v8/coql`: queries over the records of a module.

use std::{cmp::Ordering, sync::Arc};

use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{
    access::Caller,
    answer::ApiError,
    module::{Action, Module},
    query::{Comparison, Condition, Literal, Query, Test},
    records::Record,
};
use crate::zoho::Zoho;

/// The scope for queries is looked at before the query; that of the module, which the query names, after it was read.
pub(crate) async fn run(
    State(zoho): State<Arc<Zoho>>,
    caller: Caller,
    body: Bytes,
) -> Result<Response, ApiError> {
    #[derive(serde::Deserialize)]
    struct Envelope {
        select_query: String,
    }
    caller.needs("ZohoCRM.coql.READ")?;
    let envelope: Envelope = serde_json::from_slice(&body).map_err(|_| ApiError::InvalidBody)?;
    let query = Query::parse(&envelope.select_query)?;
    let module = Module::named(&query.module).ok_or_else(|| ApiError::Query {
        reason: "module name given seems to be invalid",
        name: query.module.clone(),
    })?;
    caller.may(Action::View, module, &zoho)?;
    check_columns(&query, module)?;

    let ledger = zoho.ledger();
    let (data, more_records) = answer(&query, ledger.records.of(module));
    if data.is_empty() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let info = json!({"count": data.len(), "more_records": more_records});
    Ok(Json(json!({"data": data, "info": info})).into_response())
}

fn check_columns(query: &Query, module: Module) -> Result<(), ApiError> {
    let mut named = query
        .fields
        .iter()
        .chain(query.conditions.iter().map(|condition| &condition.field))
        .chain(query.order.iter().map(|order| &order.field));
    match named.find(|field| !module.has_field(field)) {
        Some(field) => {
            Err(ApiError::Query { reason: "column given seems to be invalid", name: field.clone() })
        }
        None => Ok(()),
    }
}

/// The records that the query selects, and whether there are more of them.
fn answer(query: &Query, records: &[Record]) -> (Vec<Record>, bool) {
    let mut found: Vec<_> = records
        .iter()
        .filter(|record| query.conditions.iter().all(|condition| condition.holds(record)))
        .collect();
    if let Some(order) = &query.order {
        found.sort_by(|a, b| {
            let ordering = compare(&a[&order.field], &b[&order.field]);
            if order.descending { ordering.reverse() } else { ordering }
        });
    }
    let more = found.len() > query.offset.saturating_add(query.limit);
    let data = found
        .into_iter()
        .skip(query.offset)
        .take(query.limit)
        .map(|record| {
            let mut columns: Record =
                query.fields.iter().map(|field| (field.clone(), record[field].clone())).collect();
            columns.insert("id".to_owned(), record["id"].clone());
            columns
        })
        .collect();
    (data, more)
}

impl Condition {
    fn holds(&self, record: &Record) -> bool {
        let value = record.get(&self.field).unwrap_or(&Value::Null);
        match &self.test {
            Test::Null => value.is_null(),
            Test::NotNull => !value.is_null(),
            Test::Compare(comparison, literal) => comparison.holds(compare_literal(value, literal)),
            Test::In(literals) => {
                literals.iter().any(|literal| compare_literal(value, literal) == Some(Ordering::Equal))
            }
            Test::Like(pattern) => value.as_str().is_some_and(|text| is_like(text, pattern)),
        }
    }
}

impl Comparison {
    /// Nothing is known of values of different kinds, so nothing holds for them.
    fn holds(self, ordering: Option<Ordering>) -> bool {
        ordering.is_some_and(|ordering| match self {
            Self::Equal => ordering.is_eq(),
            Self::NotEqual => ordering.is_ne(),
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
        })
    }
}

fn compare_literal(value: &Value, literal: &Literal) -> Option<Ordering> {
    match (value, literal) {
        (Value::String(text), Literal::Text(literal)) => Some(text.as_str().cmp(literal)),
        (Value::Number(number), Literal::Number(literal)) => number.as_f64()?.partial_cmp(literal),
        (Value::Bool(boolean), Literal::Boolean(literal)) => Some(boolean.cmp(literal)),
        _ => None,
    }
}

/// Numbers by size, everything else by its text; what is empty comes first.
fn compare(a: &Value, b: &Value) -> Ordering {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        _ => a.as_str().cmp(&b.as_str()),
    }
}

fn is_like(text: &str, pattern: &str) -> bool {
    let text = text.to_lowercase();
    let pattern = pattern.to_lowercase();
    match (pattern.strip_prefix('%'), pattern.strip_suffix('%')) {
        (Some(_), Some(_)) => text.contains(pattern.trim_matches('%')),
        (Some(end), None) => text.ends_with(end),
        (None, Some(start)) => text.starts_with(start),
        (None, None) => text == pattern,
    }
}
