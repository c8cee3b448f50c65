//! The main operations of every store, side by side: `ZYLKER_POSTGRES` and `ZYLKER_REDIS` name the servers, and a store
//! without its server is left out.

use std::env;
use std::error::Error;
use std::time::Instant;

use futures_util::future::try_join_all;
use load::say;
use requires_scope::{Kind, MemoryStore, Store, StoreError, Version};
use requires_scope_postgres::PostgresStore;
use requires_scope_redis::RedisStore;
use requires_scope_sqlite::SqliteStore;

/// How many operations of each kind.
const OPERATIONS: usize = 1_000;

/// How many run at once where they run side by side.
const AT_ONCE: usize = 20;

/// About as long as the sealed record of a grant.
const RECORD: [u8; 600] = [7; 600];

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    say("operations per second        create      load   replace    remove   load, 20 at once");
    measure("memory", &MemoryStore::new()).await?;
    let folder = tempfile::tempdir()?;
    let file = SqliteStore::open(folder.path().join("load.db")).await?;
    measure("SQLite (on the disk)", &file.in_the_clear()).await?;
    match env::var("ZYLKER_POSTGRES") {
        Ok(url) => measure("PostgreSQL", &PostgresStore::connect(&url).await?.in_the_clear()).await?,
        Err(_) => say("PostgreSQL: `ZYLKER_POSTGRES` names no server"),
    }
    match env::var("ZYLKER_REDIS") {
        Ok(url) => measure("Redis", &RedisStore::connect(&url).await?.in_the_clear()).await?,
        Err(_) => say("Redis: `ZYLKER_REDIS` names no server"),
    }
    Ok(())
}

async fn measure(name: &str, store: &dyn Store) -> Result<(), StoreError> {
    let process = std::process::id();
    let keys: Vec<_> = (0..OPERATIONS).map(|number| format!("6:zylker/load-{process}-{number}")).collect();
    let mut versions = Vec::with_capacity(OPERATIONS);

    let started = Instant::now();
    for key in &keys {
        versions.push(store.save(Kind::Grant, key, RECORD.to_vec(), Version::ABSENT, None).await?);
    }
    let create = rate(started);
    let started = Instant::now();
    for key in &keys {
        store.load(Kind::Grant, key).await?;
    }
    let load = rate(started);
    let started = Instant::now();
    for (key, version) in keys.iter().zip(&mut versions) {
        *version = store.save(Kind::Grant, key, RECORD.to_vec(), *version, None).await?;
    }
    let replace = rate(started);
    let started = Instant::now();
    for some in keys.chunks(AT_ONCE) {
        try_join_all(some.iter().map(|key| store.load(Kind::Grant, key))).await?;
    }
    let at_once = rate(started);
    let started = Instant::now();
    for (key, version) in keys.iter().zip(versions) {
        store.remove(Kind::Grant, key, version).await?;
    }
    let remove = rate(started);
    say(&format!("{name:<24} {create:>10.0} {load:>9.0} {replace:>9.0} {remove:>9.0} {at_once:>18.0}"));
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a thousand operations")]
fn rate(started: Instant) -> f64 {
    OPERATIONS as f64 / started.elapsed().as_secs_f64()
}
