//! A Zoho that answers when it is let, clients of it, and a table of ratios.

use std::hint::black_box;
use std::io::{self, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::{Request, Response};
use requires_scope::{
    Client, Error, Grant, GrantImport, GrantKey, MemoryStore, ScopeSet, Transport, TransportError,
};
use tokio::sync::Semaphore;

/// What every grant here has.
pub const SCOPES: &str = "ZohoCRM.modules.contacts.CREATE,ZohoCRM.modules.leads.READ,ZohoCRM.settings.fields.READ,ZohoCRM.users.READ";

/// The answer of Zoho's token endpoint: a token of its usual length.
const TOKEN: &str = r#"{"access_token":"1000.0123456789abcdef0123456789abcdef.0123456789abcdef0123456789abcdef","expires_in":3600,"token_type":"Bearer"}"#;

/// A token endpoint that answers as often as it is let, and counts what it is asked.
#[derive(Clone, Debug)]
pub struct Endpoint {
    answers: Arc<Semaphore>,
    asked: Arc<AtomicUsize>,
}

impl Endpoint {
    /// It answers nothing until it is let.
    pub fn held() -> Endpoint {
        Endpoint { answers: Arc::new(Semaphore::new(0)), asked: Arc::default() }
    }

    /// It answers at once.
    pub fn open() -> Endpoint {
        let endpoint = Endpoint::held();
        endpoint.answer(1 << 20);
        endpoint
    }

    /// Lets it answer so many requests.
    pub fn answer(&self, times: usize) {
        self.answers.add_permits(times);
    }

    /// How many requests have arrived.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl Transport for Endpoint {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(async move {
            self.asked.fetch_add(1, Ordering::SeqCst);
            self.answers.acquire().await?.forget();
            Ok(Response::new(Bytes::from_static(TOKEN.as_bytes())))
        })
    }
}

/// A client of that endpoint.
///
/// # Errors
///
/// When its configuration is wrong.
pub fn client(endpoint: &Endpoint) -> Result<Client, Error> {
    Client::builder("1000.LOAD", "secret", "https://zylker.example/scopes/callback")
        .store(MemoryStore::new())
        .transport(endpoint.clone())
        .build()
}

/// The key of the grant of this number.
pub fn key(number: usize) -> GrantKey {
    GrantKey::new("zylker", format!("marketer-{number}"))
}

/// A grant with [`SCOPES`] and no access token yet.
///
/// # Errors
///
/// When the store fails.
pub async fn import(client: &Client, number: usize) -> Result<Grant, Error> {
    let (scopes, _) = ScopeSet::parse_lenient(SCOPES);
    let import = GrantImport::new(refresh_token(number)).assuming(scopes);
    client.import_grant(&key(number), import).await
}

/// A refresh token of the usual length.
pub fn refresh_token(number: usize) -> String {
    format!("1000.{number:032x}.{number:032x}")
}

/// The median time of a round, of so many that are run in turn.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// How long `work` takes.
pub fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let started = Instant::now();
    black_box(work());
    started.elapsed()
}

/// Prints a line of the result.
///
/// # Panics
///
/// When standard output is closed.
pub fn say(line: &str) {
    writeln!(io::stdout().lock(), "{line}").unwrap_or_else(|error| panic!("{error}"));
}
