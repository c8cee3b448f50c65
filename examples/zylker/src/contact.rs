//! Contacts: the form that makes one, what Zoho says of them, and what Zylker remembers of those it has made.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use requires_scope::GrantKey;
use serde::{Deserialize, Serialize};

use crate::record::{RecordId, text};

/// More contacts than this are not remembered.
const REMEMBERED: usize = 200;

/// A contact as the form sends it and as Zoho takes it: both name the fields alike.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct NewContact {
    #[serde(
        rename = "First_Name",
        default,
        deserialize_with = "text",
        skip_serializing_if = "String::is_empty"
    )]
    pub(crate) first_name: String,
    #[serde(rename = "Last_Name", deserialize_with = "text")]
    pub(crate) last_name: String,
    #[serde(rename = "Email", default, deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub(crate) email: String,
    #[serde(rename = "Phone", default, deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub(crate) phone: String,
    #[serde(
        rename = "Lead_Source",
        default,
        deserialize_with = "text",
        skip_serializing_if = "String::is_empty"
    )]
    pub(crate) source: String,
}

/// A contact that Zoho has.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Contact {
    pub(crate) id: RecordId,
    #[serde(flatten)]
    pub(crate) fields: NewContact,
}

impl Contact {
    /// What Zoho is asked for.
    pub(crate) const FIELDS: &str = "First_Name,Last_Name,Email,Phone,Lead_Source";

    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.fields.first_name, self.fields.last_name).trim().to_owned()
    }
}

/// The contacts that this Zylker has made since it was started.
///
/// Reading them at Zoho would need one more scope, and all that there is to show is known here.
#[derive(Clone, Debug, Default)]
pub(crate) struct Contacts(Arc<Mutex<VecDeque<(GrantKey, Contact)>>>);

impl Contacts {
    pub(crate) fn keep(&self, owner: &GrantKey, contact: Contact) {
        let mut contacts = self.contacts();
        contacts.push_front((owner.clone(), contact));
        contacts.truncate(REMEMBERED);
    }

    /// The contact of that id, if this user has made it.
    pub(crate) fn find(&self, owner: &GrantKey, id: &RecordId) -> Option<Contact> {
        let contacts = self.contacts();
        contacts
            .iter()
            .find(|(of, contact)| of == owner && contact.id == *id)
            .map(|(_, contact)| contact.clone())
    }

    fn contacts(&self) -> MutexGuard<'_, VecDeque<(GrantKey, Contact)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn contact(last_name: &str) -> NewContact {
        serde_json::from_value(json!({ "Last_Name": last_name, "Email": null })).expect("a contact")
    }

    fn id(id: &str) -> RecordId {
        serde_json::from_value(json!(id)).expect("digits")
    }

    #[test]
    fn zoho_is_not_told_what_was_left_empty() {
        assert_eq!(serde_json::to_value(contact("Mori")).expect("JSON"), json!({ "Last_Name": "Mori" }));
    }

    #[test]
    fn a_contact_is_shown_to_whoever_made_it() {
        let contacts = Contacts::default();
        let [nadia, tom] = ["nadia", "tom"].map(|user| GrantKey::new("zylker", user));
        contacts.keep(&nadia, Contact { id: id("41508"), fields: contact("Mori") });
        assert_eq!(
            contacts.find(&nadia, &id("41508")).map(|contact| contact.name()).as_deref(),
            Some("Mori")
        );
        assert!(contacts.find(&tom, &id("41508")).is_none());
        assert!(contacts.find(&nadia, &id("41509")).is_none());
    }
}
