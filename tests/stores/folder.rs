//! Where a test keeps its file.

use std::fs;
use std::path::{Path, PathBuf};

use requires_scope::{KeyRing, Sealed, Secret};
use requires_scope_sqlite::SqliteStore;
use tempfile::TempDir;
use tests::conformance::Outcome;

/// A folder of its own for every test.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> std::io::Result<Folder> {
        tempfile::tempdir().map(Folder)
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.0.path().join("zylker.db")
    }

    pub(crate) async fn in_the_clear(&self) -> Outcome<SqliteStore> {
        Ok(SqliteStore::open(self.file()).await?.in_the_clear())
    }

    pub(crate) async fn sealed(&self, keys: &[&str]) -> Outcome<Sealed<SqliteStore>> {
        Ok(SqliteStore::open(self.file()).await?.sealed(KeyRing::parse(&Secret::new(keys.join(",")))?))
    }

    /// Whether one of the files in the folder holds these bytes.
    pub(crate) fn holds(&self, bytes: &[u8]) -> std::io::Result<bool> {
        for entry in fs::read_dir(self.0.path())? {
            if fs::read(entry?.path())?.windows(bytes.len()).any(|window| window == bytes) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
