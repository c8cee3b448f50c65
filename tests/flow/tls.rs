//! Over TLS, as an application is served: what the browser is given, and that nothing less is taken from it.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::serve::Listener;
use http::header::{COOKIE, LOCATION, SET_COOKIE};
use rcgen::CertifiedKey;
use requires_scope::{GrantImport, ScopeSet};
use reqwest::redirect::Policy;
use tempfile::TempDir;
use tests::stage::{CONTACTS, EMAIL, LEADS, Outcome, PASSWORD, client_at, key, router};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::server::TlsStream;
use zoho_sandbox::Sandbox;
use zoho_sandbox::browser::Person;

/// Takes connections that come with TLS.
struct Tls {
    listener: TcpListener,
    acceptor: TlsAcceptor,
}

impl Listener for Tls {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (TlsStream<TcpStream>, SocketAddr) {
        loop {
            let Ok((stream, address)) = self.listener.accept().await else { continue };
            // Whoever cannot shake hands is gone.
            if let Ok(stream) = self.acceptor.accept(stream).await {
                return (stream, address);
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// The application, at an address that begins with `https`.
struct Server {
    sandbox: Sandbox,
    url: String,
    /// Trusts the server's certificate, follows nothing and keeps no cookie.
    http: reqwest::Client,
    _folder: TempDir,
    serving: JoinHandle<()>,
}

impl Server {
    async fn start() -> Outcome<Server> {
        let CertifiedKey { cert, signing_key } =
            rcgen::generate_simple_self_signed(["localhost".to_owned()])?;
        let private_key = PrivateKeyDer::try_from(signing_key.serialize_der())?;
        let config = ServerConfig::builder().with_no_client_auth();
        let config = config.with_single_cert(vec![cert.der().clone()], private_key)?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("https://localhost:{}", listener.local_addr()?.port());
        let http = reqwest::Client::builder()
            .add_root_certificate(reqwest::Certificate::from_der(cert.der())?)
            .resolve("localhost", listener.local_addr()?)
            .redirect(Policy::none())
            .build()?;

        let sandbox = Sandbox::builder().user(EMAIL, PASSWORD).start().await?;
        let redirect_uri = format!("{url}/scopes/callback");
        let credentials = sandbox.register_client("Zylker Marketing", &redirect_uri);
        let folder = tempfile::tempdir()?;
        let zoho = client_at(&sandbox, &credentials, &folder, &redirect_uri).await?;
        let issued = sandbox.issue_grant(&credentials.client_id, EMAIL, LEADS);
        let import = GrantImport::new(issued.refresh_token.as_str()).assuming(ScopeSet::parse_list(LEADS)?);
        zoho.import_grant(&key("mia"), import).await?;
        let listener = Tls { listener, acceptor: TlsAcceptor::from(Arc::new(config)) };
        let serving = tokio::spawn(async move { drop(axum::serve(listener, router(&zoho)).await) });
        Ok(Server { sandbox, url, http, _folder: folder, serving })
    }

    async fn get(&self, url: &str, cookies: &str) -> Outcome<reqwest::Response> {
        let request = self.http.get(url).header(COOKIE, cookies).header("sec-fetch-mode", "navigate");
        Ok(request.send().await?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

#[tokio::test]
async fn the_cookie_of_a_consent_is_of_this_host_and_of_tls_alone() -> Outcome {
    let server = Server::start().await?;
    let form = server.http.post(format!("{}/contacts", server.url)).header(COOKIE, "user=mia");
    let form = form.header("sec-fetch-mode", "navigate").header("sec-fetch-site", "same-origin");
    let refused = form.form(&[("last_name", "Boyle")]).send().await?;
    let link = refused.headers()[LOCATION].to_str()?.to_owned();
    assert!(link.starts_with(&server.url), "{link}");

    let opened = server.get(&link, "user=mia").await?;
    let set = opened.headers()[SET_COOKIE].to_str()?;
    let (pair, attributes) = set.split_once("; ").ok_or("no attributes")?;
    // What a browser demands of the prefix (RFC 6265bis, section 4.1.3.2), and what we demand beside it.
    assert!(pair.starts_with("__Host-requires_scope="), "{set}");
    let attributes: Vec<_> = attributes.split("; ").collect();
    for attribute in ["Secure", "Path=/", "HttpOnly", "SameSite=Lax"] {
        assert!(attributes.contains(&attribute), "{attribute}: {set}");
    }
    assert!(!attributes.iter().any(|attribute| attribute.starts_with("Domain")), "{set}");

    let mut mia = Person::new()?;
    mia.browser().stop_before(&server.url);
    mia.open(opened.headers()[LOCATION].to_str()?).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(mia.asked_for(), [CONTACTS]);
    let callback = mia.accept().await?.url().to_owned();

    // Another host of the domain can plant a cookie without the prefix, and gets nowhere with it.
    let planted = pair.replace("__Host-", "");
    let answer = server.get(&callback, &format!("user=mia; {planted}")).await?;
    assert_eq!(answer.status(), 403);
    let answer = server.get(&callback, &format!("user=mia; {planted}; {pair}")).await?;
    let call = answer.headers()[LOCATION].to_str()?.to_owned();
    let page = server.get(&call, "user=mia").await?.text().await?;
    assert_eq!(page, "contact: 201 Created SUCCESS");
    assert_eq!(server.sandbox.records("Contacts").len(), 1);
    Ok(())
}
