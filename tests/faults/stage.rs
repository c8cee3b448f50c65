//! The stage of one run: a fresh sandbox, a store that outlives processes, and time that nobody waits for.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use futures_util::FutureExt as _;
use http::Request;
use requires_scope::{
    Client, Clock, DataCenter, Error, GrantImport, GrantKey, Kind, MemoryStore, ScopeSet, Store as _,
};
use serde_json::Value;
use tests::stage::{EMAIL, LEADS, PASSWORD, key};
use tokio::runtime::Builder;
use tokio::time::{Instant, timeout};
use zoho_sandbox::Sandbox;

use crate::fault::Points;
use crate::rotation::Rotation;
use crate::store::FaultyStore;
use crate::zoho::{Dealings, FaultyTransport, exchange, outside};

/// What a run has found, if a promise was broken.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// Where the application is; nobody listens there.
pub(crate) const APP: &str = "http://127.0.0.1:4000";

/// Whoever waits for longer, in virtual time, waits for ever.
const FOR_EVER: Duration = Duration::from_hours(6);

/// What outlives every process.
pub(crate) struct Stage {
    pub(crate) sandbox: Sandbox,
    /// The refresh token that Mia has begun with, if she has signed in before.
    pub(crate) first_refresh_token: Option<String>,
    builder: ClientSettings,
    store: Arc<MemoryStore>,
    clock: VirtualClock,
    pub(crate) rotation: Option<Arc<Rotation>>,
    dealings: Arc<Mutex<Dealings>>,
}

struct ClientSettings {
    id: String,
    secret: String,
    data_center: DataCenter,
}

impl Stage {
    /// Mia has never signed in at Zoho.
    pub(crate) fn set() -> Outcome<Stage> {
        let sandbox = outside(Sandbox::builder().user(EMAIL, PASSWORD).start()).map_err(text)?;
        let app = sandbox.register_client("Zylker Marketing", &format!("{APP}/scopes/callback"));
        let data_center = DataCenter::custom(sandbox.location(), sandbox.accounts_url(), sandbox.api_url())
            .map_err(text)?;
        let clock = VirtualClock { sandbox: sandbox.clock().clone(), seen: Arc::default() };
        let store = Arc::new(MemoryStore::with_clock(Arc::new(clock.clone())));
        let builder = ClientSettings { id: app.client_id, secret: app.client_secret, data_center };
        Ok(Stage {
            sandbox,
            first_refresh_token: None,
            builder,
            store,
            clock,
            rotation: None,
            dealings: Arc::default(),
        })
    }

    /// Mia has granted [`LEADS`] before.
    pub(crate) fn with_grant() -> Outcome<Stage> {
        let mut stage = Stage::set()?;
        let issued = stage.sandbox.issue_grant(&stage.builder.id, EMAIL, LEADS);
        stage.look(async |zoho| {
            let import = GrantImport::new(issued.refresh_token.as_str());
            let scopes = ScopeSet::parse_list(LEADS).map_err(text)?;
            zoho.import_grant(&mia(), import.assuming(scopes)).await.map_err(text)
        })?;
        stage.first_refresh_token = Some(issued.refresh_token);
        Ok(stage)
    }

    /// A process of the application, and how its story ends. [`None`]: it was killed.
    pub(crate) fn live<T>(
        &self,
        points: &Arc<Points>,
        story: impl AsyncFnOnce(Client) -> Outcome<T>,
    ) -> Outcome<Option<T>> {
        let runtime = Builder::new_current_thread().enable_time().start_paused(true).build().map_err(text)?;
        let outcome = runtime.block_on(async {
            self.clock.begin();
            let story = timeout(FOR_EVER, async { story(self.process(points)?).await });
            tokio::select! {
                biased;
                () = points.killed() => Ok(None),
                ended = story => ended.map_err(|_| "it waits for ever".to_owned())?.map(Some),
            }
        });
        let _context = runtime.enter();
        self.clock.end();
        outcome
    }

    /// What must hold in a process of its own, in which nothing goes wrong.
    pub(crate) fn look<T>(&self, story: impl AsyncFnOnce(Client) -> Outcome<T>) -> Outcome<T> {
        self.live(&Points::without_faults(), story)?.ok_or_else(|| "nobody has killed it".to_owned())
    }

    /// Another process, which shares the store and nothing else with the others.
    pub(crate) fn process(&self, points: &Arc<Points>) -> Outcome<Client> {
        let store = FaultyStore { shared: Arc::clone(&self.store), points: Arc::clone(points) };
        let transport = FaultyTransport {
            points: Arc::clone(points),
            rotation: self.rotation.clone(),
            dealings: Arc::clone(&self.dealings),
        };

        Client::builder(&self.builder.id, self.builder.secret.as_str(), format!("{APP}/scopes/callback"))
            .data_center(self.builder.data_center.clone())
            .initial_scopes([LEADS])
            .store(store)
            .transport(transport)
            .clock(self.clock.clone())
            .build()
            .map_err(text)
    }

