//! The stage of these tests: a token endpoint, a store and a clock, each of which does what it is told.

use std::collections::VecDeque;
use std::error::Error as StdError;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use futures_util::future::BoxFuture;
use futures_util::stream::{self, BoxStream, StreamExt as _};
use http::{Request, Response};
use requires_scope::{
    Change, Client, ClientBuilder, Clock, DataCenter, Grant, GrantImport, GrantKey, Kind, MemoryStore,
    NoConnection, Record, ScopeSet, Store, StoreError, Transport, TransportError, Version,
};
use tokio::sync::{Semaphore, watch};
use tokio::time::timeout;

/// Long enough for everything that ought to happen.
const SOON: Duration = Duration::from_secs(20);

pub(crate) type Outcome<T = ()> = Result<T, Box<dyn StdError>>;

/// The answer of a token endpoint that gives a token for an hour.
pub(crate) const TOKEN: &str = r#"{"access_token":"1000.access","expires_in":3600}"#;

/// Where the record of the grant stands.
pub(crate) const RECORD: &str = "6:zylker/mia";

/// A token endpoint: it answers what it is told next, or else the same as ever, and as often as it is let.
#[derive(Debug)]
pub(crate) struct Endpoint {
    answers: Semaphore,
    next: Mutex<VecDeque<(u16, String)>>,
    usual: Mutex<(u16, String)>,
    requests: Mutex<Vec<String>>,
    is_away: AtomicBool,
}

impl Endpoint {
    /// It answers nothing until it is let.
    pub(crate) fn held(status: u16, body: &str) -> Arc<Endpoint> {
        Arc::new(Endpoint {
            answers: Semaphore::new(0),
            next: Mutex::default(),
            usual: Mutex::new((status, body.to_owned())),
            requests: Mutex::default(),
            is_away: AtomicBool::new(false),
        })
    }

    /// It answers at once.
    pub(crate) fn open(status: u16, body: &str) -> Arc<Endpoint> {
        let endpoint = Endpoint::held(status, body);
        endpoint.answer(1_000_000);
        endpoint
    }

    pub(crate) fn answer(&self, times: usize) {
        self.answers.add_permits(times);
    }

    pub(crate) fn say_next(&self, status: u16, body: &str) {
        locked(&self.next).push_back((status, body.to_owned()));
    }

    pub(crate) fn say_from_now_on(&self, status: u16, body: &str) {
        *locked(&self.usual) = (status, body.to_owned());
    }

    /// Nobody listens there.
    pub(crate) fn is_away(&self, is_away: bool) {
        self.is_away.store(is_away, Ordering::SeqCst);
    }

    /// Each request as `host path body`.
    pub(crate) fn requests(&self) -> Vec<String> {
        locked(&self.requests).clone()
    }

    pub(crate) fn count(&self) -> usize {
        locked(&self.requests).len()
    }

    /// Waits until a request has arrived.
    pub(crate) async fn was_asked(&self) -> Outcome {
        until(|| self.count() > 0).await
    }
}

/// Waits until something has happened.
pub(crate) async fn until(mut happened: impl FnMut() -> bool) -> Outcome {
    let happens = async {
        while !happened() {
            tokio::task::yield_now().await;
        }
    };
    Ok(timeout(SOON, happens).await?)
}

#[derive(Clone, Debug)]
struct ByEndpoint(Arc<Endpoint>);

impl Transport for ByEndpoint {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(async move {
            if self.0.is_away.load(Ordering::SeqCst) {
                return Err(NoConnection::because("connection refused").into());
            }
            let body = String::from_utf8_lossy(request.body()).into_owned();
            let authority = request.uri().authority().map(ToString::to_string).unwrap_or_default();
            let line = format!("{authority} {} {body}", request.uri().path());
            locked(&self.0.requests).push(line);
            self.0.answers.acquire().await?.forget();
            if self.0.is_away.load(Ordering::SeqCst) {
                return Err(NoConnection::because("connection refused").into());
            }
            let next = locked(&self.0.next).pop_front();
            let (status, body) = next.unwrap_or_else(|| locked(&self.0.usual).clone());
            Ok(Response::builder().status(status).body(Bytes::from(body))?)
        })
    }
}

/// A store that does not do what it should when it is told so.
#[derive(Debug, Default)]
pub(crate) struct Fickle {
    pub(crate) store: MemoryStore,
    listeners: Arc<AtomicUsize>,
    saves: AtomicUsize,
    fails: AtomicBool,
    forgets_attempts: AtomicBool,
    hangs: AtomicBool,
    crawls: AtomicBool,
    loses_answers: AtomicBool,
    pauses: Mutex<Option<(ManualClock, Duration)>>,
    missed: watch::Sender<()>,
}

