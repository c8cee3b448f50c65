//! What could not be done, with which file, and why.

use std::io;
use std::path::{Path, PathBuf};

use requires_scope::StoreError;
use rusqlite::ErrorCode;

/// The level of an error chain that names the file.
#[derive(Debug, thiserror::Error)]
#[error("could not {attempted} `{file}`")]
struct FileError {
    attempted: &'static str,
    file: String,
    source: Cause,
}

/// Why it could not be done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Cause {
    #[error("{0}")]
    Io(#[from] io::Error),
    // SQLite's error has a source that says the same once more.
    #[error("{0}")]
    Sqlite(rusqlite::Error),
    #[error("it is a database of another program")]
    Foreign,
    #[error(
        "its schema is of version {found}, and this program knows versions up to {known}: update requires-scope-sqlite"
    )]
    Newer { found: i32, known: i32 },
    #[cfg_attr(not(unix), expect(dead_code, reason = "only unix has modes"))]
    #[error(
        "`{}` is open to others than its owner: `chmod 600` it, and revoke the tokens if others may have read them",
        .0.display()
    )]
    OpenToOthers(PathBuf),
    #[error("the file system lets SQLite write no log ahead: a local disk does")]
    NoWriteAheadLog,
    #[error("the program is shutting down")]
    Interrupted,
}

impl From<rusqlite::Error> for Cause {
    fn from(error: rusqlite::Error) -> Cause {
        Cause::Sqlite(error)
    }
}

impl Cause {
    pub(crate) fn is_busy(&self) -> bool {
        matches!(self.code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
    }

    pub(crate) fn into_store_error(self, attempted: &'static str, file: &Path) -> StoreError {
        let is_lasting = self.is_lasting();
        let error = FileError { attempted, file: file.display().to_string(), source: self };
        if is_lasting { StoreError::unreadable(error) } else { StoreError::unavailable(error) }
    }

    /// Whether no later try can go better.
    fn is_lasting(&self) -> bool {
        match self {
            Cause::Foreign | Cause::Newer { .. } | Cause::OpenToOthers(_) | Cause::NoWriteAheadLog => true,
            Cause::Sqlite(_) => {
                matches!(self.code(), Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt))
            }
            Cause::Io(_) | Cause::Interrupted => false,
        }
    }

    fn code(&self) -> Option<ErrorCode> {
        match self {
            Cause::Sqlite(error) => error.sqlite_error_code(),
            _ => None,
        }
    }
}
