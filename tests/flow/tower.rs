//! A server without axum: a plain `tower` service, on a plain hyper connection.

use std::convert::Infallible;
use std::net::SocketAddr;

use bytes::Bytes;
use http::request::Parts;
use http::{Method, Request, Response};
use http_body_util::{BodyExt as _, Collected, Full};
use hyper::body::{Body, Incoming};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use requires_scope::{Client, DataCenter, Error, GrantImport, MemoryStore, ScopeSet, requires_scope};
use requires_scope_axum::{RequestBody, RequiresScopeLayer, guarded_by};
use tests::stage::{CONTACTS, EMAIL, LEADS, Outcome, PASSWORD, create_contact, key};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tower::{BoxError, Service, ServiceBuilder, service_fn};
use zoho_sandbox::Sandbox;
use zoho_sandbox::browser::Person;

const FORM: &str = "<form method=post action=/contacts><input name=last_name><button>Create</button></form>";

/// The whole application: its errors are answered in one place, as a framework does it.
async fn app(request: Request<RequestBody<Incoming>>) -> Result<Response<Full<Bytes>>, Infallible> {
    let response = match *request.method() {
        Method::POST => post_contact(request).await,
        _ => {
            Ok(Response::builder().header("content-type", "text/html").body(FORM.into()).unwrap_or_default())
        }
    };
    Ok(response.unwrap_or_else(|_| {
        let mut response = Response::<Full<Bytes>>::default();
        *response.status_mut() = http::StatusCode::INTERNAL_SERVER_ERROR;
        response
    }))
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn post_contact(request: Request<RequestBody<Incoming>>) -> Result<Response<Full<Bytes>>, Error> {
    let body = request.into_body().collect().await.map(Collected::to_bytes).unwrap_or_default();
    let last_name = body.strip_prefix(b"last_name=").map(String::from_utf8_lossy).unwrap_or_default();
    Ok(Response::new(create_contact(&last_name).await?.into()))
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn may_create_contacts() -> Result<(), Error> {
    Ok(())
}

struct Server {
    sandbox: Sandbox,
    address: SocketAddr,
    serving: JoinHandle<()>,
}

impl Server {
    async fn start<S, R>(app: S) -> Outcome<Server>
    where
        S: Service<Request<RequestBody<Incoming>>, Response = Response<R>, Error = Infallible>,
        S: Clone + Send + 'static,
        S::Future: Send + 'static,
        R: Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
    {
        let sandbox = Sandbox::builder().user(EMAIL, PASSWORD).start().await?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let redirect_uri = format!("http://{address}/scopes/callback");
        let credentials = sandbox.register_client("Without axum", &redirect_uri);
        let zoho = Client::builder(&credentials.client_id, credentials.client_secret.as_str(), redirect_uri)
            .data_center(DataCenter::custom(sandbox.location(), sandbox.accounts_url(), sandbox.api_url())?)
            .store(MemoryStore::new())
            .build()?;
        let issued = sandbox.issue_grant(&credentials.client_id, EMAIL, LEADS);
        let import = GrantImport::new(issued.refresh_token.as_str()).assuming(ScopeSet::parse_list(LEADS)?);
        zoho.import_grant(&key("mia"), import).await?;
        let app = RequiresScopeLayer::new(&zoho, |_: &Parts| Some(key("mia"))).service(app);
        let serving = tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                let app = TowerToHyperService::new(app.clone());
                let connection = hyper::server::conn::http1::Builder::new()
                    .serve_connection(TokioIo::new(connection), app);
                // A connection that breaks off is the client's affair.
                tokio::spawn(async move { drop(connection.await) });
            }
        });
        Ok(Server { sandbox, address, serving })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

#[tokio::test]
async fn a_post_goes_on_after_the_consent() -> Outcome {
    let server = Server::start(service_fn(app)).await?;
    let mut mia = Person::new()?;
    mia.open(&format!("http://{}/", server.address)).await?;
    mia.browser().submit("Create", &[("last_name", "Boyle")]).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(mia.asked_for(), [CONTACTS]);
    let page = mia.accept().await?;
    assert_eq!(page.text(), "201 Created SUCCESS");
    assert_eq!(server.sandbox.records("Contacts").len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_guard_stands_before_any_service() -> Outcome {
    let app = ServiceBuilder::new().layer(guarded_by(may_create_contacts)).service(service_fn(app));
    let server = Server::start(app).await?;
    let mut mia = Person::new()?;
    mia.open(&format!("http://{}/", server.address)).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(mia.asked_for(), [CONTACTS]);
    assert!(mia.accept().await?.forms().iter().any(|form| form.has_button("Create")));
    Ok(())
}