impl Fickle {
    /// It saves nothing.
    pub(crate) fn fails(&self, fails: bool) {
        self.fails.store(fails, Ordering::SeqCst);
    }

    /// It saves no attempt.
    pub(crate) fn forgets_attempts(&self, forgets_attempts: bool) {
        self.forgets_attempts.store(forgets_attempts, Ordering::SeqCst);
    }

    /// It answers nothing.
    pub(crate) fn hangs(&self, hangs: bool) {
        self.hangs.store(hangs, Ordering::SeqCst);
    }

    /// It takes its time to save, and then somebody else was first.
    pub(crate) fn crawls(&self, crawls: bool) {
        self.crawls.store(crawls, Ordering::SeqCst);
    }

    /// It saves the grant, and says that it has not.
    pub(crate) fn loses_answers(&self, loses_answers: bool) {
        self.loses_answers.store(loses_answers, Ordering::SeqCst);
    }

    /// The process is paused while it saves the grant next.
    pub(crate) fn pauses_at_next_save(&self, clock: &ManualClock, length: Duration) {
        *locked(&self.pauses) = Some((clock.clone(), length));
    }

    /// It says that changes may have gone untold, as after a lost connection.
    pub(crate) fn misses(&self) {
        self.missed.send_replace(());
    }

    /// How many listen to its changes.
    pub(crate) fn listeners(&self) -> usize {
        self.listeners.load(Ordering::SeqCst)
    }

    /// How often it was asked to save the grant.
    pub(crate) fn saves(&self) -> usize {
        self.saves.load(Ordering::SeqCst)
    }

    /// What the store holds of the grant.
    pub(crate) async fn grant(&self) -> Outcome<String> {
        let record = self.store.load(Kind::Grant, RECORD).await?.ok_or("no grant is stored")?;
        Ok(String::from_utf8(record.bytes)?)
    }

    pub(crate) async fn has_lease(&self) -> Outcome<bool> {
        Ok(self.store.load(Kind::Lease, RECORD).await?.is_some())
    }
}

#[derive(Clone, Debug)]
struct ByFickle(Arc<Fickle>);

impl Store for ByFickle {
    fn load<'a>(&'a self, kind: Kind, key: &'a str) -> BoxFuture<'a, Result<Option<Record>, StoreError>> {
        if self.0.hangs.load(Ordering::SeqCst) {
            return Box::pin(std::future::pending());
        }
        self.0.store.load(kind, key)
    }

    fn save<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        bytes: Vec<u8>,
        expected: Version,
        expires_at: Option<SystemTime>,
    ) -> BoxFuture<'a, Result<Version, StoreError>> {
        self.0.saves.fetch_add(usize::from(kind == Kind::Grant), Ordering::SeqCst);
        let forgets = kind == Kind::Attempt && self.0.forgets_attempts.load(Ordering::SeqCst);
        if forgets || self.0.fails.load(Ordering::SeqCst) {
            return Box::pin(async { Err(StoreError::unavailable("the disk is full")) });
        }
        if self.0.crawls.load(Ordering::SeqCst) {
            return Box::pin(async {
                tokio::time::sleep(Duration::from_secs(9)).await;
                Err(StoreError::conflict())
            });
        }
        if kind == Kind::Grant
            && let Some((clock, length)) = locked(&self.0.pauses).take()
        {
            clock.advance(length);
        }
        if kind == Kind::Grant && self.0.loses_answers.load(Ordering::SeqCst) {
            return Box::pin(async move {
                self.0.store.save(kind, key, bytes, expected, expires_at).await?;
                Err(StoreError::unavailable("the connection was reset"))
            });
        }
        self.0.store.save(kind, key, bytes, expected, expires_at)
    }

    fn remove<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        expected: Version,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        self.0.store.remove(kind, key, expected)
    }

    fn changes(&self) -> BoxStream<'static, Change> {
        let listens = Listens::begin(&self.0.listeners);
        let missed = stream::unfold(self.0.missed.subscribe(), |mut missed| async {
            missed.changed().await.ok().map(|()| (Change::Missed, missed))
        });
        let changes = stream::select(self.0.store.changes(), missed);
        Box::pin(changes.inspect(move |_| {
            let _ = &listens;
        }))
    }
}

/// Somebody listens to the store.
struct Listens(Arc<AtomicUsize>);

