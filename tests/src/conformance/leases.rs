//! A lease is a record that expires, and its version is the fencing token.

use std::sync::Arc;

use requires_scope::{Clock as _, Kind, Store, StoreError, Version};

use super::races::race;
use super::{HOUR, ManualClock, Outcome, check_conflict, create};

const LEASE: &str = "zylker/marketer";

pub async fn a_lease_has_one_holder(store: Arc<dyn Store>, clock: ManualClock) -> Outcome {
    let holder = take(&*store, &clock).await?;
    check_conflict(take(&*store, &clock).await);
    let renewed = renew(&*store, &clock, holder).await?;
    check_conflict(take(&*store, &clock).await);
    store.remove(Kind::Lease, LEASE, renewed).await?;
    take(&*store, &clock).await?;
    Ok(())
}

pub async fn an_expired_lease_is_taken_by_one(store: Arc<dyn Store>, clock: ManualClock) -> Outcome {
    take(&*store, &clock).await?;
    clock.advance(HOUR);
    race(&store, move |store, _| {
        let clock = clock.clone();
        async move { take(&*store, &clock).await }
    })
    .await?;
    Ok(())
}

pub async fn a_renewed_lease_does_not_expire_early(store: Arc<dyn Store>, clock: ManualClock) -> Outcome {
    let mut holder = take(&*store, &clock).await?;
    for _ in 0..3 {
        clock.advance(HOUR * 3 / 4);
        holder = renew(&*store, &clock, holder).await?;
        check_conflict(take(&*store, &clock).await);
    }
    Ok(())
}

/// It has paused past its lease and knows nothing of it.
pub async fn a_late_holder_is_refused(store: Arc<dyn Store>, clock: ManualClock) -> Outcome {
    let late = take(&*store, &clock).await?;
    clock.advance(HOUR);
    check_conflict(renew(&*store, &clock, late).await);
    check_conflict(store.remove(Kind::Lease, LEASE, late).await);

    let holder = take(&*store, &clock).await?;
    check_conflict(renew(&*store, &clock, late).await);
    check_conflict(store.remove(Kind::Lease, LEASE, late).await);
    renew(&*store, &clock, holder).await?;
    Ok(())
}

pub async fn a_fencing_token_is_greater_than_all_before(
    store: Arc<dyn Store>,
    clock: ManualClock,
) -> Outcome {
    let mut latest = Version::ABSENT;
    for round in 0..12 {
        let holder = take(&*store, &clock).await?;
        assert!(holder > latest, "{holder:?} after {latest:?}");
        latest = renew(&*store, &clock, holder).await?;
        assert!(latest > holder, "{latest:?} after {holder:?}");
        match round % 3 {
            0 => store.remove(Kind::Lease, LEASE, latest).await?,
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

/// A lease that is over before it begins is nobody's.
pub async fn a_lease_of_no_time_is_free(store: Arc<dyn Store>, clock: ManualClock) -> Outcome {
    let none = store.save(Kind::Lease, LEASE, Vec::new(), Version::ABSENT, Some(clock.now())).await?;
    assert!(store.load(Kind::Lease, LEASE).await?.is_none());
    let holder = take(&*store, &clock).await?;
    assert!(holder > none, "{holder:?} after {none:?}");
    Ok(())
}

async fn take(store: &dyn Store, clock: &ManualClock) -> Result<Version, StoreError> {
    renew(store, clock, Version::ABSENT).await
}

async fn renew(store: &dyn Store, clock: &ManualClock, token: Version) -> Result<Version, StoreError> {
    store.save(Kind::Lease, LEASE, b"me".to_vec(), token, Some(clock.now() + HOUR)).await
}
