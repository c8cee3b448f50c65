//! Another process at the same SQLite file: it opens the file, says so, and goes to work when told.
//!
//! Usage: `ZYLKER_KEYS=… store_process <file> take <n> | count <n> | write`

use std::env;
use std::io::{self, Write as _};
use std::process::ExitCode;

use requires_scope::{KeyRing, Kind, Record, Store, Version};
use requires_scope_sqlite::SqliteStore;
use tests::conformance::{Outcome, count};
use tests::processes::filled_with;

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
    let [file, work @ ..] = arguments.as_slice() else { return Err("which file?".into()) };
    let store = SqliteStore::open(file).await?.sealed(KeyRing::from_env("ZYLKER_KEYS")?);
    say("ready")?;
    io::stdin().read_line(&mut String::new())?;
    match work {
        ["take", records] => take(&store, records.parse()?).await,
        ["count", times] => count(&store, times.parse()?).await,
        ["write"] => write(&store).await,
        _ => Err(format!("what is {work:?}?").into()),
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
    let found = store.load(Kind::Grant, "one").await?;
    let mut version = found.map_or(Version::ABSENT, |record| record.version);
    loop {
        let next = filled_with(version.next());
        version = store.save(Kind::Grant, "one", next, version, None).await?;
        say(&version.number().to_string())?;
    }
}

fn say(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}
