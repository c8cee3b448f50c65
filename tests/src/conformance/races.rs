//! Of many who want the same, one gets it; and nobody's write is lost, or torn.

use std::collections::HashSet;
use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use requires_scope::{Kind, Store, StoreError};

use super::{COUNTER, ManualClock, Outcome, check_bytes, check_record, count, create};

pub async fn of_all_who_create_a_record_one_wins(store: Arc<dyn Store>, _: ManualClock) -> Outcome {
    let winner = race(&store, |store, me| async move { create(&*store, "one", &[me]).await }).await?;
    check_bytes(&*store, "one", &[winner]).await;
    Ok(())
}

pub async fn of_all_who_write_over_a_version_one_wins(store: Arc<dyn Store>, _: ManualClock) -> Outcome {
    let version = create(&*store, "one", b"first").await?;
    let winner = race(&store, move |store, me| async move {
        store.save(Kind::Grant, "one", vec![me], version, None).await
    });
    let winner = winner.await?;
    check_bytes(&*store, "one", &[winner]).await;
    Ok(())
}

pub async fn of_all_who_take_a_record_one_gets_it(store: Arc<dyn Store>, _: ManualClock) -> Outcome {
    create(&*store, "one", b"it").await?;
    race(&store, |store, _| async move {
        let found = store.load(Kind::Grant, "one").await?.ok_or_else(StoreError::conflict)?;
        store.remove(Kind::Grant, "one", found.version).await
    })
    .await?;
    check_record(&*store, "one", None).await;
    Ok(())
}

pub async fn no_increment_is_lost(store: Arc<dyn Store>, _: ManualClock) -> Outcome {
    let counting = (0..8).map(|_| {
        let store = Arc::clone(&store);
        tokio::spawn(async move { count(&*store, 50).await })
    });
    for counted in join_all(counting).await {
        counted??;
    }
    check_bytes(&*store, COUNTER, &400_u64.to_le_bytes()).await;
    Ok(())
}

/// Whoever waits for a write may be gone before it is done: a cancelled request, a timeout.
pub async fn an_abandoned_write_is_done_whole_or_not_at_all(
    store: Arc<dyn Store>,
    _: ManualClock,
) -> Outcome {
    create(&*store, "one", &[0; 4096]).await?;
    for round in 1..=20 {
        let found = store.load(Kind::Grant, "one").await?.ok_or("the record is gone")?;
        assert!(found.bytes.iter().all(|byte| *byte == found.bytes[0]), "the record is torn");
        let write = store.save(Kind::Grant, "one", vec![round; 4096], found.version, None);
        let abandoned = tokio::time::timeout(Duration::ZERO, write).await;
        drop(abandoned);
    }
    // The last of them may still be under way; whoever goes on from what can be read is refused or right.
    loop {
        let found = store.load(Kind::Grant, "one").await?.ok_or("the record is gone")?;
        match store.save(Kind::Grant, "one", b"last".to_vec(), found.version, None).await {
            Err(error) if error.is_conflict() => {}
            saved => break saved.map(drop)?,
        }
    }
    check_bytes(&*store, "one", b"last").await;
    Ok(())
}

/// Lets 64 tasks do the same at the same time: one succeeds, and is named; the others conflict.
pub(super) async fn race<T: Send + 'static, F: Future<Output = Result<T, StoreError>> + Send + 'static>(
    store: &Arc<dyn Store>,
    run: impl Fn(Arc<dyn Store>, u8) -> F,
) -> Result<u8, Box<dyn StdError + Send + Sync>> {
    let start = Arc::new(tokio::sync::Barrier::new(64));
    let running = (0..64).map(|me| {
        let (run, start) = (run(Arc::clone(store), me), Arc::clone(&start));
        tokio::spawn(async move {
            start.wait().await;
            run.await
        })
    });
    let mut winners = HashSet::new();
    for (outcome, me) in join_all(running).await.into_iter().zip(0..) {
        match outcome? {
            Ok(_) => drop(winners.insert(me)),
            Err(error) if error.is_conflict() => {}
            Err(error) => return Err(error.into()),
        }
    }
    assert_eq!(winners.len(), 1, "who won: {winners:?}");
    winners.into_iter().next().ok_or_else(|| "nobody won".into())
}
