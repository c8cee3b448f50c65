//! The people who can sign in to one data centre.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

/// The people who live in one data centre, by email address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Users {
    by_email: BTreeMap<String, User>,
}

/// One person.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct User {
    /// Empty in a hand-written state until the state is read in.
    #[serde(default)]
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) name: String,
    password: String,
}

impl Users {
    pub(crate) fn add(&mut self, email: &str, password: &str) {
        let user = User { id: self.next_id(), name: name_from(email), password: password.to_owned() };
        self.by_email.insert(email.to_owned(), user);
    }

    pub(crate) fn get(&self, email: &str) -> Option<&User> {
        self.by_email.get(email)
    }

    /// The email address as the user registered it, if the password is right.
    pub(crate) fn sign_in(&self, email: &str, password: &str) -> Option<String> {
        let email = self.registered(email)?;
        (self.by_email[email].password == password).then(|| email.to_owned())
    }

    /// The email address as the user registered it.
    pub(crate) fn registered(&self, email: &str) -> Option<&str> {
        self.by_email.keys().find(|known| known.eq_ignore_ascii_case(email.trim())).map(String::as_str)
    }

    /// The email address of the person who was there first.
    pub(crate) fn first(&self) -> Option<&str> {
        self.by_email.iter().min_by_key(|(_, user)| &user.id).map(|(email, _)| email.as_str())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &User)> {
        self.by_email.iter().map(|(email, user)| (email.as_str(), user))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.by_email.is_empty()
    }

    /// Gives an id and a name to those who were written down without.
    pub(crate) fn complete(&mut self) {
        let mut nameless = Vec::new();
        for (email, user) in &mut self.by_email {
            if user.name.is_empty() {
                user.name = name_from(email);
            }
            if user.id.is_empty() {
                nameless.push(email.clone());
            }
        }
        for email in nameless {
            let id = self.next_id();
            if let Some(user) = self.by_email.get_mut(&email) {
                user.id = id;
            }
        }
    }

    fn next_id(&self) -> String {
        let given = self.by_email.values().filter_map(|user| user.id.parse::<u64>().ok());
        (given.max().unwrap_or(5_000_000_000_000) + 1).to_string()
    }
}

impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("User").field("id", &self.id).field("name", &self.name).finish_non_exhaustive()
    }
}

/// `Marketer` for `marketer@zylker.example`.
fn name_from(email: &str) -> String {
    let local = email.split('@').next().unwrap_or_default();
    let mut letters = local.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
