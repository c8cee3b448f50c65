//! `GET /crm/v8/{module}/search` and `…/actions/count`: records by criteria, by address, by number, by word.

use axum::response::Response;
use serde_json::{Value, json};

use super::{
    Crm,
    answer::{ApiError, nothing, ok},
    call::Call,
    condition::Condition,
    criteria,
    field::Kind,
    listing::selected,
    module::{Action, Module},
    page::Page,
    records::{Record, Records},
};

pub(crate) fn search(crm: &Crm, call: &Call) -> Result<Response, ApiError> {
    let module = call.open(crm, Action::View)?;
    // The description demands one of four parameters, and does not say which one is named when all are missing.
    let wanted = Wanted::of(call)?.ok_or_else(|| ApiError::missing_parameter("criteria"))?;
    let page = Page::of(crm, call)?;

    let ledger = crm.zoho.ledger();
    let mut found = wanted.in_module(&ledger.records, module)?;
    found.reverse();
    let shown = |record: &&Record| match call.parameters.get("fields") {
        Some(fields) => selected(record, fields),
        None => (*record).clone(),
    };
    let data: Vec<_> = page.cut(&found).iter().map(shown).collect();
    if data.is_empty() {
        return Ok(nothing());
    }
    let mut info = page.info(found.len());
    info["sort_by"] = "id".into();
    info["sort_order"] = "desc".into();
    Ok(ok(json!({"data": data, "info": info})))
}

/// All records, if nothing is searched for.
pub(crate) fn count(crm: &Crm, call: &Call) -> Result<Response, ApiError> {
    let module = call.open(crm, Action::View)?;
    let ledger = crm.zoho.ledger();
    let count = match Wanted::of(call)? {
        Some(wanted) => wanted.in_module(&ledger.records, module)?.len(),
        None => ledger.records.of(module).len(),
    };
    Ok(ok(json!({"count": count})))
}

/// What is searched for.
enum Wanted<'a> {
    Criteria(Condition),
    /// An email address, in any field for such.
    Email(&'a str),
    /// A number, in any field for such.
    Phone(&'a str),
    /// A word, anywhere.
    Word(&'a str),
}

impl<'a> Wanted<'a> {
    /// Of several parameters the first one counts, in this order.
    fn of(call: &'a Call) -> Result<Option<Self>, ApiError> {
        let given = |name| call.parameters.get(name).filter(|text| !text.is_empty());
        if let Some(text) = given("criteria") {
            let condition = criteria::parse(text).ok_or_else(invalid_query)?;
            return Ok(Some(Self::Criteria(condition)));
        }
        let email = given("email").map(Self::Email);
        Ok(email.or(given("phone").map(Self::Phone)).or(given("word").map(Self::Word)))
    }

    fn in_module<'r>(&self, records: &'r Records, module: Module) -> Result<Vec<&'r Record>, ApiError> {
        if let Self::Criteria(condition) = self
            && condition.unknown_field(records, module).is_some()
        {
            return Err(invalid_query());
        }
        Ok(records.of(module).iter().filter(|record| self.is(module, record)).collect())
    }

    fn is(&self, module: Module, record: &Record) -> bool {
        let same = |kind: Kind, text: &str| {
            let mut fields = module.fields().filter(|field| field.kind == kind);
            fields.any(|field| text_of(record, field.api_name).to_lowercase() == text.to_lowercase())
        };
        match self {
            Self::Criteria(condition) => condition.holds(record),
            Self::Email(email) => same(Kind::Email, email),
            Self::Phone(phone) => same(Kind::Phone, phone),
            Self::Word(word) => {
                let word = word.to_lowercase();
                let mut texts = record.values().filter_map(|value| value.as_str().or(value["name"].as_str()));
                texts.any(|text| text.to_lowercase().contains(&word))
            }
        }
    }
}

fn text_of<'a>(record: &'a Record, field: &str) -> &'a str {
    record.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// The code is Zoho's for a search; which details go with it is not documented for version 8.
fn invalid_query() -> ApiError {
    ApiError::bad(
        "INVALID_QUERY",
        "invalid query formed",
        json!({"reason": "criteria", "api_name": "criteria"}),
    )
}
