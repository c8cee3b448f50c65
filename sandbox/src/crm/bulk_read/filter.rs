//! The criteria of a bulk job, which are JSON.

use serde::Deserialize;
use serde_json::{Value, json};

use super::Named;
use crate::crm::{
    answer::ApiError,
    condition::{Comparison, Condition, Literal, Place, Test},
};

/// One criterion, or a group of them.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Filter {
    Group { group_operator: String, group: Vec<Filter> },
    Field { field: Named, comparator: String, value: Value },
}

impl Filter {
    pub(super) fn condition(&self) -> Result<Condition, ApiError> {
        match self {
            Self::Group { group_operator, group } => {
                let parts = group.iter().map(Self::condition).collect::<Result<_, _>>()?;
                match group_operator.to_ascii_lowercase().as_str() {
                    "and" => Ok(Condition::All(parts)),
                    "or" => Ok(Condition::Any(parts)),
                    _ => Err(unsupported(group_operator)),
                }
            }
            Self::Field { field, comparator, value } => {
                let field = field.api_name.clone();
                Ok(Condition::Field { field, test: test(comparator, value)? })
            }
        }
    }
}

fn test(comparator: &str, value: &Value) -> Result<Test, ApiError> {
    let text = shown(value);
    let compare = |comparison| Test::Compare(comparison, Literal::Plain(text.clone()));
    let list = || value.as_array().into_iter().flatten().map(|value| Literal::Plain(shown(value))).collect();
    Ok(match comparator.to_ascii_lowercase().as_str() {
        "equal" => compare(Comparison::Equal),
        "not_equal" => compare(Comparison::NotEqual),
        "less_than" => compare(Comparison::Less),
        "less_equal" => compare(Comparison::LessOrEqual),
        "greater_than" => compare(Comparison::Greater),
        "greater_equal" => compare(Comparison::GreaterOrEqual),
        "in" => Test::In(list()),
        "not_in" => Test::NotIn(list()),
        "starts_with" => Test::Has(Place::Start, text),
        "ends_with" => Test::Has(Place::End, text),
        "contains" => Test::Has(Place::Anywhere, text),
        "not_contains" => Test::HasNot(Place::Anywhere, text),
        _ => return Err(unsupported(comparator)),
    })
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn unsupported(comparator: &str) -> ApiError {
    let message = "the comparator is not supported in the criteria";
    let details = json!({"comparator": comparator});
    ApiError::bad("FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED", message, details)
}
