//! What one data centre remembers: users, clients, browser sessions, grants and the CRM's records.

mod access_tokens;
mod clients;
mod codes;
mod grants;
mod moment;
mod sessions;
mod throttle;
mod users;

pub use self::clients::ClientKind;
pub(crate) use self::{
    access_tokens::{ACCESS_TOKEN_LIFE, AccessToken, AccessTokens},
    clients::{Client, Clients},
    codes::{Codes, Wish},
    grants::{ENHANCEMENT_LIFE, Grants, Tokens},
    moment::Moment,
    sessions::{ConsentPage, Purpose, Session, Sessions},
    throttle::Throttle,
    users::Users,
};
use crate::crm::Records;

/// Everything that is behind the one lock of a data centre.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    pub(crate) users: Users,
    pub(crate) clients: Clients,
    pub(crate) sessions: Sessions,
    pub(crate) grants: Grants,
    pub(crate) records: Records,
}
