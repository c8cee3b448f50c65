//! Leads, as Zoho sends them.

use std::fmt;

use serde::{Deserialize, Deserializer, de};

/// Somebody who may become a customer.
#[derive(Debug, Deserialize)]
pub(crate) struct Lead {
    pub(crate) id: LeadId,
    #[serde(rename = "First_Name")]
    first_name: Option<String>,
    #[serde(rename = "Last_Name")]
    last_name: Option<String>,
    #[serde(rename = "Company")]
    company: Option<String>,
    #[serde(rename = "Email")]
    email: Option<String>,
    #[serde(rename = "Lead_Source")]
    source: Option<String>,
    #[serde(rename = "Lead_Status")]
    status: Option<String>,
}

impl Lead {
    /// What Zoho is asked for.
    pub(crate) const FIELDS: &str = "First_Name,Last_Name,Company,Email,Lead_Source,Lead_Status";

    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.first_name(), self.last_name()).trim().to_owned()
    }

    pub(crate) fn first_name(&self) -> &str {
        self.first_name.as_deref().unwrap_or_default()
    }

    pub(crate) fn last_name(&self) -> &str {
        self.last_name.as_deref().unwrap_or_default()
    }

    pub(crate) fn company(&self) -> &str {
        self.company.as_deref().unwrap_or_default()
    }

    pub(crate) fn email(&self) -> &str {
        self.email.as_deref().unwrap_or_default()
    }

    pub(crate) fn source(&self) -> &str {
        self.source.as_deref().unwrap_or_default()
    }

    pub(crate) fn status(&self) -> &str {
        self.status.as_deref().unwrap_or_default()
    }
}

/// The id of a lead: digits, so that it stays one segment of an address whatever a browser sends.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LeadId(String);

impl<'de> Deserialize<'de> for LeadId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<LeadId, D::Error> {
        let id = String::deserialize(deserializer)?;
        if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(de::Error::custom("the id of a lead consists of digits"));
        }
        Ok(LeadId(id))
    }
}

impl fmt::Display for LeadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_lead_may_lack_everything_but_its_id() {
        let lead: Lead = serde_json::from_value(json!({ "id": "41508", "Last_Name": "Mori", "Email": null }))
            .expect("a lead");
        assert_eq!((lead.name().as_str(), lead.email()), ("Mori", ""));
    }

    #[test]
    fn an_id_never_leaves_its_segment() {
        for id in ["", "..", "1/../../settings/fields", "1?x=1", "１"] {
            assert!(serde_json::from_value::<LeadId>(json!(id)).is_err(), "{id}");
        }
    }
}
