//! A hundred thousand loaded grants: the bytes that each takes in this process, beside the same kept as text.

use std::alloc::System;
use std::error::Error;
use std::sync::Arc;
use std::time::SystemTime;

use futures_util::future::BoxFuture;
use load::{Endpoint, SCOPES, import, key, refresh_token, say};
use requires_scope::{Client, Grant, Kind, MemoryStore, Record, Store, StoreError, Version};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tokio::runtime::Builder;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const GRANTS: usize = 100_000;

/// A store in which everybody has the same grant, so that no record takes memory of this process.
#[derive(Debug)]
struct SameForAll(Record);

impl Store for SameForAll {
    fn load<'a>(&'a self, kind: Kind, _: &'a str) -> BoxFuture<'a, Result<Option<Record>, StoreError>> {
        Box::pin(async move { Ok((kind == Kind::Grant).then(|| self.0.clone())) })
    }

    fn save<'a>(
        &'a self,
        _: Kind,
        _: &'a str,
        _: Vec<u8>,
        _: Version,
        _: Option<SystemTime>,
    ) -> BoxFuture<'a, Result<Version, StoreError>> {
        Box::pin(async { Err(StoreError::conflict()) })
    }

    fn remove<'a>(&'a self, _: Kind, _: &'a str, _: Version) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async { Err(StoreError::conflict()) })
    }
}

/// What people keep who keep it as text.
struct Plain {
    _user: String,
    _refresh_token: String,
    _scopes: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let client = runtime.block_on(client())?;
    let region = Region::new(ALLOCATOR);
    let mut grants: Vec<Grant> = Vec::with_capacity(GRANTS);
    let before = held_by(&region);
    runtime.block_on(async {
        for number in 0..GRANTS {
            grants.push(client.grant(&key(number)).await?);
        }
        Ok::<_, requires_scope::Error>(())
    })?;
    let loaded = (held_by(&region) - before) / GRANTS;
    // A second handle of the same grants: what the first has taken beside the grant.
    let mut handles: Vec<Grant> = Vec::with_capacity(GRANTS);
    let before = held_by(&region);
    runtime.block_on(async {
        for number in 0..GRANTS {
            handles.push(client.grant(&key(number)).await?);
        }
        Ok::<_, requires_scope::Error>(())
    })?;
    let handle = (held_by(&region) - before) / GRANTS;
    let tokens = refresh_token(0).len();
    say(&format!("loaded: {} bytes per grant, {tokens} of them its token", loaded - handle));
    say(&format!("handle: {handle} bytes"));

    let region = Region::new(ALLOCATOR);
    let mut plain: Vec<Plain> = Vec::with_capacity(GRANTS);
    plain.extend((0..GRANTS).map(|number| Plain {
        _user: key(number).to_string(),
        _refresh_token: refresh_token(number),
        _scopes: SCOPES.split(',').map(str::to_owned).collect(),
    }));
    say(&format!("as text: {} bytes per grant", held_by(&region) / GRANTS));
    Ok(())
}

async fn client() -> Result<Client, Box<dyn Error>> {
    let store = Arc::new(MemoryStore::new());
    let endpoint = Endpoint::open();
    let builder = || {
        Client::builder("1000.LOAD", "secret", "https://zylker.example/scopes/callback")
            .transport(endpoint.clone())
    };
    import(&builder().store(Arc::clone(&store)).build()?, 0).await?;
    let written = store.load(Kind::Grant, "6:zylker/marketer-0").await?;
    let written = written.ok_or("no grant was written")?;
    Ok(builder().store(SameForAll(written)).build()?)
}

fn held_by(region: &Region<'_, System>) -> usize {
    let change = region.change();
    change.bytes_allocated.saturating_sub(change.bytes_deallocated)
}
