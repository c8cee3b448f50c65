//! A hundred thousand loaded grants: the bytes that each takes in this process, beside what it holds at the least.

use std::alloc::System;
use std::error::Error;

use load::{Endpoint, SCOPES, client, import, key, refresh_token, say};
use requires_scope::Grant;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tokio::runtime::Builder;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const GRANTS: usize = 100_000;

/// What people keep who keep it as text.
struct Plain {
    _user: String,
    _access_token: String,
    _refresh_token: String,
    _scopes: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let endpoint = Endpoint::open();
    let client = client(&endpoint)?;
    // The records in the store are not what is measured: they are there before.
    let writer = runtime.block_on(written(&endpoint))?;
    let region = Region::new(ALLOCATOR);
    let mut grants: Vec<Grant> = Vec::with_capacity(GRANTS);
    let before = held_by(&region);
    runtime.block_on(async {
        for number in 0..GRANTS {
            grants.push(import(&client, number).await?);
        }
        Ok::<_, requires_scope::Error>(())
    })?;
    let with_records = held_by(&region) - before;
    say(&format!(
        "loaded, with their records in the memory store: {} bytes per grant",
        with_records / GRANTS
    ));
    say(&format!("of these the records and their keys: {} bytes per grant", writer / GRANTS));
    say(&format!("so loaded: {} bytes per grant", with_records.saturating_sub(writer) / GRANTS));

    let region = Region::new(ALLOCATOR);
    let mut plain: Vec<Plain> = Vec::with_capacity(GRANTS);
    let before = held_by(&region);
    plain.extend((0..GRANTS).map(|number| Plain {
        _user: key(number).to_string(),
        _access_token: String::new(),
        _refresh_token: refresh_token(number),
        _scopes: SCOPES.split(',').map(str::to_owned).collect(),
    }));
    say(&format!(
        "as text, without tokens' expiry or waiters: {} bytes per grant",
        (held_by(&region) - before) / GRANTS
    ));
    Ok(())
}

/// The bytes of the records alone: the same imports, with grants that are let go at once.
async fn written(endpoint: &Endpoint) -> Result<usize, requires_scope::Error> {
    let client = client(endpoint)?;
    let region = Region::new(ALLOCATOR);
    let before = held_by(&region);
    for number in 0..GRANTS {
        drop(import(&client, number).await?);
    }
    client.note_missed_changes().await?;
    Ok(held_by(&region).saturating_sub(before))
}

fn held_by(region: &Region<'_, System>) -> usize {
    let change = region.change();
    change.bytes_allocated.saturating_sub(change.bytes_deallocated)
}
