//! A proxy in front of a server: it loses connections without a word, as a network does, and leads new ones elsewhere,
//! as a failover does.

use std::future::pending;
use std::io;
use std::net::SocketAddr;

use tests::conformance::Outcome;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use url::Url;

/// A running proxy.
pub(crate) struct Proxy {
    url: Url,
    route: watch::Sender<Route>,
    accepting: JoinHandle<io::Result<()>>,
}

/// What becomes of connections.
#[derive(Clone, Copy)]
struct Route {
    server: SocketAddr,
    /// How often all connections were lost.
    n_losses: u32,
}

impl Proxy {
    /// A way to the server of this URL.
    pub(crate) async fn before(url: &str) -> Outcome<Proxy> {
        let mut url = Url::parse(url)?;
        let route = watch::Sender::new(Route { server: address_of(&url)?, n_losses: 0 });
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        url.set_port(Some(listener.local_addr()?.port())).map_err(|()| "the URL has no port")?;
        let accepting = tokio::spawn(accept(listener, route.subscribe()));
        Ok(Proxy { url, route, accepting })
    }

    /// The server's URL by way of this proxy.
    pub(crate) fn url(&self) -> &str {
        self.url.as_str()
    }

    /// From now on nothing that is sent on a connection arrives, and nobody is told. New ones are as before.
    pub(crate) fn lose_connections(&self) {
        self.route.send_modify(|route| route.n_losses += 1);
    }

    /// New connections go to the server of this URL. Those that there are stay where they are.
    pub(crate) fn lead_to(&self, url: &str) -> Outcome {
        let server = address_of(&Url::parse(url)?)?;
        self.route.send_modify(|route| route.server = server);
        Ok(())
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, route: watch::Receiver<Route>) -> io::Result<()> {
    loop {
        let (client, _) = listener.accept().await?;
        tokio::spawn(pass_on(client, route.clone()));
    }
}

async fn pass_on(mut client: TcpStream, mut route: watch::Receiver<Route>) -> io::Result<()> {
    let Route { server, n_losses } = *route.borrow();
    let mut server = TcpStream::connect(server).await?;
    tokio::select! {
        passed = copy_bidirectional(&mut client, &mut server) => return passed.map(drop),
        lost = route.wait_for(|route| route.n_losses > n_losses) => if lost.is_err() { return Ok(()) },
    }
    // Both ends stay open, and neither hears of the other.
    pending().await
}

fn address_of(url: &Url) -> Outcome<SocketAddr> {
    let (host, port) = url.host_str().zip(url.port()).ok_or("the URL does not say where the server is")?;
    Ok(SocketAddr::new(host.parse()?, port))
}
