//! A request without an answer: who sends it again must know whether something was perhaps done.

use std::error::Error as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Bytes;
use axum::http::{Request, Response};
use futures_util::future::BoxFuture;
use requires_scope::{
    ApiClient, Client, DataCenter, Error, GrantImport, MemoryStore, Transport, TransportError,
};
use tests::stage::{Outcome, key};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

const BODY: &str = "the contact";

/// Zoho's token endpoint, which counts what it is asked.
#[derive(Clone, Debug, Default)]
struct Tokens(Arc<AtomicUsize>);

impl Transport for Tokens {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        self.0.fetch_add(1, Ordering::SeqCst);
        let answer = Bytes::from_static(br#"{"access_token":"1000.access","expires_in":3600}"#);
        Box::pin(async { Ok(Response::new(answer)) })
    }
}

/// What calls the API at an address of this machine.
async fn client_of(api: &str, tokens: &Tokens) -> Outcome<ApiClient> {
    let client = Client::builder("id", "secret", "http://127.0.0.1:4000/scopes/callback")
        .data_center(DataCenter::custom("here", "http://127.0.0.1:1", api)?)
        .store(MemoryStore::new())
        .transport(tokens.clone())
        .build()?;
    Ok(client.import_grant(&key("mia"), GrantImport::new("1000.r")).await?.client())
}

/// A server that takes each request whole, begins to answer with `beginning`, and breaks off.
async fn breaks_off(beginning: &'static [u8]) -> Outcome<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = Vec::new();
            while !request.ends_with(BODY.as_bytes()) && !request.starts_with(b"GET") {
                if stream.read_buf(&mut request).await.is_ok_and(|read| read == 0) {
                    break;
                }
            }
            let _ = stream.write_all(beginning).await;
        }
    });
    Ok(url)
}

async fn post(client: &ApiClient) -> Outcome<Error> {
    let sent = client.post("/crm/v8/Contacts").body(BODY).send().await;
    Ok(sent.err().ok_or("there is no answer")?)
}

#[tokio::test]
async fn a_post_that_was_taken_and_not_answered_was_perhaps_done() -> Outcome {
    for beginning in ["", "HTTP/1.1 201 Cr", "HTTP/1.1 403 Forbidden\r\ncontent-length: 100\r\n\r\n{"] {
        let client = client_of(&breaks_off(beginning.as_bytes()).await?, &Tokens::default()).await?;
        let error = post(&client).await?;
        assert!(error.is_retryable() && error.may_have_had_effect(), "{beginning}: {error}");
    }
    Ok(())
}

#[tokio::test]
async fn what_only_reads_has_no_effect() -> Outcome {
    let client = client_of(&breaks_off(b"").await?, &Tokens::default()).await?;
    let error = client.get("/crm/v8/Leads").send().await.expect_err("there is no answer");
    assert!(error.is_retryable() && !error.may_have_had_effect(), "{error}");
    Ok(())
}

#[tokio::test]
async fn where_nobody_listens_nothing_was_done() -> Outcome {
    let free = TcpListener::bind("127.0.0.1:0").await?.local_addr()?;
    let client = client_of(&format!("http://{free}"), &Tokens::default()).await?;
    let error = post(&client).await?;
    assert!(error.is_retryable() && !error.may_have_had_effect(), "{error}");
    Ok(())
}

#[tokio::test]
async fn a_request_that_cannot_be_built_is_no_better_later() -> Outcome {
    let tokens = Tokens::default();
    let client = client_of(&breaks_off(b"").await?, &tokens).await?;
    for request in [
        client.post("/crm/v8/Contacts").header("X-Note", "a\nb").body(BODY),
        client.get("/crm/v8/Leads").query("no pairs"),
    ] {
        let error = request.send().await.expect_err("no request");
        assert!(!error.is_retryable() && !error.may_have_had_effect(), "{error}");
        assert!(error.source().is_some(), "it says what is wrong: {error:?}");
        assert!(error.to_string().contains("request"), "{error}");
    }
    assert_eq!(tokens.0.load(Ordering::SeqCst), 0, "Zoho is not asked for anything");
    Ok(())
}