impl Listens {
    fn begin(listeners: &Arc<AtomicUsize>) -> Listens {
        listeners.fetch_add(1, Ordering::SeqCst);
        Listens(Arc::clone(listeners))
    }
}

impl Drop for Listens {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A clock that goes on only when it is told to.
#[derive(Clone, Debug)]
pub(crate) struct ManualClock(Arc<Mutex<SystemTime>>);

impl ManualClock {
    pub(crate) fn new() -> ManualClock {
        ManualClock(Arc::new(Mutex::new(SystemTime::now())))
    }

    pub(crate) fn advance(&self, by: Duration) {
        *locked(&self.0) += by;
    }
}

impl Clock for ManualClock {
    fn now(&self) -> SystemTime {
        *locked(&self.0)
    }
}

/// What all processes share.
#[derive(Clone, Debug)]
pub(crate) struct Stage {
    pub(crate) store: Arc<Fickle>,
    pub(crate) clock: ManualClock,
}

impl Stage {
    pub(crate) fn set() -> Stage {
        Stage { store: Arc::default(), clock: ManualClock::new() }
    }

    /// One process of the application: two that share a store know nothing else of each other.
    pub(crate) fn process(&self, endpoint: &Arc<Endpoint>) -> Outcome<Client> {
        Ok(self.builder(endpoint).build()?)
    }

    /// One process on another store.
    pub(crate) fn process_with(&self, endpoint: &Arc<Endpoint>, store: impl Store) -> Outcome<Client> {
        Ok(self.builder(endpoint).store(store).build()?)
    }

    /// One process whose calls may wait for so long.
    pub(crate) fn impatient(&self, endpoint: &Arc<Endpoint>, patience: Duration) -> Outcome<Client> {
        Ok(self.builder(endpoint).give_up_after(patience).build()?)
    }

    /// One process that is registered in the US and knows the EU, both on this machine.
    pub(crate) fn process_of_two_data_centers(&self, endpoint: &Arc<Endpoint>) -> Outcome<Client> {
        let builder = self.builder(endpoint).data_center(us()?).also_data_center(eu()?);
        Ok(builder.build()?)
    }

    /// What a process is configured with.
    pub(crate) fn builder(&self, endpoint: &Arc<Endpoint>) -> ClientBuilder {
        Client::builder("id", "secret", "http://127.0.0.1:4000/scopes/callback")
            .transport(ByEndpoint(Arc::clone(endpoint)))
            .store(ByFickle(Arc::clone(&self.store)))
            .clock(self.clock.clone())
    }

    /// A process, and the grant of a user who has signed in.
    pub(crate) async fn signed_in(&self, endpoint: &Arc<Endpoint>) -> Outcome<Grant> {
        Ok(self.process(endpoint)?.import_grant(&mia(), import("1000.r")).await?)
    }

    /// Another process, and its view of the same grant.
    pub(crate) async fn also(&self, endpoint: &Arc<Endpoint>) -> Outcome<Grant> {
        Ok(self.process(endpoint)?.grant(&mia()).await?)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn mia() -> GrantKey {
    GrantKey::new("zylker", "mia")
}

pub(crate) fn import(refresh_token: &str) -> GrantImport {
    GrantImport::new(refresh_token).assuming(leads())
}

pub(crate) fn leads() -> ScopeSet {
    ScopeSet::parse_list("ZohoCRM.modules.leads.READ").expect("a scope")
}

pub(crate) fn coql() -> ScopeSet {
    ScopeSet::parse_list("ZohoCRM.coql.READ").expect("a scope")
}

pub(crate) fn us() -> Outcome<DataCenter> {
    Ok(DataCenter::custom("us", "http://127.0.0.1:1", "http://127.0.0.1:11")?)
}

pub(crate) fn eu() -> Outcome<DataCenter> {
    Ok(DataCenter::custom("eu", "http://127.0.0.1:2", "http://127.0.0.1:12")?)
}

/// The token of a call that is expected to go on.
pub(crate) async fn token(grant: &Grant) -> Outcome<String> {
    Ok(grant.access_token().await?.expose().to_owned())
}

/// A call that goes on beside the test.
pub(crate) fn call(grant: &Grant) -> tokio::task::JoinHandle<Result<String, requires_scope::Error>> {
    let grant = grant.clone();
    tokio::spawn(async move { Ok(grant.access_token().await?.expose().to_owned()) })
}

/// The answer of a token endpoint.
pub(crate) fn answer(token: &str, expires_in: u32) -> String {
    format!(r#"{{"access_token":"{token}","expires_in":{expires_in}}}"#)
}
