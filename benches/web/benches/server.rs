//! The processor's time of a server on a thread of its own, for each request over a real socket: its kernel's share
//! included, the client's not. The applications take turns, so that what else the machine does strikes all of them.

use std::collections::HashSet;
use std::fs;
use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use axum::ServiceExt;
use axum::body::Body;
use futures_util::future::try_join_all;
use http::{HeaderValue, Request, StatusCode};
use http_body_util::BodyExt as _;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use load::{Endpoint, client, import, median, say};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;
use tokio::sync::{mpsc, oneshot};
use web_load::{
    Application, EMPTY, LIST, Outcome, bare, guarded, login, ours, ours_as_service, protect, request,
};

const ROUNDS: usize = 201;
const CONNECTIONS: usize = 8;
/// Of each connection in a round.
const REQUESTS: usize = 100;
/// Of one user, at once, who misses the same scope in all of them.
const AT_ONCE: usize = 1_000;

/// A server, and the way to ask how much of the processor's time it has had.
struct Server {
    address: SocketAddr,
    used: mpsc::UnboundedSender<oneshot::Sender<Duration>>,
    cookie: Option<HeaderValue>,
}

impl Server {
    fn start(app: impl Application, cookie: Option<&str>) -> Outcome<Server> {
        let (used, mut asked) = mpsc::unbounded_channel::<oneshot::Sender<Duration>>();
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = Builder::new_current_thread().enable_all().build()?;
        thread::spawn(move || {
            runtime.block_on(async move {
                tokio::spawn(async move {
                    while let Some(answer) = asked.recv().await {
                        // Whoever has asked and gone needs no answer.
                        let _ = answer.send(used_by_this_thread().unwrap_or_default());
                    }
                });
                let listener = TcpListener::from_std(listener)?;
                axum::serve(listener, ServiceExt::<Request<Body>>::into_make_service(app)).await
            })
        });
        Ok(Server { address, used, cookie: cookie.map(HeaderValue::from_str).transpose()? })
    }

    async fn used(&self) -> Outcome<Duration> {
        let (answer, used) = oneshot::channel();
        self.used.send(answer)?;
        Ok(used.await?)
    }

    async fn connect(&self) -> Outcome<SendRequest<Body>> {
        let stream = TcpStream::connect(self.address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(sender)
    }

    fn request(&self, path: &str) -> Outcome<Request<Body>> {
        let mut request = request(path).body(Body::empty())?;
        if let Some(cookie) = &self.cookie {
            request.headers_mut().insert("cookie", cookie.clone());
        }
        Ok(request)
    }

    /// What one request has cost in this round.
    async fn round(&self, path: &str) -> Outcome<Duration> {
        let connections = try_join_all((0..CONNECTIONS).map(|_| self.connect())).await?;
        let before = self.used().await?;
        try_join_all(connections.into_iter().map(|connection| self.visit(connection, path))).await?;
        Ok(self.used().await?.saturating_sub(before) / u32::try_from(CONNECTIONS * REQUESTS)?)
    }

    async fn visit(&self, mut connection: SendRequest<Body>, path: &str) -> Outcome {
        for _ in 0..REQUESTS {
            connection.ready().await?;
            let response = connection.send_request(self.request(path)?).await?;
            if response.status() != StatusCode::OK {
                return Err(response.status().to_string().into());
            }
            response.into_body().collect().await?;
        }
        Ok(())
    }

    /// How long it takes until all are answered, and where they are sent.
    async fn all_at_once(&self, path: &str) -> Outcome<(Duration, HashSet<String>)> {
        let connections = try_join_all((0..AT_ONCE).map(|_| self.connect())).await?;
        let started = Instant::now();
        let answers = connections.into_iter().map(async |mut connection| {
            let response = connection.send_request(self.request(path)?).await?;
            let location = response.headers().get("location").map(HeaderValue::to_str).transpose()?;
            Outcome::Ok(location.unwrap_or_default().split('?').next().unwrap_or_default().to_owned())
        });
        let places = try_join_all(answers).await?.into_iter().collect();
        Ok((started.elapsed(), places))
    }
}

/// The first number of `/proc/…/schedstat` is the time on the processor, in nanoseconds.
fn used_by_this_thread() -> Option<Duration> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(text.split_whitespace().next()?.parse().ok()?))
}

fn main() -> Outcome {
    Builder::new_current_thread().enable_all().build()?.block_on(async {
        let (with_login, cookie) = login::login().await?;
        let servers = [
            ("bare", Server::start(bare(), None)?),
            ("ours", Server::start(ours().await?, None)?),
            ("service", Server::start(ours_as_service().await?, None)?),
            ("protect", Server::start(protect::protect(), None)?),
            ("login", Server::start(with_login, Some(&cookie))?),
        ];
        for (handler, path) in [("empty", EMPTY), ("list", LIST)] {
            let mut rounds = servers.each_ref().map(|_| Vec::new());
            for round in 0..=ROUNDS {
                // Each of them goes first in its turn: whatever has run before leaves its traces in the caches.
                for turn in 0..servers.len() {
                    let at = (round + turn) % servers.len();
                    let time = servers[at].1.round(path).await?;
                    // The first round only warms up.
                    if round > 0 {
                        rounds[at].push(time);
                    }
                }
            }
            for ((name, _), times) in servers.iter().zip(rounds) {
                say(&format!("{handler} {name} {}", undisturbed(times).as_nanos()));
            }
        }
        missing().await
    })
}

/// The time that a tenth of the rounds has kept below: what else the machine does only ever adds to a round.
fn undisturbed(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 10).copied().unwrap_or_default()
}

/// Each time by a user of whom nothing was asked before.
async fn missing() -> Outcome {
    let zoho = client(&Endpoint::open())?;
    let app = guarded(&zoho);
    let (mut refused, mut satisfied) = (Vec::new(), Vec::new());
    for user in 0..9 {
        import(&zoho, user).await?;
        let server = Server::start(app.clone(), Some(&format!("user=marketer-{user}")))?;
        let (time, _) = server.all_at_once(EMPTY).await?;
        satisfied.push(time);
        let (time, places) = server.all_at_once("/report").await?;
        refused.push(time);
        if places.len() != 1 || !places.iter().all(|place| place.contains("/scopes/consent/")) {
            return Err(format!("{AT_ONCE} requests were sent to {places:?}").into());
        }
    }
    say(&format!("at_once satisfied {}", median(satisfied).as_nanos()));
    say(&format!("at_once refused {}", median(refused).as_nanos()));
    Ok(())
}