    /// Lets time pass for everybody.
    pub(crate) fn advance(&self, by: Duration) {
        self.sandbox.clock().advance(by);
    }

    /// How many requests like this one have reached the sandbox.
    pub(crate) fn count(&self, request: &str) -> usize {
        self.sandbox.journal().iter().filter(|entry| entry.is(request)).count()
    }

    /// What the processes have sent and been given so far.
    pub(crate) fn dealings(&self) -> Dealings {
        self.dealings.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What the store holds of the grant, or nothing.
    pub(crate) fn record(&self) -> Outcome<Value> {
        let found = self.store.load(Kind::Grant, "6:zylker/mia").now_or_never();
        let record = found.ok_or("the store waits")?.map_err(text)?;
        record.map_or(Ok(Value::Null), |record| serde_json::from_slice(&record.bytes).map_err(text))
    }

    /// The refresh token that the store holds; empty if it holds none.
    pub(crate) fn refresh_token(&self) -> Outcome<String> {
        Ok(self.record()?["refresh_token"].as_str().unwrap_or_default().to_owned())
    }

    /// What that is good for, as Zoho has it.
    pub(crate) fn granted(&self) -> Outcome<Vec<String>> {
        Ok(self.sandbox.granted_scopes(&self.refresh_token()?))
    }

    /// The scopes of which the record says that the server has shown them.
    pub(crate) fn verified(&self) -> Outcome<Vec<String>> {
        let verified = self.record()?["knowledge"]["verified"].clone();
        let list = verified.as_str().unwrap_or_default();
        Ok(ScopeSet::parse_lenient(list).0.iter().map(|scope| scope.as_str().to_owned()).collect())
    }

    pub(crate) fn is_verified(&self, scope: &str) -> Outcome<bool> {
        Ok(self.verified()?.iter().any(|verified| verified == scope))
    }

    /// Whether the store keeps a request of this name.
    pub(crate) fn holds_call(&self, id: &str) -> Outcome<bool> {
        let found = self.store.load(Kind::SuspendedCall, id).now_or_never().ok_or("the store waits")?;
        Ok(found.map_err(text)?.is_some())
    }

    /// A process that knows nothing but what the store holds gets an access token.
    pub(crate) fn check_goes_on(&self) -> Outcome {
        let token = self.look(async |zoho| {
            let grant = zoho.grant(&mia()).await.map_err(text)?;
            Ok(grant.access_token().await.map_err(text)?.expose().to_owned())
        })?;
        self.check_token(&token)
    }

    /// Asks the sandbox whether it takes this access token.
    pub(crate) fn check_token(&self, token: &str) -> Outcome {
        let request = Request::get(format!("{}/crm/v8/Leads?fields=Last_Name", self.sandbox.api_url()))
            .header("authorization", format!("Zoho-oauthtoken {token}"))
            .body(Bytes::new())
            .map_err(text)?;
        let status = exchange(request).map_err(text)?.status();
        if status.is_success() { Ok(()) } else { Err(format!("the access token is refused: {status}")) }
    }
}

/// The sandbox's clock, which goes on by itself while a process sleeps in virtual time.
#[derive(Clone, Debug)]
struct VirtualClock {
    sandbox: zoho_sandbox::Clock,
    /// How far the running process's time has been followed.
    seen: Arc<Mutex<Option<Instant>>>,
}

impl VirtualClock {
    fn begin(&self) {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    fn end(&self) {
        self.now();
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> SystemTime {
        if let Some(seen) = &mut *self.seen.lock().unwrap_or_else(PoisonError::into_inner) {
            let now = Instant::now();
            self.sandbox.advance(now.saturating_duration_since(*seen));
            *seen = now;
        }
        self.sandbox.now()
    }
}

pub(crate) fn mia() -> GrantKey {
    key("mia")
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` gives the error away")]
pub(crate) fn text(error: impl ToString) -> String {
    error.to_string()
}

/// When a caller whose call has failed tries again; an error that is no matter of time breaks a promise.
pub(crate) fn try_again_in(error: &Error) -> Outcome<Duration> {
    if error.is_retryable() {
        Ok(error.retry_after().unwrap_or(Duration::from_secs(1)))
    } else {
        Err(format!("an end that the server has not made: {}", error.with_sources()))
    }
}
