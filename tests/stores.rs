//! One suite, every store; then what is SQLite's own, and what is of sealing.

use std::fs;
use std::future::{Ready, ready};
use std::path::PathBuf;
use std::sync::Arc;

use requires_scope::{Clock, KeyRing, Kind, MemoryStore, Sealed, Secret, Store, SystemClock, Version};
use requires_scope_sqlite::SqliteStore;
use tempfile::TempDir;
use tests::conformance::Outcome;

/// A store, and what must outlive it.
type Opened<S, Kept = Folder> = Result<(S, Kept), Box<dyn std::error::Error + Send + Sync>>;

const AUTUMN: &str = "autumn:QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";
const SPRING: &str = "spring:U1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1M=";

mod memory {
    use super::*;

    fn open(clock: Arc<dyn Clock>) -> Ready<Opened<MemoryStore, ()>> {
        ready(Ok((MemoryStore::with_clock(clock), ())))
    }

    tests::conformance!(open);
}

mod memory_sealed {
    use super::*;

    fn open(clock: Arc<dyn Clock>) -> Ready<Opened<Sealed<MemoryStore>, ()>> {
        let keys = KeyRing::generate().map_err(Into::into);
        ready(keys.map(|keys| (Sealed::new(MemoryStore::with_clock(clock), keys), ())))
    }

    tests::conformance!(open);
}

mod sqlite_in_the_clear {
    use super::*;

    async fn open(clock: Arc<dyn Clock>) -> Opened<SqliteStore> {
        let folder = Folder::new()?;
        Ok((SqliteStore::open(folder.file()).await?.with_clock(clock).in_the_clear(), folder))
    }

    tests::conformance!(open);
}

mod sqlite_sealed {
    use super::*;

    async fn open(clock: Arc<dyn Clock>) -> Opened<Sealed<SqliteStore>> {
        let folder = Folder::new()?;
        let file = SqliteStore::open(folder.file()).await?.with_clock(clock);
        Ok((file.sealed(KeyRing::generate()?), folder))
    }

    tests::conformance!(open);
}

/// A file that is opened again, by this process and by others.
mod sqlite {
    use std::collections::HashMap;

    use tests::conformance::{COUNTER, count, create};
    use tests::processes::{Process, filled_with};

    use super::*;

    const PROGRAM: &str = env!("CARGO_BIN_EXE_store_process");

    #[tokio::test]
    async fn a_record_survives_its_process() -> Outcome {
        let folder = Folder::new()?;
        let version = create(&folder.sealed(&[AUTUMN]).await?, "one", b"it").await?;
        let found = folder.sealed(&[AUTUMN]).await?.load(Kind::Grant, "one").await?.ok_or("it is gone")?;
        assert_eq!((found.version, found.bytes.as_slice()), (version, &b"it"[..]));
        Ok(())
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_new_file_may_be_opened_by_all_at_once() -> Outcome {
        for _ in 0..10 {
            let folder = Folder::new()?;
            let opening: Vec<_> = (0..8).map(|_| tokio::spawn(SqliteStore::open(folder.file()))).collect();
            for (opened, key) in opening.into_iter().zip('a'..) {
                create(&opened.await??.in_the_clear(), &key.to_string(), b"it").await?;
            }
        }
        Ok(())
    }

    #[tokio::test]
    async fn of_two_processes_that_take_a_call_one_gets_it() -> Outcome {
        const CALLS: usize = 200;
        let folder = Folder::new()?;
        let store = folder.sealed(&[AUTUMN]).await?;
        for key in 0..CALLS {
            let key = key.to_string();
            store.save(Kind::SuspendedCall, &key, b"a call".to_vec(), Version::ABSENT, None).await?;
        }
        let mut taken: HashMap<String, u32> = HashMap::new();
        for said in run_twice(&folder, &["take", &CALLS.to_string()])?.concat() {
            *taken.entry(said).or_default() += 1;
        }
        assert_eq!(taken.len(), CALLS, "every call is taken");
        assert!(taken.values().all(|times| *times == 1), "taken twice: {taken:?}");
        Ok(())
    }

    #[tokio::test]
    async fn two_processes_lose_no_increment() -> Outcome {
        let folder = Folder::new()?;
        run_twice(&folder, &["count", "50"])?;
        let store = folder.sealed(&[AUTUMN]).await?;
        count(&store, 1).await?;
        let counted = store.load(Kind::Grant, COUNTER).await?.map(|record| record.bytes);
        assert_eq!(counted, Some(101_u64.to_le_bytes().to_vec()));
        Ok(())
    }

    /// What a writer was told to be saved is there after it was killed in the middle of a later write.
    #[tokio::test]
    async fn a_killed_writer_leaves_what_it_has_saved() -> Outcome {
        let folder = Folder::new()?;
        let witness = folder.sealed(&[AUTUMN]).await?;
        let mut saved = 0;
        for round in 1..=5 {
            let mut writer = Process::start(PROGRAM, &folder.file(), AUTUMN, &["write"])?;
            writer.go()?;
            for _ in 0..7 * round {
                saved = writer.hear()?.ok_or("the writer has stopped")?.parse()?;
            }
            for said in writer.kill()? {
                saved = said.parse()?;
            }
            for store in [&witness, &folder.sealed(&[AUTUMN]).await?] {
                let found = store.load(Kind::Grant, "one").await?.ok_or("the record is gone")?;
                let version = found.version.number();
                assert!((saved..=saved + 1).contains(&version), "{version} after {saved}");
                assert_eq!(found.bytes, filled_with(found.version), "the record is torn");
            }
        }
        Ok(())
    }

    fn run_twice(folder: &Folder, work: &[&str]) -> std::io::Result<Vec<Vec<String>>> {
        let start = || Process::start(PROGRAM, &folder.file(), AUTUMN, work);
        let mut processes = [start()?, start()?];
        for process in &mut processes {
            process.go()?;
        }
        processes.into_iter().map(Process::finish).collect()
    }
}

/// What stands in the file of a sealed store, and who can read it.
mod sealed {
    use requires_scope::StoreError;
    use tests::conformance::create;

