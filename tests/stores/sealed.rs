//! What stands in the file of a sealed store, and who can read it.

use std::fs;

use requires_scope::{Kind, Store as _, StoreError};
use tests::conformance::{Outcome, create};

use crate::folder::Folder;

const AUTUMN: &str = "autumn:QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";
const SPRING: &str = "spring:U1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1M=";
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
    for entry in fs::read_dir(folder.path())? {
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

/// Several instances are restarted one after the other: at every moment each reads what any other has written.
#[tokio::test]
async fn keys_are_changed_while_the_store_is_in_use() -> Outcome {
    let folder = Folder::new()?;
    let steps: [&[&str]; 4] = [&[SPRING], &[SPRING, AUTUMN], &[AUTUMN, SPRING], &[AUTUMN]];
    let mut version = create(&folder.sealed(steps[0]).await?, "one", TOKEN).await?;
    for neighbours in steps.windows(2) {
        let (old, new) = (folder.sealed(neighbours[0]).await?, folder.sealed(neighbours[1]).await?);
        for (writer, reader) in [(&old, &new), (&new, &old), (&new, &new)] {
            version = writer.save(Kind::Grant, "one", TOKEN.to_vec(), version, None).await?;
            let found = reader.load(Kind::Grant, "one").await?.ok_or("it is gone")?;
            assert_eq!((found.version, found.bytes.as_slice()), (version, TOKEN));
        }
    }
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
