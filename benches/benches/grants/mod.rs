//! Loaded grants to check. They are never dropped, as that would be measured.

use benches::{grant as grant_of, scope_set};
use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::{Request, Response};
use requires_scope::{Client, Grant, GrantImport, GrantKey, MemoryStore, Store, Transport, TransportError};

/// Nobody is asked for anything here.
#[derive(Debug)]
struct Nowhere;

impl Transport for Nowhere {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(std::future::ready(Err("there is no network".into())))
    }
}

/// A client of this store.
pub(crate) fn client(store: impl Store) -> Client {
    let builder = Client::builder("1000.CLIENT", "secret", "https://zylker.example/scopes/callback");
    builder.store(store).transport(Nowhere).build().expect("a client without a network")
}

/// A grant of `count` scopes, loaded, with the first `n_needed` of those that are needed.
pub(crate) fn holding(count: usize, n_needed: usize) -> &'static Grant {
    let [_, grant] = handles(count, n_needed);
    grant
}

/// Two handles of such a grant: one of before it had any scope, and one of after.
pub(crate) fn handles(count: usize, n_needed: usize) -> [&'static Grant; 2] {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime with a clock");
    let grants = runtime.block_on(async {
        let scopes = scope_set(&grant_of(count, n_needed));
        let key = GrantKey::new("zylker", "marketer-7");
        let client = client(MemoryStore::new());
        let older = client.grant(&key).await?;
        Ok([older, client.import_grant(&key, GrantImport::new("1000.refresh").assuming(scopes)).await?])
    });
    let grants: Result<_, requires_scope::Error> = grants;
    grants.expect("a grant in memory").map(|grant| &*Box::leak(Box::new(grant)))
}
