//! Leads, as Zoho sends them.

use serde::Deserialize;

use crate::record::{RecordId, text};

/// Somebody who may become a customer.
#[derive(Debug, Deserialize)]
pub(crate) struct Lead {
    pub(crate) id: RecordId,
    #[serde(rename = "First_Name", default, deserialize_with = "text")]
    first_name: String,
    #[serde(rename = "Last_Name", default, deserialize_with = "text")]
    last_name: String,
    #[serde(rename = "Company", default, deserialize_with = "text")]
    company: String,
    #[serde(rename = "Email", default, deserialize_with = "text")]
    email: String,
    #[serde(rename = "Lead_Source", default, deserialize_with = "text")]
    source: String,
    #[serde(rename = "Lead_Status", default, deserialize_with = "text")]
    status: String,
}

impl Lead {
    /// What Zoho is asked for.
    pub(crate) const FIELDS: &str = "First_Name,Last_Name,Company,Email,Lead_Source,Lead_Status";

    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.first_name(), self.last_name()).trim().to_owned()
    }

    pub(crate) fn first_name(&self) -> &str {
        &self.first_name
    }

    pub(crate) fn last_name(&self) -> &str {
        &self.last_name
    }

    pub(crate) fn company(&self) -> &str {
        &self.company
    }

    pub(crate) fn email(&self) -> &str {
        &self.email
    }

    pub(crate) fn source(&self) -> &str {
        &self.source
    }

    pub(crate) fn status(&self) -> &str {
        &self.status
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
}
