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
        let user = User { id: id_from(email), name: name_from(email), password: password.to_owned() };
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

    /// The email address that is the first by the alphabet.
    pub(crate) fn first(&self) -> Option<&str> {
        self.by_email.keys().next().map(String::as_str)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &User)> {
        self.by_email.iter().map(|(email, user)| (email.as_str(), user))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.by_email.is_empty()
    }

    /// Gives an id and a name to those who were written down without.
    pub(crate) fn complete(&mut self) {
        for (email, user) in &mut self.by_email {
            if user.name.is_empty() {
                user.name = name_from(email);
            }
            if user.id.is_empty() {
                user.id = id_from(email);
            }
        }
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

/// A number of thirteen digits, the same for a person in every run, and another one for another person in whichever
/// data centre she lives: applications keep their users by it.
fn id_from(email: &str) -> String {
    const FIRST: u64 = 1_000_000_000_000;
    let hash = email.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        // The FNV-1a hash, which needs no secret and no crate.
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    });
    (FIRST + hash % (9 * FIRST)).to_string()
}

#[cfg(test)]
mod tests {
    use super::{id_from, name_from};

    #[test]
    fn a_person_has_a_name_and_an_id_of_her_own() {
        assert_eq!(name_from("marketer@zylker.example"), "Marketer");
        assert_eq!(id_from("marketer@zylker.example").len(), 13);
        assert_eq!(id_from("Marketer@zylker.example"), id_from("marketer@zylker.example"));
        assert_ne!(id_from("marketer@zylker.example"), id_from("chef@zylker.example"));
    }
}
