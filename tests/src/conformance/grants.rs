//! What several processes owe to a grant that they share: one refresh, nothing overwritten, nobody kept out, and what one
//! learns all know.

use std::time::{Duration, Instant};

use requires_scope::{Error, Grant, requires_scope};
use tokio::time::sleep;
use zoho_sandbox::Fault;

use super::Outcome;
use crate::grants::{Stage, TOKEN};
use crate::stage::{CONTACTS, LEADS, key};

/// A little longer than a lease.
const A_LEASE: Duration = Duration::from_secs(61);

/// Long enough to do something to a process that waits for Zoho.
const SLOW: Duration = Duration::from_secs(3);

/// Makes a module's tests of the laws for grants that several processes share; `$fresh` is as for `processes!`.
#[macro_export]
macro_rules! grants {
    ($fresh:path) => {
        $crate::grants! { $fresh =>
            eight_processes_of_fifty_tasks_make_one_refresh_at_expiry
            a_paused_process_that_wakes_up_after_its_lease_overwrites_nothing
            a_process_killed_in_its_refresh_keeps_nobody_out_for_longer_than_its_lease
            what_one_client_learns_every_guard_knows_within_a_second
        }
    };
    ($fresh:path => $($law:ident)+) => {
        $(
            #[::tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $law() -> $crate::conformance::Outcome {
                let (address, _kept) = $fresh().await?;
                $crate::conformance::grants::$law(env!("CARGO_BIN_EXE_grant_process"), &address).await
            }
        )+
    };
}

pub async fn eight_processes_of_fifty_tasks_make_one_refresh_at_expiry(
    program: &str,
    address: &str,
) -> Outcome {
    let stage = Stage::set(address).await?;
    let before = token(&stage.client.grant(&key("mia")).await?).await?;
    stage.pass(Duration::from_hours(2))?;
    let mut processes = Vec::new();
    for _ in 0..8 {
        processes.push(stage.process(program, 50)?);
    }
    for process in &mut processes {
        process.go()?;
    }
    let mut said = Vec::new();
    for process in processes {
        said.extend(process.finish()?);
    }
    assert_eq!(stage.refreshes(), 2, "one before it expired, and one after");
    assert!(said.len() == 8 && said.iter().all(|token| *token == said[0] && *token != before), "{said:?}");
    Ok(())
}

#[cfg(unix)]
pub async fn a_paused_process_that_wakes_up_after_its_lease_overwrites_nothing(
    program: &str,
    address: &str,
) -> Outcome {
    let stage = Stage::set(address).await?;
    stage.sandbox.faults().fail_next(TOKEN, Fault::Delay(SLOW));
    let mut late = stage.process(program, 1)?;
    late.go()?;
    stage.until_refreshes(1).await?;
    late.pause()?;
    stage.pass(A_LEASE)?;
    let mut overtakes = stage.process(program, 1)?;
    overtakes.go()?;
    let newer = overtakes.finish()?;
    sleep(SLOW).await;
    late.wake()?;
    let late = late.finish()?;
    assert_ne!(late, newer, "both were answered");
    let stored = token(&stage.another_client().await?.grant(&key("mia")).await?).await?;
    assert_eq!(([stored].as_slice(), stage.refreshes()), (newer.as_slice(), 2));
    Ok(())
}

pub async fn a_process_killed_in_its_refresh_keeps_nobody_out_for_longer_than_its_lease(
    program: &str,
    address: &str,
) -> Outcome {
    let stage = Stage::set(address).await?;
    stage.sandbox.faults().fail_next(TOKEN, Fault::Delay(SLOW));
    let mut dies = stage.process(program, 1)?;
    dies.go()?;
    stage.until_refreshes(1).await?;
    dies.kill()?;
    let mut others = [stage.process(program, 10)?, stage.process(program, 10)?];
    for other in &mut others {
        other.go()?;
    }
    sleep(Duration::from_secs(1)).await;
    assert_eq!(stage.refreshes(), 1, "the lease stands");
    stage.pass(A_LEASE)?;
    let [first, second] = others;
    assert_eq!(first.finish()?, second.finish()?);
    assert_eq!(stage.refreshes(), 2);
    Ok(())
}

/// An enhancement, a revocation and a new token reach the cache of a client that does nothing for it.
pub async fn what_one_client_learns_every_guard_knows_within_a_second(_: &str, address: &str) -> Outcome {
    let stage = Stage::set(address).await?;
    let elsewhere = stage.another_client().await?.grant(&key("mia")).await?;
    assert!(!passes(&elsewhere).await);
    for (scopes, expected) in [(format!("{LEADS},{CONTACTS}"), true), (LEADS.to_owned(), false)] {
        stage.grant(&scopes).await?;
        let changed = Instant::now();
        while passes(&elsewhere).await != expected {
            assert!(changed.elapsed() < Duration::from_secs(1), "{scopes} is not known in time");
            sleep(Duration::from_millis(10)).await;
        }
    }
    assert_eq!(stage.sandbox.journal().len(), 0, "Zoho was not asked");

    let fresh = token(&stage.client.grant(&key("mia")).await?).await?;
    sleep(Duration::from_secs(1)).await;
    assert_eq!((token(&elsewhere).await?, stage.refreshes()), (fresh, 1));
    Ok(())
}

async fn passes(grant: &Grant) -> bool {
    grant.clone().scope(guarded()).await.is_ok()
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn guarded() -> Result<(), Error> {
    Ok(())
}

async fn token(grant: &Grant) -> Outcome<String> {
    Ok(grant.access_token().await?.expose().to_owned())
}
