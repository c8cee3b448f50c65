//! A client is made and looked at without a runtime, and its pages stand beside its redirect URI.

use bytes::Bytes;
use futures_util::future::{BoxFuture, ready};
use http::{Request, Response};
use requires_scope::{Client, Error, GrantKey, MemoryStore, Transport, TransportError};
use tokio::runtime::Runtime;

/// Nobody is asked for anything here.
#[derive(Debug)]
struct Nowhere;

impl Transport for Nowhere {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(ready(Err("there is no network".into())))
    }
}

fn client(redirect_uri: &str) -> Result<Client, Error> {
    Client::builder("id", "secret", redirect_uri).store(MemoryStore::new()).transport(Nowhere).build()
}

#[test]
fn a_loaded_grant_is_looked_for_without_a_runtime() {
    let zoho = client("https://zylker.example/scopes/callback").expect("a client");
    let mia = GrantKey::new("zylker", "mia");
    assert!(zoho.loaded_grant(&mia).is_none(), "nothing is loaded");
    let runtime = Runtime::new().expect("a runtime");
    runtime.block_on(zoho.grant(&mia)).expect("a grant");
    assert!(zoho.loaded_grant(&mia).is_some());
    drop(runtime);
    assert!(zoho.loaded_grant(&mia).is_none(), "nobody is told of its changes any more");
    let next = Runtime::new().expect("a runtime");
    next.block_on(zoho.grant(&mia)).expect("a grant");
    assert!(zoho.loaded_grant(&mia).is_some(), "another runtime has taken over");
}

#[test]
fn a_page_beside_the_redirect_uri_has_none_of_its_query() {
    let zoho = client("https://zylker.example/scopes/callback?id=7").expect("a client");
    assert_eq!(zoho.beside_callback("call").as_str(), "https://zylker.example/scopes/call");
}

#[test]
fn the_redirect_uri_is_no_page_of_ours() {
    for name in ["sign-in", "call", "connection", "consent"] {
        let error = client(&format!("https://zylker.example/scopes/{name}")).expect_err(name);
        assert!(error.to_string().contains(&format!("`/{name}`")), "{error}");
    }
    assert!(client("https://zylker.example/call/callback").is_ok());
}
