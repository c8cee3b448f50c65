//! What a mistake in the attribute looks like, and what must go on compiling: `fail/` and `pass/`, run by `tests/ui.rs`.
//!
//! The library is the grant that guarded functions are tried with.

use bytes::Bytes;
use futures_util::future::{BoxFuture, ready};
use http::{Request, Response};
use requires_scope::{
    Client, DataCenter, Error, Grant, GrantImport, GrantKey, MemoryStore, ScopeSet, Transport, TransportError,
};

/// A server that cannot be reached: no guard here may need one.
#[derive(Debug)]
struct Unreachable;

impl Transport for Unreachable {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(ready(Err("no server is meant to be asked".into())))
    }
}

/// A grant of exactly these scopes, with commas between them.
///
/// # Panics
///
/// When the list is malformed.
pub fn grant_of(scopes: &str) -> Grant {
    let scopes = ScopeSet::parse_list(scopes).expect("a well-formed list of scopes");
    // A thread of its own, because the caller may be a task already.
    let made = std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(imported(scopes))
    });
    made.join().expect("a grant does not panic").expect("a grant in memory")
}

async fn imported(scopes: ScopeSet) -> Result<Grant, Error> {
    let client = Client::builder("1000.CLIENT", "secret", "https://zylker.example/scopes/callback")
        .data_center(DataCenter::Us)
        .store(MemoryStore::new())
        .transport(Unreachable)
        .build()?;
    let import = GrantImport::new("1000.refresh").assuming(scopes);
    client.import_grant(&GrantKey::new("zylker", "marketer-7"), import).await
}
