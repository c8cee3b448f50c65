//! The file of a key ring.

use std::fs;
use std::thread;

use requires_scope::KeyRing;
use tests::conformance::Outcome;

use crate::folder::Folder;

#[test]
fn a_ring_is_made_once_and_read_from_then_on() -> Outcome {
    let folder = Folder::new()?;
    let path = folder.path().join("keys");
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
    assert_eq!(fs::read_dir(folder.path())?.count(), 1, "no draft is left behind");
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_ring_that_others_can_read_is_refused() -> Outcome {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = Folder::new()?;
    let path = folder.path().join("keys");
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
    let path = folder.path().join("keys");
    KeyRing::open_or_create(&path)?;
    fs::write(&path, "\n")?;
    let error = KeyRing::open_or_create(&path).expect_err("it is empty").to_string();
    assert!(error.contains("holds no key"), "{error}");
    assert_eq!(fs::read_to_string(&path)?, "\n");
    Ok(())
}
