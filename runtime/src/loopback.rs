//! A listener on this machine for the consent links of a program without a web server: RFC 8252, section 7.3.
//!
//! It listens while a call waits. Several calls share one listener, and the last of them closes it.

mod desk;
mod page;

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Weak};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::timeout;
use url::{Host, Url};

use self::desk::Desk;
use crate::attempt::AttemptId;
use crate::error::{Error, Kind};
use crate::grant::Grant;

/// How long a browser may take to say what it wants.
const REQUEST: Duration = Duration::from_secs(10);

/// How long a page that is under way may take when nobody waits any more.
const LAST_PAGE: Duration = Duration::from_secs(2);

/// More connections at once than a browser opens are somebody else's.
const CONNECTIONS: usize = 32;

/// The place where the calls of one client find the listener that they share.
#[derive(Default)]
pub(crate) struct Loopback(tokio::sync::Mutex<Place>);

#[derive(Default)]
struct Place {
    listener: Weak<Listener>,
    /// Ends when the last listener has given its port back.
    freed: Option<oneshot::Receiver<()>>,
}

impl Loopback {
    /// Listens for the person who answers this attempt, until what is returned is closed or dropped. The listener before
    /// gives its port back when its runtime is driven, which may take longer than `limit`.
    pub(crate) async fn listen_for(
        &self,
        grant: &Grant,
        id: &AttemptId,
        limit: Duration,
    ) -> Result<Listening, Error> {
        let redirect_uri = grant.oauth_client().redirect_uri();
        let address = address_of(redirect_uri)?;
        let listener = timeout(limit, self.listener_at(address, redirect_uri))
            .await
            .unwrap_or_else(|late| Err(Kind::Listen { address, source: late.into() }.into()))?;
        listener.desk.expect(id, grant);
        Ok(Listening(listener))
    }

    async fn listener_at(&self, address: SocketAddr, redirect_uri: &Url) -> Result<Arc<Listener>, Error> {
        let mut place = self.0.lock().await;
        if let Some(listener) = place.listener.upgrade() {
            return Ok(listener);
        }
        if let Some(freed) = &mut place.freed {
            // A server that is gone has given its port back too.
            let _ = freed.await;
        }
        place.freed = None;
        let (listener, freed) = Listener::open(address, redirect_uri)?;
        *place = Place { listener: Arc::downgrade(&listener), freed: Some(freed) };
        Ok(listener)
    }
}

/// Somebody waits for an answer.
#[must_use = "the listener closes when nobody waits"]
pub(crate) struct Listening(Arc<Listener>);

impl Listening {
    /// No longer waits. The last one stays until the person's browser has its page: the program may end right after.
    pub(crate) async fn close(self) {
        if let Some(listener) = Arc::into_inner(self.0) {
            drop(listener.close);
            // It ends by itself, and soon, unless it is of another runtime that nobody drives.
            let _ = timeout(2 * LAST_PAGE, listener.server).await;
        }
    }
}

struct Listener {
    desk: Arc<Desk>,
    /// When this is dropped, no further connection is taken.
    close: oneshot::Sender<Infallible>,
    server: JoinHandle<()>,
}

impl Listener {
    fn open(
        address: SocketAddr,
        redirect_uri: &Url,
    ) -> Result<(Arc<Listener>, oneshot::Receiver<()>), Error> {
        let socket = bind(address).map_err(|source| Kind::Listen { address, source })?;
        let desk = Arc::new(Desk::of(redirect_uri));
        let (close, closed) = oneshot::channel();
        let (free, freed) = oneshot::channel();
        let server = tokio::spawn(serve(socket, Arc::clone(&desk), closed, free));
        Ok((Arc::new(Listener { desk, close, server }), freed))
    }
}

async fn serve(
    socket: TcpListener,
    desk: Arc<Desk>,
    mut closed: oneshot::Receiver<Infallible>,
    free: oneshot::Sender<()>,
) {
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            _ = &mut closed => break,
            Some(_) = connections.join_next() => {}
            accepted = socket.accept(), if connections.len() < CONNECTIONS => {
                // One that was given up before it was taken is no loss.
                let Ok((stream, _)) = accepted else { continue };
                let desk = Arc::clone(&desk);
                let answer = service_fn(move |request| {
                    let desk = Arc::clone(&desk);
                    async move { Ok::<_, Infallible>(desk.answer(&request).await) }
                });
                let connection = http1::Builder::new()
                    .timer(TokioTimer::new())
                    .header_read_timeout(REQUEST)
                    .keep_alive(false)
                    .serve_connection(TokioIo::new(stream), answer);
                connections.spawn(graceful.watch(connection));
            }
        }
    }
    drop(socket);
    drop(free);
    // Whoever has not taken their page by now does not want it.
    let _ = timeout(LAST_PAGE, graceful.shutdown()).await;
}

/// Without waiting, so that a port that is taken is known at once.
fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = std::net::TcpListener::bind(address)?;
    socket.set_nonblocking(true)?;
    TcpListener::from_std(socket)
}

/// Where a browser on this machine finds the redirect URI.
fn address_of(redirect_uri: &Url) -> Result<SocketAddr, Error> {
    let ip = match redirect_uri.host() {
        Some(Host::Ipv4(ip)) => Some(IpAddr::from(ip)),
        Some(Host::Ipv6(ip)) => Some(IpAddr::from(ip)),
        Some(Host::Domain("localhost")) => Some(IpAddr::from(Ipv4Addr::LOCALHOST)),
        Some(Host::Domain(_)) | None => None,
    };
    let ip = ip.filter(|ip| ip.is_loopback() && redirect_uri.scheme() == "http");
    match (ip, redirect_uri.port_or_known_default()) {
        (Some(ip), Some(port)) => Ok(SocketAddr::new(ip, port)),
        _ => Err(Error::configuration(
            "this program serves its own consent links, and the redirect URI leads elsewhere: register one such as \
             `http://127.0.0.1:8085/scopes/callback` at Zoho, or call no `with_loopback`",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_of_this_machine_is_listened_on() {
        let address = |uri: &str| address_of(&Url::parse(uri).expect("a URL")).map(|at| at.to_string());
        for (uri, expected) in [
            ("http://127.0.0.1:8085/scopes/callback", "127.0.0.1:8085"),
            ("http://localhost:8085/scopes/callback", "127.0.0.1:8085"),
            ("http://[::1]:8085/scopes/callback", "[::1]:8085"),
            ("http://127.0.0.1/scopes/callback", "127.0.0.1:80"),
        ] {
            assert_eq!(address(uri).ok().as_deref(), Some(expected), "{uri}");
        }
        for uri in [
            "https://127.0.0.1:8085/scopes/callback",
            "http://0.0.0.0:8085/scopes/callback",
            "http://192.168.1.2:8085/scopes/callback",
            "http://zylker.example/scopes/callback",
            "http://localhost.zylker.example:8085/scopes/callback",
        ] {
            assert!(address(uri).is_err(), "{uri}");
        }
    }
}
