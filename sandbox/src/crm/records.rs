//! The records of the CRM.

mod state;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{
    module::{Module, SYSTEM_FIELDS},
    seed,
};

/// One record: fields by API name.
pub(crate) type Record = Map<String, Value>;

/// The first id that is given out.
const FIRST_ID: usize = 4_150_868_000_000_001;

/// All records, by module, in the order of their creation.
#[derive(Debug, Default)]
pub(crate) struct Records {
    by_module: BTreeMap<Module, Vec<Record>>,
    n_created: usize,
}

/// Who changes a record, and when.
#[derive(Clone, Debug)]
pub(crate) struct Stamp {
    pub(crate) user_id: String,
    pub(crate) user_name: String,
    pub(crate) time: String,
}

impl Records {
    /// What Zylker's people had in their CRM before the test began: leads and deals, and no contacts.
    pub(crate) fn seeded(stamp: &Stamp) -> Self {
        let mut records = Self::default();
        for (module, seeds) in [(Module::Leads, seed::leads()), (Module::Deals, seed::deals())] {
            for fields in seeds {
                records.create(module, fields, stamp);
            }
        }
        records
    }

    pub(crate) fn of(&self, module: Module) -> &[Record] {
        self.by_module.get(&module).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn get(&self, module: Module, id: &str) -> Option<&Record> {
        self.of(module).iter().find(|record| record["id"] == id)
    }

    /// The oldest record other than `except` that has this value; texts are compared without regard to case.
    pub(crate) fn holder(&self, module: Module, field: &str, value: &Value, except: &str) -> Option<&Record> {
        let is_same = |held: &Value| match (held.as_str(), value.as_str()) {
            (Some(held), Some(value)) => held.to_lowercase() == value.to_lowercase(),
            _ => held == value,
        };
        self.of(module).iter().find(|record| record["id"] != except && record.get(field).is_some_and(is_same))
    }

    /// Whether queries may name the field: the module has it, or one of its records was given it.
    pub(crate) fn knows(&self, module: Module, field: &str) -> bool {
        let field = field.split('.').next().unwrap_or_default();
        module.field(field).is_some() || self.of(module).iter().any(|record| record.contains_key(field))
    }

    /// Creates a record and gives the `details` of Zoho's answer.
    pub(crate) fn create(&mut self, module: Module, fields: Record, stamp: &Stamp) -> Value {
        let id = (FIRST_ID + self.n_created).to_string();
        self.n_created += 1;
        let mut record = Record::new();
        record.insert("Owner".to_owned(), stamp.person());
        record.extend(writable(fields));
        record.insert("id".to_owned(), id.into());
        record.insert("Created_By".to_owned(), stamp.person());
        record.insert("Created_Time".to_owned(), stamp.time.clone().into());
        stamp.modify(&mut record);
        let details = details(&record);
        self.by_module.entry(module).or_default().push(record);
        details
    }

    /// Changes the given fields of a record and gives the `details`; `None` if there is no such record.
    pub(crate) fn update(
        &mut self,
        module: Module,
        id: &str,
        changes: Record,
        stamp: &Stamp,
    ) -> Option<Value> {
        let record = self.by_module.get_mut(&module)?.iter_mut().find(|record| record["id"] == id)?;
        record.extend(writable(changes));
        stamp.modify(record);
        Some(details(record))
    }

    /// Deletes a record and the notes on it.
    pub(crate) fn delete(&mut self, module: Module, id: &str) -> bool {
        let Some(records) = self.by_module.get_mut(&module) else { return false };
        let before = records.len();
        records.retain(|record| record["id"] != id);
        let is_deleted = records.len() < before;
        if is_deleted && let Some(notes) = self.by_module.get_mut(&Module::Notes) {
            notes.retain(|note| note["Parent_Id"]["id"] != id);
        }
        is_deleted
    }
}

impl Stamp {
    pub(crate) fn person(&self) -> Value {
        json!({"id": self.user_id, "name": self.user_name})
    }

    fn modify(&self, record: &mut Record) {
        record.insert("Modified_By".to_owned(), self.person());
        record.insert("Modified_Time".to_owned(), self.time.clone().into());
    }
}

/// The fields without those that only the CRM writes, which it ignores in a request.
fn writable(fields: Record) -> impl Iterator<Item = (String, Value)> {
    let is_read_only =
        |name: &str| SYSTEM_FIELDS.iter().any(|field| field.read_only && field.api_name == name);
    fields.into_iter().filter(move |(name, _)| !is_read_only(name))
}

fn details(record: &Record) -> Value {
    ["id", "Created_By", "Created_Time", "Modified_By", "Modified_Time"]
        .into_iter()
        .map(|name| (name.to_owned(), record[name].clone()))
        .collect()
}
