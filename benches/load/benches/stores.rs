//! The main operations of every store, side by side: `ZYLKER_POSTGRES` and `ZYLKER_REDIS` name the servers, and a store
//! without its server is left out.

use std::env;
use std::error::Error;
use std::time::{Duration, Instant};

use futures_util::future::try_join_all;
use load::{median, say};
use requires_scope::{Kind, MemoryStore, Store, StoreError, Version};
use requires_scope_postgres::PostgresStore;
use requires_scope_redis::RedisStore;
use requires_scope_sqlite::SqliteStore;

/// How many operations of each kind in a round.
const OPERATIONS: usize = 500;

const ROUNDS: usize = 5;

/// How many run at once where they run side by side.
const AT_ONCE: usize = 20;

/// About as long as the sealed record of a grant.
const RECORD: [u8; 600] = [7; 600];

/// What is measured of each store.
const STEPS: [&str; 5] = ["create", "load", "replace", "load, 20 at once", "remove"];

/// What all times are compared with: a load from this store.
const UNIT: &str = "SQLite";
const LOAD: usize = 1;

/// A store, and the times of its steps in each round.
struct Measured {
    name: &'static str,
    store: Box<dyn Store>,
    times: [Vec<Duration>; STEPS.len()],
}

impl Measured {
    fn new(name: &'static str, store: impl Store) -> Measured {
        Measured { name, store: Box::new(store), times: Default::default() }
    }

    fn median(&self, step: usize) -> f64 {
        self.times.get(step).map_or(f64::NAN, |times| median(times.clone()).as_secs_f64())
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let file = SqliteStore::open(folder.path().join("load.db")).await?;
    let mut stores =
        vec![Measured::new("memory", MemoryStore::new()), Measured::new(UNIT, file.in_the_clear())];
    if let Ok(url) = env::var("ZYLKER_POSTGRES") {
        stores.push(Measured::new("PostgreSQL", PostgresStore::connect(&url).await?.in_the_clear()));
    }
    if let Ok(url) = env::var("ZYLKER_REDIS") {
        stores.push(Measured::new("Redis", RedisStore::connect(&url).await?.in_the_clear()));
    }
    for round in 0..ROUNDS {
        for Measured { store, times, .. } in &mut stores {
            let measured = measure(&**store, round).await?;
            times.iter_mut().zip(measured).for_each(|(times, time)| times.push(time));
        }
    }
    let unit = stores.iter().find(|measured| measured.name == UNIT).map(|measured| measured.median(LOAD));
    let unit = unit.ok_or("the store that all are compared with is not measured")?;
    say(&format!("{:<12}{}", "", STEPS.map(|step| format!("{step:>18}")).concat()));
    for measured in &stores {
        let ratios = (0..STEPS.len()).map(|step| format!("{:>18.2}", measured.median(step) / unit));
        say(&format!("{:<12}{}", measured.name, ratios.collect::<String>()));
    }
    Ok(())
}

/// The time of each step.
async fn measure(store: &dyn Store, round: usize) -> Result<[Duration; STEPS.len()], StoreError> {
    let process = std::process::id();
    let key = |number| format!("6:zylker/load-{process}-{round}-{number}");
    let keys: Vec<_> = (0..OPERATIONS).map(key).collect();
    let mut versions = Vec::with_capacity(OPERATIONS);

    let started = Instant::now();
    for key in &keys {
        versions.push(store.save(Kind::Grant, key, RECORD.to_vec(), Version::ABSENT, None).await?);
    }
    let create = started.elapsed();
    let started = Instant::now();
    for key in &keys {
        store.load(Kind::Grant, key).await?;
    }
    let load = started.elapsed();
    let started = Instant::now();
    for (key, version) in keys.iter().zip(&mut versions) {
        *version = store.save(Kind::Grant, key, RECORD.to_vec(), *version, None).await?;
    }
    let replace = started.elapsed();
    let started = Instant::now();
    for some in keys.chunks(AT_ONCE) {
        try_join_all(some.iter().map(|key| store.load(Kind::Grant, key))).await?;
    }
    let at_once = started.elapsed();
    let started = Instant::now();
    for (key, version) in keys.iter().zip(versions) {
        store.remove(Kind::Grant, key, version).await?;
    }
    Ok([create, load, replace, at_once, started.elapsed()])
}
