//! The laws of [`Store`], one function each; [`conformance!`](crate::conformance!) makes a test of every law for
//! one store.

#![expect(
    missing_docs,
    clippy::missing_errors_doc,
    clippy::missing_panics_doc,
    reason = "the name of a law says what it asks"
)]

use std::collections::HashSet;
use std::error::Error as StdError;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use futures_util::future::join_all;
use requires_scope::{Clock, Kind, Record, Store, StoreError, Version};

/// What a law may fail with.
pub type Outcome = Result<(), Box<dyn StdError + Send + Sync>>;

const KINDS: [Kind; 3] = [Kind::Grant, Kind::Attempt, Kind::SuspendedCall];
const HOUR: Duration = Duration::from_hours(1);

/// Makes a module's tests of all laws.
///
/// `$open` is a function from a clock to a future of a fresh store and what must outlive it.
#[macro_export]
macro_rules! conformance {
    ($open:path) => {
        $crate::conformance! { $open =>
            an_absent_record_is_none
            a_record_is_loaded_as_it_was_saved
            an_empty_record_is_a_record
            a_large_record_is_kept_whole
            a_record_is_created_once
            a_stale_version_conflicts_and_leaves_the_record
            versions_grow
            no_version_is_used_twice
            kinds_do_not_mix
            keys_do_not_mix
            of_all_who_create_a_record_one_wins
            of_all_who_write_over_a_version_one_wins
            of_all_who_take_a_record_one_gets_it
            no_increment_is_lost
            a_record_expires
            an_expired_record_counts_as_absent
            a_write_sets_the_expiry_anew
            an_abandoned_write_is_done_whole_or_not_at_all
        }
    };
    ($open:path => $($law:ident)+) => {
        $(
            #[::tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $law() -> $crate::conformance::Outcome {
                let clock = $crate::conformance::ManualClock::default();
                let (store, _kept) = $open(::std::sync::Arc::new(clock.clone())).await?;
                $crate::conformance::$law(::std::sync::Arc::new(store), clock).await
            }
        )+
    };
}

/// A clock that tests move.
#[derive(Clone, Debug)]
pub struct ManualClock(Arc<Mutex<SystemTime>>);

impl ManualClock {
    /// Lets `time` pass.
    pub fn advance(&self, time: Duration) {
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
    let odd = [
        "", " ", "/", "a/b", "a//b", "../a", "a b", "a%2Fb", "a*", "a_", "a%", "A", "a", "ä", "日本", "a'b",
        "a\"b", "a\nb", "a\0b", "a\0", "a:b",
    ];
    let keys = || odd.into_iter().chain(["a\u{308}", &long, &long[1..]]);
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

/// The key of the record that [`count`] counts in.
pub const COUNTER: &str = "counter";

/// Adds one to a number in the store, as often as told, while others do the same.
pub async fn count(store: &dyn Store, times: u32) -> Outcome {
    for _ in 0..times {
        loop {
            let found = store.load(Kind::Grant, COUNTER).await?;
            let (version, number) = match found {
                Some(Record { version, bytes }) => {
                    (version, u64::from_le_bytes(bytes.as_slice().try_into()?))
                }
                None => (Version::ABSENT, 0),
            };
            let next = (number + 1).to_le_bytes().to_vec();
            match store.save(Kind::Grant, COUNTER, next, version, None).await {
                Err(error) if error.is_conflict() => tokio::task::yield_now().await,
                saved => break saved.map(drop)?,
            }
        }
    }
    Ok(())
}

/// Creates a grant's record that stays.
pub async fn create(store: &dyn Store, key: &str, bytes: &[u8]) -> Result<Version, StoreError> {
    store.save(Kind::Grant, key, bytes.to_vec(), Version::ABSENT, None).await
}

/// Lets 64 tasks do the same at the same time: one succeeds, and is named; the others conflict.
async fn race<T: Send + 'static, F: Future<Output = Result<T, StoreError>> + Send + 'static>(
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

#[track_caller]
fn check_conflict<T: std::fmt::Debug>(outcome: Result<T, StoreError>) {
    match outcome {
        Err(error) => assert!(error.is_conflict(), "{error:?}"),
        Ok(done) => panic!("no conflict: {done:?}"),
    }
}

async fn check_record(store: &dyn Store, key: &str, expected: Option<(Version, &[u8])>) {
    let found = store.load(Kind::Grant, key).await.expect("the store answers");
    let found = found.as_ref().map(|record| (record.version, record.bytes.as_slice()));
    assert!(
        found == expected,
        "{key:?} is not as expected: {:?}",
        found.map(|(version, bytes)| (version, bytes.len()))
    );
}

async fn check_bytes(store: &dyn Store, key: &str, expected: &[u8]) {
    let found = store.load(Kind::Grant, key).await.expect("the store answers");
    assert_eq!(found.map(|record| record.bytes).as_deref(), Some(expected), "{key:?}");
}
