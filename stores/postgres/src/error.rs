//! What could not be done, with which database, and why.

use std::fmt;

use requires_scope::StoreError;
use sqlx::postgres::PgConnectOptions;

/// The level of an error chain that names the database.
#[derive(Debug, thiserror::Error)]
#[error("could not {attempted} {place}")]
struct DatabaseError {
    attempted: &'static str,
    place: Place,
    source: Cause,
}

/// Why it could not be done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Cause {
    // The error has sources that say the same once more.
    #[error("{0}")]
    Postgres(sqlx::Error),
    #[error("the server does not answer")]
    Silence,
    #[error(
        "its schema is of version {found}, and this program knows versions up to {known}: update requires-scope-postgres"
    )]
    Newer { found: i32, known: usize },
}

impl From<sqlx::Error> for Cause {
    fn from(error: sqlx::Error) -> Cause {
        Cause::Postgres(error)
    }
}

impl Cause {
    pub(crate) fn into_store_error(self, attempted: &'static str, place: &Place) -> StoreError {
        let is_lasting = matches!(self, Cause::Newer { .. });
        let error = DatabaseError { attempted, place: place.clone(), source: self };
        if is_lasting { StoreError::unreadable(error) } else { StoreError::unavailable(error) }
    }
}

/// Which database it is, without the user and the password that open it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// That of a URL that cannot be read.
    Unknown,
    Database {
        name: String,
        host: String,
        port: u16,
    },
}

impl From<&PgConnectOptions> for Place {
    fn from(options: &PgConnectOptions) -> Place {
        Place::Database {
            name: options.get_database().unwrap_or_else(|| options.get_username()).to_owned(),
            host: options
                .get_socket()
                .map_or_else(|| options.get_host().to_owned(), |socket| socket.display().to_string()),
            port: options.get_port(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Unknown => f.write_str("the database of the URL"),
            Place::Database { name, host, port } => write!(f, "the database `{name}` of `{host}:{port}`"),
        }
    }
}