    use super::*;

    const TOKEN: &[u8] = br#"{"refresh_token":"1000.8a1f4b2c"}"#;

    #[tokio::test]
    async fn no_byte_of_a_record_stands_in_the_file() -> Outcome {
        let folder = Folder::new()?;
        let sealed = folder.sealed(&[AUTUMN]).await?;
        create(&sealed, "sealed", TOKEN).await?;
        assert!(!folder.holds(b"refresh_token")? && !folder.holds(b"8a1f4b2c")?);

        // Otherwise the test would also pass if the bytes were looked for in the wrong place.
        create(&folder.in_the_clear().await?, "clear", TOKEN).await?;
        assert!(folder.holds(b"refresh_token")? && folder.holds(b"8a1f4b2c")?);
        drop(sealed);
        Ok(())
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn the_file_and_its_logs_are_their_owners_alone() -> Outcome {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = Folder::new()?;
        let store = folder.in_the_clear().await?;
        create(&store, "one", TOKEN).await?;
        let mut files = 0;
        for entry in fs::read_dir(folder.0.path())? {
            let entry = entry?;
            assert_eq!(entry.metadata()?.permissions().mode() & 0o777, 0o600, "{:?}", entry.path());
            files += 1;
        }
        assert!(files > 1, "the log is there as well");
        drop(store);
        Ok(())
    }

    #[tokio::test]
    async fn a_record_in_the_place_of_another_is_refused() -> Outcome {
        let folder = Folder::new()?;
        let (sealed, raw) = (folder.sealed(&[AUTUMN]).await?, folder.in_the_clear().await?);
        create(&sealed, "mine", b"my token").await?;
        let yours = create(&sealed, "yours", b"your token").await?;

        let mine = raw.load(Kind::Grant, "mine").await?.ok_or("it is gone")?;
        raw.save(Kind::Grant, "yours", mine.bytes.clone(), yours, None).await?;
        check_unreadable(sealed.load(Kind::Grant, "yours").await, "its seal is broken");
        let kept = raw.load(Kind::Grant, "yours").await?.ok_or("it is gone")?;
        assert_eq!(kept.bytes, mine.bytes, "it stays as it is");
        Ok(())
    }

    #[tokio::test]
    async fn a_retired_key_opens_and_the_active_one_seals() -> Outcome {
        let folder = Folder::new()?;
        let version = create(&folder.sealed(&[SPRING]).await?, "one", TOKEN).await?;
        let sealed = folder.sealed(&[AUTUMN, SPRING]).await?;
        let found = sealed.load(Kind::Grant, "one").await?.ok_or("it is gone")?;
        assert_eq!(found.bytes, TOKEN);
        sealed.save(Kind::Grant, "one", found.bytes, version, None).await?;

        assert!(folder.sealed(&[AUTUMN]).await?.load(Kind::Grant, "one").await?.is_some());
        let without = folder.sealed(&[SPRING]).await?.load(Kind::Grant, "one").await;
        check_unreadable(without, "sealed with the key `autumn`, which is not in the key ring");
        Ok(())
    }

    #[tokio::test]
    async fn a_wrong_key_reads_nothing_and_loses_nothing() -> Outcome {
        let folder = Folder::new()?;
        let version = create(&folder.sealed(&[AUTUMN]).await?, "one", TOKEN).await?;
        let impostor = SPRING.replace("spring", "autumn");
        let wrong = folder.sealed(&[&impostor]).await?;
        check_unreadable(wrong.load(Kind::Grant, "one").await, "its seal is broken");
        let found = folder.sealed(&[AUTUMN]).await?.load(Kind::Grant, "one").await?.ok_or("it is gone")?;
        assert_eq!((found.version, found.bytes.as_slice()), (version, TOKEN));
        Ok(())
    }

    #[track_caller]
    fn check_unreadable<T: std::fmt::Debug>(outcome: Result<T, StoreError>, why: &str) {
        let error = outcome.expect_err("it was read");
        assert!(error.is_unreadable(), "{error:?}");
        let source = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
        assert!(source.contains(why), "{source}");
    }
}

/// The file of a key ring.
mod key_file {
    use std::thread;

