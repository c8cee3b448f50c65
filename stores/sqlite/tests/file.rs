//! The file itself: which files are refused, and what becomes of expired records. What holds for every store is
//! tested by the conformance suite.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use futures_util::StreamExt as _;
use requires_scope::{Change, Clock, Kind, Store as _, StoreError, Version};
use requires_scope_sqlite::SqliteStore;
use rusqlite::Connection;
use tempfile::TempDir;

type Outcome = Result<(), Box<dyn Error>>;

#[tokio::test]
async fn a_file_of_a_newer_version_is_refused_with_the_fix() -> Outcome {
    let (_folder, path) = folder()?;
    drop(SqliteStore::open(&path).await?.in_the_clear());
    Connection::open(&path)?.pragma_update(None, "user_version", 3)?;
    check_refused(
        &path,
        "its schema is of version 3, and this program knows versions up to 2: update requires-scope-sqlite",
    )
    .await;
    Ok(())
}

/// As the first release made them.
#[tokio::test]
async fn a_file_of_an_older_version_is_brought_up_to_date_and_keeps_its_records() -> Outcome {
    let (_folder, path) = folder()?;
    fs::File::create(&path)?;
    #[cfg(unix)]
    set_mode(&path, 0o600)?;
    let old = Connection::open(&path)?;
    old.execute_batch(include_str!("../src/schema/1_records.sql"))?;
    old.execute_batch("PRAGMA application_id = 0x52715363; PRAGMA user_version = 1")?;
    old.execute("INSERT INTO record VALUES ('grant', 'one', 7, NULL, x'6974')", [])?;

    let store = SqliteStore::open(&path).await?.in_the_clear();
    let found = store.load(Kind::Grant, "one").await?.ok_or("it is gone")?;
    assert_eq!((found.version, found.bytes.as_slice()), (Version::new(7), &b"it"[..]));

    // Who has opened the file before it was brought up to date is heard as well.
    let mut changes = store.changes();
    assert_eq!(changes.next().await, Some(Change::Missed));
    old.execute("UPDATE record SET version = 8", [])?;
    assert_eq!(changes.next().await, Some(Change::Of { kind: Kind::Grant, key: "one".to_owned() }));
    Ok(())
}

#[tokio::test]
async fn a_database_of_another_program_is_refused_and_left_alone() -> Outcome {
    let (_folder, path) = folder()?;
    Connection::open(&path)?.execute_batch("CREATE TABLE record (mine TEXT)")?;
    let before = fs::read(&path)?;
    check_refused(&path, "it is a database of another program").await;
    assert_eq!(fs::read(&path)?, before);
    Ok(())
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_alone() -> Outcome {
    let (_folder, path) = folder()?;
    let text = "not a database ".repeat(100);
    fs::write(&path, &text)?;
    check_refused(&path, "file is not a database").await;
    assert_eq!(fs::read_to_string(&path)?, text);
    Ok(())
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_or_a_log_that_others_can_read_is_refused_with_the_fix() -> Outcome {
    let (_folder, path) = folder()?;
    let store = SqliteStore::open(&path).await?.in_the_clear();
    store.save(Kind::Grant, "one", b"it".to_vec(), Version::ABSENT, None).await?;
    for file in [path.clone(), path.with_extension("db-wal")] {
        set_mode(&file, 0o644)?;
        let why = format!(
            "`{}` is open to others than its owner: `chmod 600` it, and revoke the tokens if others may have read them",
            file.display()
        );
        check_refused(&path, &why).await;
        set_mode(&file, 0o600)?;
    }
    drop(SqliteStore::open(&path).await?.in_the_clear());
    assert!(store.load(Kind::Grant, "one").await?.is_some());
    Ok(())
}

#[tokio::test]
async fn a_missing_folder_is_named_and_may_come_back() -> Outcome {
    let (_folder, path) = folder()?;
    let path = path.join("zylker.db");
    let error = SqliteStore::open(&path).await.expect_err("there is no such folder");
    assert!(!error.is_unreadable(), "{error:?}");
    let chain = chain(&error);
    assert_eq!(
        chain[..2],
        ["the store does not answer".to_owned(), format!("could not open `{}`", path.display())]
    );
    Ok(())
}

#[tokio::test]
async fn a_special_name_of_sqlite_is_a_file_like_any_other() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join(":memory:");
    let store = SqliteStore::open(&path).await?.in_the_clear();
    store.save(Kind::Grant, "one", b"it".to_vec(), Version::ABSENT, None).await?;
    assert!(path.is_file());
    Ok(())
}

#[tokio::test]
async fn a_table_that_is_gone_is_an_error_that_names_the_file() -> Outcome {
    let (_folder, path) = folder()?;
    let store = SqliteStore::open(&path).await?.in_the_clear();
    Connection::open(&path)?.execute_batch("DROP TABLE record")?;
    let error = store.load(Kind::Grant, "one").await.expect_err("there is no table");
    assert_eq!(
        chain(&error),
        [
            "the store does not answer".to_owned(),
            format!("could not read `{}`", path.display()),
            "no such table: record".to_owned()
        ]
    );
    Ok(())
}

#[tokio::test]
async fn expired_records_are_swept_away_by_later_writes() -> Outcome {
    let (_folder, path) = folder()?;
    let clock = ManualClock::default();
    let store = SqliteStore::open(&path).await?.with_clock(Arc::new(clock.clone())).in_the_clear();
    for call in 0..40 {
        let expires_at = Some(clock.now() + Duration::from_mins(1));
        store.save(Kind::SuspendedCall, &call.to_string(), vec![0; 100], Version::ABSENT, expires_at).await?;
    }
    assert_eq!(n_records(&path)?, 40);

    clock.advance(Duration::from_mins(1));
    let mut version = Version::ABSENT;
    for _ in 0..5 {
        version = store.save(Kind::Grant, "one", b"it".to_vec(), version, None).await?;
    }
    assert_eq!(n_records(&path)?, 1, "the grant alone is left");
    Ok(())
}

fn folder() -> std::io::Result<(TempDir, PathBuf)> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("zylker.db");
    Ok((folder, path))
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

async fn check_refused(path: &Path, why: &str) {
    let error = SqliteStore::open(path).await.expect_err("the file was opened");
    assert!(error.is_unreadable(), "{error:?}");
    assert_eq!(
        chain(&error),
        ["what the store holds cannot be read", &format!("could not open `{}`", path.display()), why]
    );
}

fn chain(error: &StoreError) -> Vec<String> {
    let mut chain = vec![error.to_string()];
    let mut next = error.source();
    while let Some(source) = next {
        chain.push(source.to_string());
        next = source.source();
    }
    chain
}

fn n_records(path: &Path) -> rusqlite::Result<u32> {
    Connection::open(path)?.query_row("SELECT count(*) FROM record", [], |row| row.get(0))
}

#[derive(Clone, Debug)]
struct ManualClock(Arc<Mutex<SystemTime>>);

impl ManualClock {
    fn advance(&self, time: Duration) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += time;
    }
}

impl Default for ManualClock {
    fn default() -> ManualClock {
        ManualClock(Arc::new(Mutex::new(SystemTime::UNIX_EPOCH + Duration::from_hours(500_000))))
    }
}

impl Clock for ManualClock {
    fn now(&self) -> SystemTime {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
