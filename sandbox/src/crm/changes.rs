//! Creating and changing one record: what Zoho checks before, and what it answers for it.

use serde_json::{Value, json};

use super::{
    answer::{ApiError, Outcome, refused, success},
    call::Call,
    field::{Field, Kind, Misfit},
    module::Module,
    records::{Record, Records, Stamp},
};

/// The most records of one call; which error more of them give is not documented.
const MOST: usize = 100;

/// One record of a request's `data`.
pub(crate) struct Change {
    pub(crate) fields: Record,
    /// Its place in `data`, from zero.
    pub(crate) place: usize,
}

/// The `data` of a request.
pub(crate) fn changes(call: &Call) -> Result<Vec<Change>, ApiError> {
    let body: Record = call.json()?;
    let data = body.get("data").ok_or_else(|| ApiError::missing_key("data"))?;
    let data = data.as_array().filter(|data| !data.is_empty()).ok_or_else(ApiError::invalid_body)?;
    if data.len() > MOST {
        return Err(ApiError::limit_exceeded("data", MOST));
    }
    let fields = data.iter().map(|record| record.as_object().cloned().ok_or_else(ApiError::invalid_body));
    fields.enumerate().map(|(place, fields)| Ok(Change { fields: fields?, place })).collect()
}

/// Creates a record, unless something is wrong with it.
pub(crate) fn create(records: &mut Records, module: Module, change: Change, stamp: &Stamp) -> Outcome {
    let mandatory = module.fields().filter(|field| field.mandatory);
    if let Some(field) = mandatory.into_iter().find(|field| is_empty(change.fields.get(field.api_name))) {
        return Err(change.lacks(field));
    }
    change.check(records, module, "")?;
    let fields = named(records, module, change.fields);
    Ok(success("record added", records.create(module, fields, stamp)))
}

/// Changes a record, unless something is wrong with the change.
pub(crate) fn update(
    records: &mut Records,
    module: Module,
    id: &str,
    change: Change,
    stamp: &Stamp,
) -> Outcome {
    if records.get(module, id).is_none() {
        return Err(unknown_id(id));
    }
    let is_emptied = |field: &&Field| {
        let given = change.fields.get(field.api_name);
        field.mandatory && given.is_some() && is_empty(given)
    };
    if let Some(field) = module.fields().find(is_emptied) {
        return Err(change.lacks(field));
    }
    change.check(records, module, id)?;
    let fields = named(records, module, change.fields);
    let details = records.update(module, id, fields, stamp).ok_or_else(|| unknown_id(id))?;
    Ok(success("record updated", details))
}

pub(crate) fn unknown_id(id: &str) -> Value {
    refused("INVALID_DATA", "the id given seems to be invalid", json!({"id": id}))
}

impl Change {
    /// The first thing that is wrong with the values, in the order of the module's fields.
    ///
    /// A field that the module does not have is kept: it may be one that the organization has made.
    fn check(&self, records: &Records, module: Module, id: &str) -> Result<(), Value> {
        for field in module.fields() {
            let Some(value) = self.fields.get(field.api_name) else { continue };
            field.kind.check(value).map_err(|misfit| self.misfit(field, &misfit))?;
            if let Kind::Lookup(target) = field.kind
                && let Some(target) = Module::named(target)
                && let Some(wanted) = id_of(value)
                && records.get(target, wanted).is_none()
            {
                return Err(self.refuse(
                    "INVALID_DATA",
                    "the id given seems to be invalid",
                    field,
                    json!({}),
                ));
            }
            if field.unique
                && !is_empty(Some(value))
                && let Some(holder) = records.holder(module, field.api_name, value, id)
            {
                return Err(self.duplicate(field, module, holder));
            }
        }
        Ok(())
    }

    fn lacks(&self, field: &Field) -> Value {
        self.refuse("MANDATORY_NOT_FOUND", "required field not found", field, json!({}))
    }

    fn misfit(&self, field: &Field, misfit: &Misfit) -> Value {
        let details = match misfit {
            Misfit::Expected(data_type) => json!({"expected_data_type": data_type}),
            Misfit::Longer(most) => json!({"maximum_length": most}),
        };
        self.refuse("INVALID_DATA", "invalid data", field, details)
    }

    fn duplicate(&self, field: &Field, module: Module, holder: &Record) -> Value {
        let details = json!({
            "duplicate_record": {
                "id": holder["id"],
                "Owner": holder["Owner"],
                "module": {"api_name": module.api_name(), "id": module.id()},
            },
            "id": holder["id"],
            "more_records": false,
        });
        self.refuse("DUPLICATE_DATA", "duplicate data", field, details)
    }

    fn refuse(&self, code: &str, message: &str, field: &Field, mut details: Value) -> Value {
        details["api_name"] = field.api_name.into();
        details["json_path"] = format!("$.data[{}].{}", self.place, field.api_name).into();
        refused(code, message, details)
    }
}

/// The fields with lookups as Zoho shows them, with the name of the record.
fn named(records: &Records, module: Module, mut fields: Record) -> Record {
    for field in module.fields() {
        let Kind::Lookup(target) = field.kind else { continue };
        let Some(target) = Module::named(target) else { continue };
        let Some(id) = fields.get(field.api_name).and_then(id_of) else { continue };
        if let Some(record) = records.get(target, id) {
            let shown = json!({"id": id, "name": target.name_of(record)});
            fields.insert(field.api_name.to_owned(), shown);
        }
    }
    fields
}

fn id_of(value: &Value) -> Option<&str> {
    value["id"].as_str().or(value.as_str()).filter(|id| !id.is_empty())
}

fn is_empty(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.is_empty(),
        Some(Value::Array(rows)) => rows.is_empty(),
        Some(_) => false,
    }
}
