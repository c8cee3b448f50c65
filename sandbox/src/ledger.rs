//! What the sandbox remembers: users, clients, browser sessions, grants and the CRM's records.

mod grants;
mod sessions;

use std::collections::BTreeMap;

pub(crate) use self::{
    grants::{ACCESS_TOKEN_LIFE, ENHANCEMENT_LIFE, Grants, Tokens, Wish},
    sessions::{ConsentPage, Purpose, Session, Sessions},
};
use crate::{accounts::TokenError, crm::Records, secret};

/// Everything that is behind the one lock.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    pub(crate) users: Users,
    pub(crate) clients: Clients,
    pub(crate) sessions: Sessions,
    pub(crate) grants: Grants,
    pub(crate) records: Records,
}

/// The people who can sign in.
#[derive(Debug, Default)]
pub(crate) struct Users {
    by_email: BTreeMap<String, User>,
}

#[derive(Clone)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) name: String,
    password: String,
}

/// The applications that may ask for consent.
#[derive(Debug, Default)]
pub(crate) struct Clients {
    by_id: BTreeMap<String, Client>,
}

#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) name: String,
    secret: String,
    redirect_uris: Vec<String>,
}

impl Users {
    pub(crate) fn add(&mut self, email: &str, password: &str) {
        let id = (5_000_000_000_001 + self.by_email.len()).to_string();
        let user = User { id, name: name_from(email), password: password.to_owned() };
        self.by_email.insert(email.to_owned(), user);
    }

    pub(crate) fn get(&self, email: &str) -> Option<&User> {
        self.by_email.get(email)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &User)> {
        self.by_email.iter().map(|(email, user)| (email.as_str(), user))
    }

    /// The email address as the user registered it, if the password is right.
    pub(crate) fn sign_in(&self, email: &str, password: &str) -> Option<String> {
        self.by_email
            .iter()
            .find(|(known, user)| known.eq_ignore_ascii_case(email.trim()) && user.password == password)
            .map(|(known, _)| known.clone())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.by_email.is_empty()
    }
}

impl Clients {
    /// Registers a client under a new id and gives the id and its secret.
    pub(crate) fn register(&mut self, name: &str, redirect_uris: Vec<String>) -> (String, String) {
        let (id, secret) = (secret::client_id(), secret::client_secret());
        let client = Client { name: name.to_owned(), secret: secret.clone(), redirect_uris };
        self.by_id.insert(id.clone(), client);
        (id, secret)
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Client> {
        self.by_id.get(id)
    }

    pub(crate) fn authenticate(&self, id: &str, secret: &str) -> Result<&Client, TokenError> {
        let client = self.get(id).ok_or(TokenError::InvalidClient)?;
        if client.secret != secret {
            return Err(TokenError::InvalidClientSecret);
        }
        Ok(client)
    }
}

impl Client {
    /// Whether the redirect URI is one of the registered ones, character by character.
    pub(crate) fn owns(&self, redirect_uri: &str) -> bool {
        self.redirect_uris.iter().any(|registered| registered == redirect_uri)
    }
}

impl std::fmt::Debug for User {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("User").field("id", &self.id).field("name", &self.name).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client")
            .field("name", &self.name)
            .field("redirect_uris", &self.redirect_uris)
            .finish_non_exhaustive()
    }
}

/// `Marketer` for `marketer@zylker.example`.
fn name_from(email: &str) -> String {
    let local = email.split('@').next().unwrap_or_default();
    let mut letters = local.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
