//! What is saved is what is loaded, under its own name, and only over the expected version.

use std::sync::Arc;

use requires_scope::{Kind, Store, Version};

use super::{ManualClock, Outcome, check_conflict, check_record, create};

const KINDS: [Kind; 4] = [Kind::Grant, Kind::Attempt, Kind::SuspendedCall, Kind::Lease];

/// Names that a careless store would take for others, or for something else altogether.
pub(super) const ODD_KEYS: [&str; 21] = [
    "", " ", "/", "a/b", "a//b", "../a", "a b", "a%2Fb", "a*", "a_", "a%", "A", "a", "ä", "日本", "a'b",
    "a\"b", "a\nb", "a\0b", "a\0", "a:b",
];

pub async fn an_absent_record_is_none(store: Arc<dyn Store>, _: ManualClock) -> Outcome {
    for kind in KINDS {
        assert!(store.load(kind, "nobody").await?.is_none());
        check_conflict(store.remove(kind, "nobody", Version::ABSENT).await);
        check_conflict(store.remove(kind, "nobody", Version::new(1)).await);
        check_conflict(store.save(kind, "nobody", vec![1], Version::new(1), None).await);
    }
    Ok(())
}

pub async fn a_record_is_loaded_as_it_was_saved(store: Arc<dyn Store>, _: ManualClock) -> Outcome {
    let every_byte: Vec<u8> = (0..=255).collect();
    let version = create(&*store, "one", &every_byte).await?;
    check_record(&*store, "one", Some((version, &every_byte))).await;
    Ok(())
}

pub async fn an_empty_record_is_a_record(store: Arc<dyn Store>, _: ManualClock) -> Outcome {
    let version = create(&*store, "one", b"").await?;
    check_record(&*store, "one", Some((version, b""))).await;
    store.remove(Kind::Grant, "one", version).await?;
    check_record(&*store, "one", None).await;
    Ok(())
}

pub async fn a_large_record_is_kept_whole(store: Arc<dyn Store>, _: ManualClock) -> Outcome {
    let large: Vec<u8> = (0..2_u32 << 20).map(|place| (place % 251) as u8).collect();
    let version = create(&*store, "large", &large).await?;
    check_record(&*store, "large", Some((version, &large))).await;
    let version = store.save(Kind::Grant, "large", b"small".to_vec(), version, None).await?;
    check_record(&*store, "large", Some((version, b"small"))).await;
    Ok(())
}

pub async fn a_record_is_created_once(store: Arc<dyn Store>, _: ManualClock) -> Outcome {
    let version = create(&*store, "one", b"first").await?;
    assert_ne!(version, Version::ABSENT);
    check_conflict(create(&*store, "one", b"second").await);
    check_record(&*store, "one", Some((version, b"first"))).await;
    Ok(())
}

pub async fn a_stale_version_conflicts_and_leaves_the_record(
    store: Arc<dyn Store>,
    _: ManualClock,
) -> Outcome {
    let stale = create(&*store, "one", b"first").await?;
    let version = store.save(Kind::Grant, "one", b"second".to_vec(), stale, None).await?;
    for wrong in [stale, version.next(), Version::ABSENT] {
        check_conflict(store.save(Kind::Grant, "one", b"third".to_vec(), wrong, None).await);
        check_conflict(store.remove(Kind::Grant, "one", wrong).await);
        check_record(&*store, "one", Some((version, b"second"))).await;
    }
    Ok(())
}

pub async fn versions_grow(store: Arc<dyn Store>, _: ManualClock) -> Outcome {
    let mut version = Version::ABSENT;
    for _ in 0..10 {
        let next = store.save(Kind::Grant, "one", Vec::new(), version, None).await?;
        assert!(next > version, "{next:?} after {version:?}");
        version = next;
    }
    Ok(())
}

pub async fn kinds_do_not_mix(store: Arc<dyn Store>, _: ManualClock) -> Outcome {
    for kind in KINDS {
        let version =
            store.save(kind, "same", kind.as_str().as_bytes().to_vec(), Version::ABSENT, None).await?;
        assert_eq!(store.load(kind, "same").await?.map(|record| record.version), Some(version));
    }
    for kind in KINDS {
        let record = store.load(kind, "same").await?.ok_or("the record is gone")?;
        assert_eq!(record.bytes, kind.as_str().as_bytes());
        store.remove(kind, "same", record.version).await?;
        assert!(store.load(kind, "same").await?.is_none());
    }
    Ok(())
}

pub async fn keys_do_not_mix(store: Arc<dyn Store>, _: ManualClock) -> Outcome {
    let long = "k".repeat(1024);
    let keys = || ODD_KEYS.into_iter().chain(["a\u{308}", &long, &long[1..]]);
    for key in keys() {
        create(&*store, key, key.as_bytes()).await?;
    }
    for key in keys() {
        let record = store.load(Kind::Grant, key).await?.ok_or_else(|| format!("{key:?} is gone"))?;
        assert_eq!(record.bytes, key.as_bytes(), "{key:?}");
        store.remove(Kind::Grant, key, record.version).await?;
    }
    Ok(())
}
