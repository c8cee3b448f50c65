//! Conditions on records: what queries, searches and bulk jobs have in common.

use std::cmp::Ordering;

use serde_json::Value;

use super::records::{Record, Records};
use crate::crm::Module;

/// What must hold for a record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Condition {
    /// Every one of these; all records, if there is none.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
    Field {
        /// The API name, perhaps with `.id` or `.name` of a lookup.
        field: String,
        test: Test,
    },
}

/// What must hold for the value of a field. Nothing holds for a value that is not there, except [`Test::Null`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Test {
    Null,
    NotNull,
    Compare(Comparison, Literal),
    In(Vec<Literal>),
    NotIn(Vec<Literal>),
    Between(Literal, Literal),
    Has(Place, String),
    HasNot(Place, String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Literal {
    Text(String),
    Number(f64),
    Boolean(bool),
    /// A value without quotes or type, which the value of the field decides.
    Plain(String),
}

/// Where in a text another one must stand, without regard to case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Start,
    End,
    Anywhere,
    Whole,
}

impl Condition {
    pub(crate) fn holds(&self, record: &Record) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(record)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(record)),
            Self::Field { field, test } => test.holds(value_of(record, field)),
        }
    }

    /// The first field that the module does not have.
    pub(crate) fn unknown_field(&self, records: &Records, module: Module) -> Option<&str> {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().find_map(|part| part.unknown_field(records, module))
            }
            Self::Field { field, .. } => (!records.knows(module, field)).then_some(field),
        }
    }
}

impl Test {
    fn holds(&self, value: &Value) -> bool {
        let equals = |literal: &Literal| literal.compare(value) == Some(Ordering::Equal);
        match self {
            Self::Null => value.is_null(),
            Self::NotNull => !value.is_null(),
            Self::Compare(comparison, literal) => comparison.holds(literal.compare(value)),
            Self::In(literals) => literals.iter().any(equals),
            Self::NotIn(literals) => !value.is_null() && !literals.iter().any(equals),
            Self::Between(from, to) => {
                from.compare(value).is_some_and(Ordering::is_ge)
                    && to.compare(value).is_some_and(Ordering::is_le)
            }
            Self::Has(place, part) => shown(value).is_some_and(|text| place.has(text, part)),
            Self::HasNot(place, part) => shown(value).is_some_and(|text| !place.has(text, part)),
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

impl Literal {
    /// How the value of a field compares with this literal. A lookup is compared by its id.
    fn compare(&self, value: &Value) -> Option<Ordering> {
        let value = if value.is_object() { &value["id"] } else { value };
        match (value, self) {
            (Value::String(text), Self::Text(literal)) => Some(text.as_str().cmp(literal)),
            (Value::String(text), Self::Plain(literal)) => {
                Some(text.to_lowercase().cmp(&literal.to_lowercase()))
            }
            (Value::Number(number), Self::Number(literal)) => number.as_f64()?.partial_cmp(literal),
            (Value::Number(number), Self::Plain(literal)) => {
                number.as_f64()?.partial_cmp(&literal.parse().ok()?)
            }
            (Value::Bool(boolean), Self::Boolean(literal)) => Some(boolean.cmp(literal)),
            (Value::Bool(boolean), Self::Plain(literal)) => Some(boolean.cmp(&literal.parse().ok()?)),
            _ => None,
        }
    }
}

impl Place {
    fn has(self, text: &str, part: &str) -> bool {
        let (text, part) = (text.to_lowercase(), part.to_lowercase());
        match self {
            Self::Start => text.starts_with(&part),
            Self::End => text.ends_with(&part),
            Self::Anywhere => text.contains(&part),
            Self::Whole => text == part,
        }
    }
}

/// The value of a field, or of a part of a lookup.
pub(crate) fn value_of<'a>(record: &'a Record, field: &str) -> &'a Value {
    let (field, part) = field.split_once('.').unwrap_or((field, ""));
    match record.get(field) {
        Some(value) if part.is_empty() => value,
        Some(value) => &value[part],
        None => &Value::Null,
    }
}

/// The text by which people know a value.
fn shown(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value["name"].as_str())
}
