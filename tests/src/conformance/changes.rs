//! What is written by anyone is told to everyone who listens.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use futures_util::stream::{BoxStream, StreamExt as _};
use requires_scope::{Change, Kind, Store, Version};
use tokio::time::timeout;

use super::records::ODD_KEYS;
use super::{ManualClock, Outcome, create};
use crate::stage::SOON;

pub async fn every_write_is_told(store: Arc<dyn Store>, _: ManualClock) -> Outcome {
    let mut listener = Listener::begin(&*store).await?;
    let created = create(&*store, "one", b"first").await?;
    listener.hear("one").await?;
    let written = store.save(Kind::Grant, "one", b"second".to_vec(), created, None).await?;
    listener.hear("one").await?;
    assert_eq!(store.load(Kind::Grant, "one").await?.map(|record| record.version), Some(written));
    store.remove(Kind::Grant, "one", written).await?;
    listener.hear("one").await?;
    assert!(store.load(Kind::Grant, "one").await?.is_none());
    Ok(())
}

pub async fn every_listener_is_told(store: Arc<dyn Store>, _: ManualClock) -> Outcome {
    let mut listeners = [Listener::begin(&*store).await?, Listener::begin(&*store).await?];
    create(&*store, "one", b"it").await?;
    for listener in &mut listeners {
        listener.hear("one").await?;
    }
    Ok(())
}

pub async fn kind_and_key_are_told_as_they_are(store: Arc<dyn Store>, _: ManualClock) -> Outcome {
    let mut listener = Listener::begin(&*store).await?;
    let long = "k".repeat(1024);
    for key in ODD_KEYS.into_iter().chain([long.as_str()]) {
        for kind in [Kind::SuspendedCall, Kind::Lease] {
            store.save(kind, key, Vec::new(), Version::ABSENT, None).await?;
            listener.hear_of(kind, key).await?;
        }
    }
    Ok(())
}

/// The middle one of five, since a busy machine may hold up any of them.
pub async fn a_change_is_told_within_a_second(store: Arc<dyn Store>, _: ManualClock) -> Outcome {
    let mut listener = Listener::begin(&*store).await?;
    let mut times = Vec::new();
    for key in ["a", "b", "c", "d", "e"] {
        create(&*store, key, b"it").await?;
        let written = Instant::now();
        listener.hear(key).await?;
        times.push(written.elapsed());
    }
    times.sort();
    assert!(times[2] < Duration::from_secs(1), "{times:?}");
    Ok(())
}

/// The listener does not listen while all is written; what is too much for it, it must say.
pub async fn no_change_of_many_is_passed_over(store: Arc<dyn Store>, _: ManualClock) -> Outcome {
    const WRITERS: u32 = 8;
    const RECORDS: u32 = 200;
    let mut listener = Listener::begin(&*store).await?;
    let writing = (0..WRITERS).map(|writer| {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            for record in 0..RECORDS {
                create(&*store, &format!("{writer}/{record}"), b"it").await?;
            }
            Outcome::Ok(())
        })
    });
    for written in join_all(writing).await {
        written??;
    }
    let mut untold: HashSet<String> = (0..WRITERS)
        .flat_map(|writer| (0..RECORDS).map(move |record| format!("{writer}/{record}")))
        .collect();
    while !untold.is_empty() {
        match listener.next().await? {
            Change::Of { key, .. } => drop(untold.remove(&key)),
            _ => break,
        }
    }
    Ok(())
}

pub async fn listening_ends_with_the_store(store: Arc<dyn Store>, _: ManualClock) -> Outcome {
    let mut begun = Listener::begin(&*store).await?;
    let mut asleep = Listener(store.changes());
    create(&*store, "one", b"it").await?;
    begun.hear("one").await?;
    drop(store);
    for Listener(changes) in [&mut begun, &mut asleep] {
        timeout(SOON, changes.for_each(|_| async {})).await.map_err(|_| "it listens to nobody")?;
    }
    Ok(())
}

/// Hears the changes of a store, or fails instead of waiting for ever.
pub struct Listener(BoxStream<'static, Change>);

impl Listener {
    /// Listens from now on.
    pub async fn begin(store: &dyn Store) -> Outcome<Listener> {
        let mut listener = Listener(store.changes());
        match listener.next().await? {
            Change::Missed => Ok(listener),
            change => Err(format!("it begins with {change:?}").into()),
        }
    }

    /// The next change of any record.
    pub async fn next(&mut self) -> Outcome<Change> {
        let change = timeout(SOON, self.0.next()).await.map_err(|_| "nothing is told")?;
        Ok(change.ok_or("the stream has ended")?)
    }

    /// The next change of this grant's record; others may come before it.
    pub async fn hear(&mut self, key: &str) -> Outcome {
        self.hear_of(Kind::Grant, key).await
    }

    /// The next time that a loss is told.
    pub async fn hear_of_a_loss(&mut self) -> Outcome {
        while self.next().await? != Change::Missed {}
        Ok(())
    }

    async fn hear_of(&mut self, kind: Kind, key: &str) -> Outcome {
        loop {
            match self.next().await? {
                Change::Of { kind: of, key: told } if of == kind && told == key => return Ok(()),
                Change::Of { .. } => {}
                _ => return Err("the connection was lost".into()),
            }
        }
    }
}

impl std::fmt::Debug for Listener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Listener").finish_non_exhaustive()
    }
}