    use super::*;

    #[test]
    fn a_ring_is_made_once_and_read_from_then_on() -> Outcome {
        let folder = Folder::new()?;
        let path = folder.0.path().join("keys");
        let starting: Vec<_> = (0..8)
            .map(|_| {
                let path = path.clone();
                thread::spawn(move || KeyRing::open_or_create(path).map(|keys| format!("{keys:?}")))
            })
            .collect();
        let made: Vec<_> = starting.into_iter().map(|started| started.join().expect("no panic")).collect();
        let read = format!("{:?}", KeyRing::open_or_create(&path)?);
        for keys in made {
            assert_eq!(keys?, read);
        }
        assert_eq!(fs::read_dir(folder.0.path())?.count(), 1, "no draft is left behind");
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_ring_that_others_can_read_is_refused() -> Outcome {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = Folder::new()?;
        let path = folder.0.path().join("keys");
        KeyRing::open_or_create(&path)?;
        assert_eq!(fs::metadata(&path)?.permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640))?;
        let error = KeyRing::open_or_create(&path).expect_err("it is open to others").to_string();
        assert!(error.contains("chmod 600") && error.contains("keys"), "{error}");
        Ok(())
    }

    #[test]
    fn an_empty_ring_is_refused_and_left_alone() -> Outcome {
        let folder = Folder::new()?;
        let path = folder.0.path().join("keys");
        KeyRing::open_or_create(&path)?;
        fs::write(&path, "\n")?;
        let error = KeyRing::open_or_create(&path).expect_err("it is empty").to_string();
        assert!(error.contains("holds no key"), "{error}");
        assert_eq!(fs::read_to_string(&path)?, "\n");
        Ok(())
    }
}

/// A folder of its own for every test.
struct Folder(TempDir);

impl Folder {
    fn new() -> std::io::Result<Folder> {
        tempfile::tempdir().map(Folder)
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("zylker.db")
    }

    async fn in_the_clear(&self) -> Result<SqliteStore, requires_scope::StoreError> {
        Ok(SqliteStore::open(self.file()).await?.with_clock(Arc::new(SystemClock)).in_the_clear())
    }

    async fn sealed(
        &self,
        keys: &[&str],
    ) -> Result<Sealed<SqliteStore>, Box<dyn std::error::Error + Send + Sync>> {
        Ok(SqliteStore::open(self.file()).await?.sealed(KeyRing::parse(&Secret::new(keys.join(",")))?))
    }

    /// Whether one of the files in the folder holds these bytes.
    fn holds(&self, bytes: &[u8]) -> std::io::Result<bool> {
        for entry in fs::read_dir(self.0.path())? {
            if fs::read(entry?.path())?.windows(bytes.len()).any(|window| window == bytes) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
