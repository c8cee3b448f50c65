//! The web part: it serves the consent links and takes the callbacks. In your application it is the web application,
//! where people are signed in anyway; here a name in the address signs in, which is good for an example only.

use std::io::{self, Write as _};
use std::net::Ipv4Addr;

use axum::Router;
use axum::extract::Path;
use axum::response::IntoResponse;
use axum::routing::get;
use http::header::{COOKIE, SET_COOKIE};
use http::request::Parts;
use requires_scope::{Client, GrantKey};
use requires_scope_axum::RequiresScopeLayer;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::trouble::Trouble;

/// A server that runs until it is closed.
pub(crate) struct Web {
    close: oneshot::Sender<()>,
    server: JoinHandle<io::Result<()>>,
}

impl Web {
    pub(crate) async fn open(zoho: &Client) -> Result<Web, Trouble> {
        let port = zoho.redirect_uri().port_or_known_default().unwrap_or_default();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
        let listener = listener.map_err(|source| Trouble::Listen { port, source })?;
        let router = Router::new().route("/sign-in/{user}", get(sign_in));
        let router = RequiresScopeLayer::new(zoho, signed_in).wrap(router);
        let (close, closed) = oneshot::channel();
        let server = axum::serve(listener, router).with_graceful_shutdown(async {
            // A sender that is gone means the same.
            let _ = closed.await;
        });
        let origin = zoho.redirect_uri().origin().ascii_serialization();
        writeln!(io::stdout().lock(), "The web part is at {origin}").map_err(Trouble::Output)?;
        Ok(Web { close, server: tokio::spawn(server.into_future()) })
    }

    /// Takes no further request; pages that are under way are finished.
    pub(crate) async fn close(self) -> Result<(), Trouble> {
        // A server that has ended by itself needs no telling.
        let _ = self.close.send(());
        // A browser may keep a connection open for ever.
        match tokio::time::timeout(std::time::Duration::from_secs(1), self.server).await {
            Ok(ended) => ended?.map_err(Trouble::Output),
            Err(_) => Ok(()),
        }
    }
}

async fn sign_in(Path(user): Path<String>) -> impl IntoResponse {
    let name: String = user.chars().filter(char::is_ascii_alphanumeric).collect();
    ([(SET_COOKIE, format!("user={name}; Path=/; HttpOnly; SameSite=Lax"))], "You are signed in.")
}

fn signed_in(parts: &Parts) -> Option<GrantKey> {
    let cookies = parts.headers.get(COOKIE)?.to_str().ok()?;
    let user = cookies.split("; ").find_map(|cookie| cookie.strip_prefix("user="))?;
    Some(GrantKey::new("worker", user))
}
