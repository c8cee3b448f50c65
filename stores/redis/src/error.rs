//! What could not be done, with which server, and why.

use std::fmt;

use redis::{ConnectionInfo, ErrorKind, RedisError, ServerErrorKind};
use requires_scope::StoreError;

/// The level of an error chain that names the server.
#[derive(Debug, thiserror::Error)]
#[error("could not {attempted} {place}")]
struct ServerError {
    attempted: &'static str,
    place: Place,
    source: Cause,
}

/// Why it could not be done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Cause {
    // The error has sources that say the same once more.
    #[error("{0}")]
    Redis(RedisError),
    #[error("the server does not answer")]
    Silence,
    #[error(
        "its `maxmemory-policy` is `{0}`, which lets it forget records when its memory is full: set `noeviction`"
    )]
    Forgetful(String),
    #[error("a record lacks its version or its bytes: another program has written to it")]
    Foreign,
}

impl From<RedisError> for Cause {
    fn from(error: RedisError) -> Cause {
        Cause::Redis(error)
    }
}

impl Cause {
    /// Whether the server has not answered, or is no longer in charge: it may have become a replica whose connections
    /// stay open.
    pub(crate) fn asks_for_another_connection(&self) -> bool {
        match self {
            Cause::Redis(error) => {
                // Before version 7, what stops a script stands in the text of its error.
                let is_replica = error.kind() == ErrorKind::Server(ServerErrorKind::ReadOnly)
                    || error.detail().is_some_and(|detail| detail.contains("READONLY"));
                is_replica || error.is_timeout()
            }
            Cause::Silence => true,
            Cause::Forgetful(_) | Cause::Foreign => false,
        }
    }

    pub(crate) fn into_store_error(self, attempted: &'static str, place: &Place) -> StoreError {
        let is_lasting = matches!(self, Cause::Forgetful(_) | Cause::Foreign);
        let error = ServerError { attempted, place: place.clone(), source: self };
        if is_lasting { StoreError::unreadable(error) } else { StoreError::unavailable(error) }
    }
}

/// Which database it is, without the user and the password that open it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// That of a URL that cannot be read.
    Unknown,
    Database {
        number: i64,
        server: String,
    },
}

impl From<&ConnectionInfo> for Place {
    fn from(info: &ConnectionInfo) -> Place {
        Place::Database { number: info.redis_settings().db(), server: info.addr().to_string() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Unknown => f.write_str("the database of the URL"),
            Place::Database { number, server } => write!(f, "the database {number} of `{server}`"),
        }
    }
}
