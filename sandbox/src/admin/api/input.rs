//! What the admin interface takes: JSON, and only under its own content type, which no foreign form can send.

use axum::{
    Json,
    extract::{FromRequest, Request},
};
use serde::{Deserialize, de::DeserializeOwned};

use super::AdminError;
use crate::{ClientKind, Registration};

/// A JSON body.
pub(super) struct Input<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Input<T> {
    type Rejection = AdminError;

    async fn from_request(request: Request, state: &S) -> Result<Self, AdminError> {
        match Json::from_request(request, state).await {
            Ok(Json(input)) => Ok(Self(input)),
            Err(rejection) => Err(AdminError::Body(rejection.status(), rejection.body_text())),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewUser {
    pub(super) email: String,
    pub(super) password: String,
    pub(super) location: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewClient {
    name: String,
    #[serde(default)]
    kind: ClientKind,
    #[serde(default)]
    redirect_uris: Vec<String>,
    location: Option<String>,
    #[serde(default)]
    multi_dc: MultiDc,
}

/// Whether users of other data centres may use the client.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum MultiDc {
    #[default]
    Off,
    SameSecret,
    OwnSecrets,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewGrant {
    pub(super) client_id: String,
    pub(super) user: String,
    pub(super) scopes: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewCode {
    pub(super) client_id: String,
    pub(super) user: String,
    pub(super) scopes: String,
    #[serde(default = "longest")]
    pub(super) minutes: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Advance {
    pub(super) advance_seconds: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewFault {
    pub(super) endpoint: String,
    pub(super) fault: String,
    #[serde(default)]
    pub(super) every: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Switches {
    pub(super) omit_scope: Option<bool>,
    pub(super) localized: Option<bool>,
}

impl From<NewClient> for Registration {
    fn from(client: NewClient) -> Self {
        let mut registration = Self::new(&client.name, client.kind);
        for redirect_uri in &client.redirect_uris {
            registration = registration.redirect_uri(redirect_uri);
        }
        if let Some(location) = &client.location {
            registration = registration.at(location);
        }
        match client.multi_dc {
            MultiDc::Off => registration,
            MultiDc::SameSecret => registration.multi_dc(),
            MultiDc::OwnSecrets => registration.multi_dc_with_own_secrets(),
        }
    }
}

fn longest() -> u64 {
    10
}
