//! What every record of Zoho's has, whichever module it is of.

use std::fmt;

use axum::extract::{FromRequestParts, Path};
use http::request::Parts;
use serde::de::{self, DeserializeOwned};
use serde::{Deserialize, Deserializer};

use crate::error::AppError;

/// The id of a record: digits, so that it stays one segment of an address whatever a browser sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RecordId(String);

impl<'de> Deserialize<'de> for RecordId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RecordId, D::Error> {
        let id = String::deserialize(deserializer)?;
        if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(de::Error::custom("the id of a record consists of digits"));
        }
        Ok(RecordId(id))
    }
}

/// The ids in an address. One that is no id leads nowhere.
#[derive(Debug)]
pub(crate) struct Ids<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Ids<T> {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Ids<T>, AppError> {
        let found = Path::from_request_parts(parts, state).await;
        found.map(|Path(ids)| Ids(ids)).map_err(|_| AppError::NotFound)
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text of a record; Zoho sends `null` where nothing was entered.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Option::<String>::deserialize(deserializer).map(Option::unwrap_or_default)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_id_never_leaves_its_segment() {
        for id in ["", "..", "1/../../settings/fields", "1?x=1", "１"] {
            assert!(serde_json::from_value::<RecordId>(json!(id)).is_err(), "{id}");
        }
    }
}
