//! The servers that the tests are given, and their end.

use std::env;
use std::error::Error;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant, SystemTime};

use requires_scope::{Kind, Store, StoreError, Version};
use tests::conformance::changes::Listener;
use tests::conformance::{Outcome, create};
use tests::stage::SOON;
use tokio::time::sleep;

/// The URL of a server.
pub(crate) fn url(variable: &str) -> Outcome<String> {
    env::var(variable).map_err(|_| {
        format!("`{variable}` does not name a server: run `cargo xtask stores`, which starts one").into()
    })
}

/// A name that no other test uses.
pub(crate) fn fresh_name() -> String {
    static NAMES: AtomicU32 = AtomicU32::new(0);
    format!("test_{}_{}", std::process::id(), NAMES.fetch_add(1, Ordering::Relaxed))
}

/// The server is killed and comes back, and the store with it: by itself, with all that it has said to be saved, and
/// with a loss told to those who listen.
pub(crate) async fn check_outlives_its_server(
    store: &dyn Store,
    process: impl AsyncFn() -> Outcome<String>,
) -> Outcome {
    let saved = create(store, "before", b"it").await?;
    let mut listener = Listener::begin(store).await?;
    kill_and_await(process).await?;

    let found = when_back(async || store.load(Kind::Grant, "before").await).await?;
    let found = found.ok_or("what was saved is gone")?;
    assert_eq!((found.version, found.bytes.as_slice()), (saved, &b"it"[..]));
    let next = store.save(Kind::Grant, "before", b"more".to_vec(), saved, None).await?;
    assert!(next > saved, "{next:?} after {saved:?}");
    assert!(create(store, "after", b"it").await? > saved);

    listener.hear_of_a_loss().await?;
    store.remove(Kind::Grant, "before", next).await?;
    listener.hear("before").await
}

/// A record that lives for a moment by the server's clock.
pub(crate) async fn check_expires_by_the_servers_clock(store: &dyn Store) -> Outcome {
    let save = |expires_in| {
        let end = SystemTime::now() + expires_in;
        store.save(Kind::Lease, "one", b"it".to_vec(), Version::ABSENT, Some(end))
    };
    let version = save(Duration::from_millis(300)).await?;
    let deadline = Instant::now() + SOON;
    while store.load(Kind::Lease, "one").await?.is_some() {
        assert!(Instant::now() < deadline, "it does not expire");
        sleep(Duration::from_millis(10)).await;
    }
    let over = save(Duration::ZERO).await?;
    assert!(over > version && store.load(Kind::Lease, "one").await?.is_none());
    assert!(save(Duration::from_hours(1)).await? > over);
    assert!(store.load(Kind::Lease, "one").await?.is_some());
    Ok(())
}

/// Asks until the store answers. Until then it must say that it does not, and nothing else.
pub(crate) async fn when_back<T>(ask: impl AsyncFn() -> Result<T, StoreError>) -> Outcome<T> {
    let deadline = Instant::now() + SOON;
    loop {
        match ask().await {
            Err(error) if Instant::now() < deadline => {
                assert!(!error.is_conflict() && !error.is_unreadable(), "{error:?}");
                sleep(Duration::from_millis(10)).await;
            }
            answer => return Ok(answer?),
        }
    }
}

/// What a reporter would print of an error.
pub(crate) fn chain(error: &StoreError) -> Vec<String> {
    let mut chain = vec![error.to_string()];
    let mut next = error.source();
    while let Some(source) = next {
        chain.push(source.to_string());
        next = source.source();
    }
    chain
}

/// Neither the chain of an error nor its `Debug` may say the password.
#[track_caller]
pub(crate) fn check_keeps(password: &str, error: &StoreError) {
    let printed = format!("{} {error:?} {error:#?}", chain(error).join("; "));
    assert!(!printed.contains(password), "{printed}");
}

/// Ends a server in the middle of whatever it does, and waits until whoever has started it has started it again: parts of
/// the old one may answer a moment longer than itself.
async fn kill_and_await(process: impl AsyncFn() -> Outcome<String>) -> Outcome {
    let old = process().await?;
    let killed = Command::new("kill").args(["-KILL", old.trim()]).status()?;
    if !killed.success() {
        return Err(format!("kill {old}: {killed}").into());
    }
    let deadline = Instant::now() + SOON;
    while process().await.map_or(true, |new| new == old) {
        if Instant::now() > deadline {
            return Err("the server does not come back".into());
        }
        sleep(Duration::from_millis(10)).await;
    }
    Ok(())
}
