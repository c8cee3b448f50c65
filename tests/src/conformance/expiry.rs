//! Records that expire, and the versions of those that come after.

use std::sync::Arc;
use std::time::Duration;

use requires_scope::{Clock as _, Kind, Store, Version};

use super::{HOUR, ManualClock, Outcome, check_bytes, check_conflict, check_record, create};

pub async fn a_record_expires(store: Arc<dyn Store>, clock: ManualClock) -> Outcome {
    let version =
        store.save(Kind::Grant, "one", b"it".to_vec(), Version::ABSENT, Some(clock.now() + HOUR)).await?;
    let stays = create(&*store, "two", b"stays").await?;
    clock.advance(Duration::from_secs(3599));
    check_record(&*store, "one", Some((version, b"it"))).await;
    clock.advance(Duration::from_secs(1));
    check_record(&*store, "one", None).await;
    check_record(&*store, "two", Some((stays, b"stays"))).await;
    Ok(())
}

pub async fn an_expired_record_counts_as_absent(store: Arc<dyn Store>, clock: ManualClock) -> Outcome {
    let old =
        store.save(Kind::Grant, "one", b"old".to_vec(), Version::ABSENT, Some(clock.now() + HOUR)).await?;
    clock.advance(HOUR);
    check_conflict(store.remove(Kind::Grant, "one", old).await);
    check_conflict(store.save(Kind::Grant, "one", b"late".to_vec(), old, None).await);
    let new = create(&*store, "one", b"new").await?;
    check_record(&*store, "one", Some((new, b"new"))).await;
    Ok(())
}

pub async fn a_write_sets_the_expiry_anew(store: Arc<dyn Store>, clock: ManualClock) -> Outcome {
    for key in ["longer", "for ever"] {
        let short = Some(clock.now() + HOUR);
        let version = store.save(Kind::Grant, key, b"it".to_vec(), Version::ABSENT, short).await?;
        let renewed = (key == "longer").then(|| clock.now() + 2 * HOUR);
        store.save(Kind::Grant, key, b"it".to_vec(), version, renewed).await?;
    }
    clock.advance(HOUR);
    check_bytes(&*store, "longer", b"it").await;
    clock.advance(HOUR);
    check_record(&*store, "longer", None).await;
    check_bytes(&*store, "for ever", b"it").await;
    Ok(())
}

/// A writer who has read a record must not overwrite the one that took its place.
pub async fn no_version_is_used_twice(store: Arc<dyn Store>, clock: ManualClock) -> Outcome {
    let mut latest = Version::ABSENT;
    for round in 0..6 {
        let version =
            store.save(Kind::Grant, "one", b"it".to_vec(), Version::ABSENT, Some(clock.now() + HOUR)).await?;
        assert!(version > latest, "{version:?} after {latest:?}");
        latest = store.save(Kind::Grant, "one", b"it".to_vec(), version, Some(clock.now() + HOUR)).await?;
        match round % 3 {
            0 => store.remove(Kind::Grant, "one", latest).await?,
            1 => clock.advance(HOUR),
            _ => {
                clock.advance(HOUR);
                // Any write may make a store forget what has expired.
                create(&*store, &format!("other {round}"), b"it").await?;
            }
        }
    }
    Ok(())
}
