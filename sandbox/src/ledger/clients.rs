//! The applications that one data centre knows.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

use crate::accounts::TokenError;

/// The applications that may ask for consent at one data centre, by client id.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Clients {
    by_id: BTreeMap<String, Client>,
}

/// One application, as one data centre knows it.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Client {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) kind: ClientKind,
    pub(crate) secret: String,
    #[serde(default)]
    pub(crate) redirect_uris: Vec<String>,
}

/// What kind of application it is, in the words of Zoho's developer console.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ClientKind {
    /// A web application that sends its users to Zoho and gets them back at a redirect URI.
    #[default]
    ServerBased,
    /// A program without users of its own: its codes come from the console, and it may use its own credentials
    /// instead of a user's consent.
    SelfClient,
}

impl Clients {
    pub(crate) fn add(&mut self, id: String, client: Client) {
        self.by_id.insert(id, client);
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

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Client)> {
        self.by_id.iter().map(|(id, client)| (id.as_str(), client))
    }
}

impl Client {
    /// Whether the redirect URI is one of the registered ones, character by character.
    pub(crate) fn owns(&self, redirect_uri: &str) -> bool {
        self.redirect_uris.iter().any(|registered| registered == redirect_uri)
    }
}

impl ClientKind {
    /// The name of the kind, as the state and the admin interface write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ServerBased => "server-based",
            Self::SelfClient => "self-client",
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("name", &self.name)
            .field("kind", &self.kind)
            .field("redirect_uris", &self.redirect_uris)
            .finish_non_exhaustive()
    }
}
