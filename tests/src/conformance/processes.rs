//! What several processes of one store owe to each other: nothing is lost when one is killed, paused or too late.

use std::collections::HashMap;
use std::io;
use std::time::{Duration, Instant, SystemTime};

use requires_scope::{Kind, Store, StoreError, Version};

use super::changes::Listener;
use super::{COUNTER, Outcome, check_conflict, count};
use crate::processes::{KEYS, Process, filling, open};
use crate::stage::SOON;

/// The lease that processes of these tests hold.
pub const LEASE: &str = "zylker/marketer";

/// Makes a module's tests of the laws for stores that several processes share.
///
/// `$fresh` is a function to a future of the address of a fresh store, and what must outlive it.
#[macro_export]
macro_rules! processes {
    ($fresh:path) => {
        $crate::processes! { $fresh =>
            a_record_survives_its_process
            a_new_store_may_be_opened_by_all_at_once
            of_two_processes_that_take_a_call_one_gets_it
            two_processes_lose_no_increment
            a_killed_writer_leaves_what_it_has_saved
            a_change_by_another_process_is_told
            the_lease_of_a_killed_holder_is_taken_when_it_expires
            a_paused_holder_that_wakes_up_late_is_refused
        }
    };
    ($fresh:path => $($law:ident)+) => {
        $(
            #[::tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $law() -> $crate::conformance::Outcome {
                let (address, _kept) = $fresh().await?;
                $crate::conformance::processes::$law(env!("CARGO_BIN_EXE_store_process"), &address).await
            }
        )+
    };
}

pub async fn a_record_survives_its_process(program: &str, address: &str) -> Outcome {
    run(program, address, &[&["count", "3"]])?;
    assert_eq!(counted(&*open(address, KEYS).await?).await?, 3);
    Ok(())
}

pub async fn a_new_store_may_be_opened_by_all_at_once(program: &str, address: &str) -> Outcome {
    let opening: Vec<_> = (0..8)
        .map(|_| {
            let address = address.to_owned();
            tokio::spawn(async move { open(&address, KEYS).await })
        })
        .collect();
    for opened in opening {
        count(&*opened.await??, 1).await?;
    }
    run(program, address, &[&["count", "1"]])?;
    assert_eq!(counted(&*open(address, KEYS).await?).await?, 9);
    Ok(())
}

pub async fn of_two_processes_that_take_a_call_one_gets_it(program: &str, address: &str) -> Outcome {
    const CALLS: usize = 200;
    let store = open(address, KEYS).await?;
    for key in 0..CALLS {
        store.save(Kind::SuspendedCall, &key.to_string(), b"a call".to_vec(), Version::ABSENT, None).await?;
    }
    let work: &[&str] = &["take", &CALLS.to_string()];
    let mut taken: HashMap<String, u32> = HashMap::new();
    for said in run(program, address, &[work, work])?.concat() {
        *taken.entry(said).or_default() += 1;
    }
    assert_eq!(taken.len(), CALLS, "every call is taken");
    assert!(taken.values().all(|times| *times == 1), "taken twice: {taken:?}");
    Ok(())
}

pub async fn two_processes_lose_no_increment(program: &str, address: &str) -> Outcome {
    run(program, address, &[&["count", "50"], &["count", "50"]])?;
    let store = open(address, KEYS).await?;
    count(&*store, 1).await?;
    assert_eq!(counted(&*store).await?, 101);
    Ok(())
}

/// What a writer was told to be saved is there after it was killed in the middle of a later write.
pub async fn a_killed_writer_leaves_what_it_has_saved(program: &str, address: &str) -> Outcome {
    let witness = open(address, KEYS).await?;
    let mut saved = 0;
    for round in 1..=5 {
        let mut writer = Process::start(program, address, &["write"])?;
        writer.go()?;
        for _ in 0..7 * round {
            saved = writer.hear()?.ok_or("the writer has stopped")?.parse()?;
        }
        for said in writer.kill()? {
            saved = said.parse()?;
        }
        for store in [&witness, &open(address, KEYS).await?] {
            let found = store.load(Kind::Grant, "one").await?.ok_or("the record is gone")?;
            let number = filling(&found.bytes)?;
            assert!((saved..=saved + 1).contains(&number), "{number} after {saved}");
        }
    }
    Ok(())
}

pub async fn a_change_by_another_process_is_told(program: &str, address: &str) -> Outcome {
    let store = open(address, KEYS).await?;
    let mut listener = Listener::begin(&*store).await?;
    run(program, address, &[&["count", "1"]])?;
    listener.hear(COUNTER).await?;
    assert_eq!(counted(&*store).await?, 1);
    Ok(())
}

pub async fn the_lease_of_a_killed_holder_is_taken_when_it_expires(program: &str, address: &str) -> Outcome {
    let store = open(address, KEYS).await?;
    let (holder, token) = hold(program, address, "3000")?;
    check_conflict(take(&*store).await);
    holder.kill()?;
    check_conflict(take(&*store).await);
    assert!(take_when_free(&*store).await? > token);
    Ok(())
}

#[cfg(unix)]
pub async fn a_paused_holder_that_wakes_up_late_is_refused(program: &str, address: &str) -> Outcome {
    let store = open(address, KEYS).await?;
    let (mut late, token) = hold(program, address, "500")?;
    late.pause()?;
    let mine = take_when_free(&*store).await?;
    assert!(mine > token, "{mine:?} after {token:?}");
    late.wake()?;
    late.go()?;
    assert_eq!(late.finish()?, ["refused to renew", "refused to give back"]);
    let found = store.load(Kind::Lease, LEASE).await?;
    assert_eq!(found.map(|record| record.version), Some(mine), "the lease is still mine");
    Ok(())
}

/// Runs all of these at the same time, and gives what they have said.
fn run(program: &str, address: &str, works: &[&[&str]]) -> io::Result<Vec<Vec<String>>> {
    let started = works.iter().map(|work| Process::start(program, address, work));
    let mut processes = started.collect::<io::Result<Vec<_>>>()?;
    for process in &mut processes {
        process.go()?;
    }
    processes.into_iter().map(Process::finish).collect()
}

/// A process that holds the lease for so many milliseconds, and its fencing token.
fn hold(program: &str, address: &str, milliseconds: &str) -> Outcome<(Process, Version)> {
    let mut holder = Process::start(program, address, &["hold", milliseconds])?;
    holder.go()?;
    let token = holder.hear()?.ok_or("the holder has stopped")?;
    Ok((holder, Version::new(token.parse()?)))
}

async fn take(store: &dyn Store) -> Result<Version, StoreError> {
    let end = SystemTime::now() + Duration::from_mins(1);
    store.save(Kind::Lease, LEASE, b"mine".to_vec(), Version::ABSENT, Some(end)).await
}

async fn take_when_free(store: &dyn Store) -> Outcome<Version> {
    let deadline = Instant::now() + SOON;
    loop {
        match take(store).await {
            Err(error) if error.is_conflict() && Instant::now() < deadline => {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            taken => return Ok(taken?),
        }
    }
}

async fn counted(store: &dyn Store) -> Outcome<u64> {
    let found = store.load(Kind::Grant, COUNTER).await?.ok_or("nothing was counted")?;
    Ok(u64::from_le_bytes(found.bytes.as_slice().try_into()?))
}
