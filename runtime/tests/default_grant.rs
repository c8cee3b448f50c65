//! The grant of a process stays right for as long as the process runs, whatever becomes of its scopes.

use std::error::Error as StdError;

use bytes::Bytes;
use futures_util::future::{BoxFuture, ready};
use http::{Request, Response};
use requires_scope::{
    Client, Error, GrantImport, GrantKey, MemoryStore, ScopeSet, Transport, TransportError, current,
    requires_scope, set_default_grant,
};

/// Nobody is asked for anything here.
#[derive(Debug)]
struct Nowhere;

impl Transport for Nowhere {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(ready(Err("there is no network".into())))
    }
}

#[requires_scope("ZohoCRM.modules.leads.READ")]
fn read_leads() -> Result<(), Error> {
    Ok(())
}

#[requires_scope("ZohoCRM.modules.leads.READ", "ZohoCRM.coql.READ")]
async fn query_leads() -> Result<(), Error> {
    Ok(())
}

#[tokio::test]
async fn a_default_grant_follows_what_is_granted_and_withdrawn() -> Result<(), Box<dyn StdError>> {
    let client = Client::builder("1000.CLIENT", "secret", "https://zylker.example/scopes/callback")
        .store(MemoryStore::new())
        .transport(Nowhere)
        .build()?;
    let key = GrantKey::new("zylker", "worker");
    set_default_grant(client.grant(&key).await?).map_err(|_| "a default was set before")?;
    for (list, may_read, may_query) in [
        ("", false, false),
        ("ZohoCRM.modules.leads.READ", true, false),
        ("ZohoCRM.modules.leads.ALL,ZohoCRM.coql.READ", true, true),
        ("ZohoCRM.coql.READ", false, false),
        ("ZohoCRM.modules.leads.READ,ZohoCRM.coql.READ", true, true),
    ] {
        let import = GrantImport::new("1000.refresh").assuming(ScopeSet::parse_list(list)?);
        client.import_grant(&key, import).await?;
        for _ in 0..2 {
            assert_eq!(read_leads().is_ok(), may_read, "{list}");
            assert_eq!(query_leads().await.is_ok(), may_query, "{list}");
            let scoped =
                current()?.scope(async { (read_leads().is_ok(), query_leads().await.is_ok()) }).await;
            assert_eq!(scoped, (may_read, may_query), "{list}");
        }
    }
    Ok(())
}
