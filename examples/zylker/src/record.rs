//! What every record of Zoho's has, whichever module it is of.

use std::fmt;

use serde::{Deserialize, Deserializer, de};

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
