//! Another process at the same store: it opens the store, says so, and goes to work when told.
//!
//! Usage: `ZYLKER_STORE=… ZYLKER_KEYS=… store_process take <n> | count <n> | write | hold <milliseconds>`

use std::env;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use requires_scope::{Kind, Record, Store, StoreError, Version};
use tests::conformance::processes::LEASE;
use tests::conformance::{Outcome, count};
use tests::processes::{filled_with, filling, open};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            drop(say(&format!("failed: {error:?}")));
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Outcome {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let store = open(&env::var("ZYLKER_STORE")?, &env::var("ZYLKER_KEYS")?).await?;
    say("ready")?;
    wait_to_be_told()?;
    match arguments.as_slice() {
        ["take", records] => take(&*store, records.parse()?).await,
        ["count", times] => count(&*store, times.parse()?).await,
        ["write"] => write(&*store).await,
        ["hold", milliseconds] => hold(&*store, Duration::from_millis(milliseconds.parse()?)).await,
        work => Err(format!("what is {work:?}?").into()),
    }
}

/// Says which records it got.
async fn take(store: &dyn Store, records: u32) -> Outcome {
    for key in 0..records {
        let key = key.to_string();
        let Some(Record { version, .. }) = store.load(Kind::SuspendedCall, &key).await? else { continue };
        match store.remove(Kind::SuspendedCall, &key, version).await {
            Err(error) if error.is_conflict() => {}
            removed => {
                removed?;
                say(&key)?;
            }
        }
    }
    Ok(())
}

/// Writes until it is killed, and says after each write which one it was.
async fn write(store: &dyn Store) -> Outcome {
    let (mut version, mut number) = match store.load(Kind::Grant, "one").await? {
        Some(found) => (found.version, filling(&found.bytes)?),
        None => (Version::ABSENT, 0),
    };
    loop {
        number += 1;
        version = store.save(Kind::Grant, "one", filled_with(number), version, None).await?;
        say(&number.to_string())?;
    }
}

/// Takes the lease, says its token, and when it is told to go on believes that it still holds it.
async fn hold(store: &dyn Store, time: Duration) -> Outcome {
    let take =
        |token| store.save(Kind::Lease, LEASE, b"another's".to_vec(), token, Some(SystemTime::now() + time));
    let token = take(Version::ABSENT).await?;
    say(&token.number().to_string())?;
    wait_to_be_told()?;
    let is_refused = |outcome: Result<(), StoreError>| match outcome {
        Err(error) if error.is_conflict() => Ok("refused"),
        outcome => outcome.map(|()| "allowed"),
    };
    say(&format!("{} to renew", is_refused(take(token).await.map(drop))?))?;
    say(&format!("{} to give back", is_refused(store.remove(Kind::Lease, LEASE, token).await)?))?;
    Ok(())
}

fn wait_to_be_told() -> io::Result<()> {
    io::stdin().read_line(&mut String::new()).map(drop)
}

fn say(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}
