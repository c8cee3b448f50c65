//! One file, in this process and in several.

use std::future::{Ready, ready};
use std::sync::Arc;

use requires_scope::{Clock, KeyRing, Sealed};
use requires_scope_sqlite::SqliteStore;
use tests::conformance::Outcome;

use crate::folder::Folder;

mod in_the_clear {
    use super::*;

    async fn open(clock: Arc<dyn Clock>) -> Outcome<(SqliteStore, Folder)> {
        let folder = Folder::new()?;
        Ok((SqliteStore::open(folder.file()).await?.with_clock(clock).in_the_clear(), folder))
    }

    tests::conformance!(open);
    tests::changes!(open);
}

mod sealed {
    use super::*;

    async fn open(clock: Arc<dyn Clock>) -> Outcome<(Sealed<SqliteStore>, Folder)> {
        let folder = Folder::new()?;
        let file = SqliteStore::open(folder.file()).await?.with_clock(clock);
        Ok((file.sealed(KeyRing::generate()?), folder))
    }

    tests::conformance!(open);
    tests::changes!(open);
}

mod processes {
    use super::*;

    fn fresh() -> Ready<Outcome<(String, Folder)>> {
        let folder = Folder::new().map_err(Into::into);
        ready(folder.map(|folder| (folder.file().display().to_string(), folder)))
    }

    tests::processes!(fresh);
    tests::grants!(fresh);
}
