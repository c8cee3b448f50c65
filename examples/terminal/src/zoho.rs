//! What the program does in Zoho CRM, and above each function what that needs.
//!
//! A function whose scopes the person has not granted does not run before they have. Nothing here knows of it.

use requires_scope::requires_scope;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::arguments::NewContact;
use crate::failure::Failure;

#[derive(Deserialize)]
struct Lead {
    #[serde(rename = "Full_Name", default)]
    full_name: Option<String>,
    #[serde(rename = "Last_Name", default)]
    last_name: Option<String>,
    #[serde(rename = "Company", default)]
    company: Option<String>,
}

/// One line for each lead.
#[requires_scope("ZohoCRM.modules.leads.READ")]
pub(crate) async fn leads() -> Result<Vec<String>, Failure> {
    #[derive(Deserialize)]
    struct Leads {
        data: Vec<Lead>,
    }
    let zoho = requires_scope::current()?.client();
    let fields = [("fields", "Full_Name,Last_Name,Company")];
    let answer = zoho.get("/crm/v8/Leads").query(&fields).send().await?;
    if answer.status() == reqwest::StatusCode::NO_CONTENT {
        return Ok(vec!["There are no leads.".to_owned()]);
    }
    if !answer.status().is_success() {
        return Err(Failure::refused(&answer.json().await?));
    }
    let leads: Leads = answer.json().await?;
    Ok(leads.data.into_iter().map(Lead::into_line).collect())
}

/// The id of the new contact.
#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
pub(crate) async fn create_contact(contact: &NewContact) -> Result<Vec<String>, Failure> {
    let zoho = requires_scope::current()?.client();
    let answer = zoho.post("/crm/v8/Contacts").json(&json!({ "data": [contact] })).send().await?;
    let body: Value = answer.json().await?;
    let entry = &body["data"][0];
    match entry["details"]["id"].as_str() {
        Some(id) if entry["code"] == "SUCCESS" => {
            Ok(vec![format!("{} is contact {id} now.", contact.last_name)])
        }
        _ => Err(Failure::refused(&body)),
    }
}

impl Lead {
    fn into_line(self) -> String {
        let name = self.full_name.or(self.last_name).unwrap_or_else(|| "(no name)".to_owned());
        match self.company {
            Some(company) => format!("{name}, {company}"),
            None => name,
        }
    }
}
