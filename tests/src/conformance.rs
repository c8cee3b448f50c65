//! The laws of [`Store`], one function each. [`conformance!`](crate::conformance!) makes a test of every law for one
//! store, [`changes!`](crate::changes!) of those for stores that tell their changes,
//! [`processes!`](crate::processes!) of those for stores that several processes share, and [`grants!`](crate::grants!) of
//! those for the grants in them.

#![expect(
    missing_docs,
    clippy::missing_errors_doc,
    clippy::missing_panics_doc,
    reason = "the name of a law says what it asks"
)]

pub mod changes;
pub mod expiry;
pub mod grants;
pub mod leases;
pub mod processes;
pub mod races;
pub mod records;

use std::error::Error as StdError;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use requires_scope::{Clock, Kind, Record, Store, StoreError, Version};

/// What a law may fail with.
pub type Outcome<T = ()> = Result<T, Box<dyn StdError + Send + Sync>>;

const HOUR: Duration = Duration::from_hours(1);

/// Makes a module's tests of the laws that hold for every store.
///
/// `$open` is a function from a clock to a future of a fresh store and what must outlive it.
#[macro_export]
macro_rules! conformance {
    ($open:path) => {
        $crate::laws! { $open =>
            records::an_absent_record_is_none
            records::a_record_is_loaded_as_it_was_saved
            records::an_empty_record_is_a_record
            records::a_large_record_is_kept_whole
            records::a_record_is_created_once
            records::a_stale_version_conflicts_and_leaves_the_record
            records::versions_grow
            records::kinds_do_not_mix
            records::keys_do_not_mix
            races::of_all_who_create_a_record_one_wins
            races::of_all_who_write_over_a_version_one_wins
            races::of_all_who_take_a_record_one_gets_it
            races::no_increment_is_lost
            races::an_abandoned_write_is_done_whole_or_not_at_all
            expiry::a_record_expires
            expiry::an_expired_record_counts_as_absent
            expiry::a_write_sets_the_expiry_anew
            expiry::no_version_is_used_twice
            leases::a_lease_has_one_holder
            leases::an_expired_lease_is_taken_by_one
            leases::a_renewed_lease_does_not_expire_early
            leases::a_late_holder_is_refused
            leases::a_fencing_token_is_greater_than_all_before
            leases::a_lease_of_no_time_is_free
        }
    };
}

/// Makes a module's tests of the laws for stores that tell their changes; `$open` is as for `conformance!`.
#[macro_export]
macro_rules! changes {
    ($open:path) => {
        $crate::laws! { $open =>
            changes::every_write_is_told
            changes::every_listener_is_told
            changes::kind_and_key_are_told_as_they_are
            changes::a_change_is_told_within_a_second
            changes::no_change_of_many_is_passed_over
            changes::listening_ends_with_the_store
        }
    };
}

/// Makes a test of each law.
#[macro_export]
macro_rules! laws {
    ($open:path => $($about:ident::$law:ident)+) => {
        $(
            #[::tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $law() -> $crate::conformance::Outcome {
                let clock = $crate::conformance::ManualClock::default();
                let (store, _kept) = $open(::std::sync::Arc::new(clock.clone())).await?;
                $crate::conformance::$about::$law(::std::sync::Arc::new(store), clock).await
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
