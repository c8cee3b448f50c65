//! A hundred thousand loaded grants: the bytes that each takes in this process, beside the same kept as text.

use std::alloc::System;
use std::error::Error;
use std::sync::Arc;
use std::time::SystemTime;

use bytes::Bytes;
use futures_util::future::{BoxFuture, ready};
use http::{Request, Response};
use load::{Endpoint, SCOPES, import, key, refresh_token, say};
use requires_scope::{
    Client, ClientBuilder, Grant, Kind, MemoryStore, Record, ScopeSet, Store, StoreError, Transport,
    TransportError, Version,
};
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

/// A token endpoint that answers a code with all that Zoho answers.
#[derive(Clone, Debug)]
struct CodeExchange;

impl Transport for CodeExchange {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let answer = serde_json::json!({
            "access_token": refresh_token(1),
            "refresh_token": refresh_token(0),
            "scope": SCOPES.replace(',', " "),
            "api_domain": "https://www.zohoapis.com",
            "token_type": "Bearer",
            "expires_in": 3600,
        });
        Box::pin(ready(Ok(Response::new(answer.to_string().into()))))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let token = refresh_token(0).len();
    let (imported, handle) = runtime.block_on(async { loaded(imported().await?).await })?;
    let (signed_in, _) = runtime.block_on(async { loaded(signed_in().await?).await })?;
    say(&format!("loaded after an import:  {imported} bytes per grant, {token} of them its token"));
    say(&format!("loaded after a sign-in:  {signed_in} bytes per grant, {} of them its tokens", 2 * token));
    say(&format!("another handle:          {handle} bytes"));

    let region = Region::new(ALLOCATOR);
    let mut plain: Vec<Plain> = Vec::with_capacity(GRANTS);
    plain.extend((0..GRANTS).map(|number| Plain {
        _user: key(number).to_string(),
        _refresh_token: refresh_token(number),
        _scopes: SCOPES.split(',').map(str::to_owned).collect(),
    }));
    say(&format!("an import as text:       {} bytes per grant", held_by(&region) / GRANTS));
    Ok(())
}

/// The bytes of a loaded grant with this record, and of a handle.
async fn loaded(record: Record) -> Result<(usize, usize), Box<dyn Error>> {
    let client = builder().transport(CodeExchange).store(SameForAll(record)).build()?;
    let region = Region::new(ALLOCATOR);
    let first = handles(&client, &region).await?;
    // A second handle of the same grants: what the first has taken beside the grant.
    let second = handles(&client, &region).await?;
    Ok((first.bytes - second.bytes, second.bytes))
}

struct Handles {
    bytes: usize,
    /// They stay: the grants must stay loaded.
    _grants: Vec<Grant>,
}

async fn handles(client: &Client, region: &Region<'_, System>) -> Result<Handles, Box<dyn Error>> {
    let mut grants = Vec::with_capacity(GRANTS);
    let before = held_by(region);
    for number in 0..GRANTS {
        grants.push(client.grant(&key(number)).await?);
    }
    Ok(Handles { bytes: (held_by(region) - before) / GRANTS, _grants: grants })
}

async fn imported() -> Result<Record, Box<dyn Error>> {
    let store = Arc::new(MemoryStore::new());
    let client = builder().transport(Endpoint::open()).store(Arc::clone(&store)).build()?;
    import(&client, 0).await?;
    written(&store).await
}

async fn signed_in() -> Result<Record, Box<dyn Error>> {
    let store = Arc::new(MemoryStore::new());
    let client = builder().transport(CodeExchange).store(Arc::clone(&store)).build()?;
    let grant = client.grant(&key(0)).await?;
    let attempt = grant.ask(&ScopeSet::parse_list(SCOPES)?).await?.ok_or("nothing is missing")?;
    let page = client.open_consent(attempt.id(), &grant, None, None).await?;
    let state = page.url().query_pairs().find_map(|(name, value)| (name == "state").then_some(value));
    let query = format!("code=1000.code&location=us&state={}", state.ok_or("no state was sent")?);
    client.answer(&query, Some(page.cookie().expose()), Some(&grant)).await?;
    written(&store).await
}

fn builder() -> ClientBuilder {
    let builder = Client::builder("1000.LOAD", "secret", "https://zylker.example/scopes/callback");
    builder.initial_scopes(SCOPES.split(','))
}

async fn written(store: &MemoryStore) -> Result<Record, Box<dyn Error>> {
    let written = store.load(Kind::Grant, "6:zylker/marketer-0").await?;
    Ok(written.ok_or("no grant was written")?)
}

fn held_by(region: &Region<'_, System>) -> usize {
    let change = region.change();
    change.bytes_allocated.saturating_sub(change.bytes_deallocated)
}
