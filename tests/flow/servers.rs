//! Two whole servers of the application on one store, behind one address: whoever is asked next may be the other one.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::extract::Request;
use futures_util::future::join;
use requires_scope::{Client, GrantImport, ScopeSet};
use reqwest::redirect::Policy;
use tempfile::TempDir;
use tests::stage::{CONTACTS, EMAIL, LEADS, Outcome, PASSWORD, client_at, key, router};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tower::{ServiceExt as _, service_fn};
use zoho_sandbox::Sandbox;
use zoho_sandbox::browser::Person;

/// The header with which a test asks for one of the servers.
const SERVER: &str = "x-server";

/// Both servers, and what decides which of them gets a request.
struct Office {
    sandbox: Sandbox,
    url: String,
    /// Which of the two answers what names none.
    turn: Arc<AtomicUsize>,
    zoho: [Client; 2],
    _folder: TempDir,
    serving: JoinHandle<()>,
}

impl Office {
    async fn open() -> Outcome<Office> {
        let sandbox = Sandbox::builder().user(EMAIL, PASSWORD).start().await?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let redirect_uri = format!("{url}/scopes/callback");
        let credentials = sandbox.register_client("Zylker Marketing", &redirect_uri);
        let folder = tempfile::tempdir()?;
        let first = client_at(&sandbox, &credentials, &folder, &redirect_uri).await?;
        let second = client_at(&sandbox, &credentials, &folder, &redirect_uri).await?;
        let zoho = [first, second];
        let issued = sandbox.issue_grant(&credentials.client_id, EMAIL, LEADS);
        let import = GrantImport::new(issued.refresh_token.as_str()).assuming(ScopeSet::parse_list(LEADS)?);
        zoho[0].import_grant(&key("mia"), import).await?;
        // Both have loaded her grant, so that each has a memory that the other one outdates.
        zoho[1].grant(&key("mia")).await?;
        let turn = Arc::new(AtomicUsize::new(0));
        let both = balanced(zoho.each_ref().map(router), Arc::clone(&turn));
        let serving = tokio::spawn(async move { drop(axum::serve(listener, both).await) });
        Ok(Office { sandbox, url, turn, zoho, _folder: folder, serving })
    }

    /// From now on this server answers.
    fn ask(&self, server: usize) {
        self.turn.store(server, Ordering::SeqCst);
    }

    /// Mia has sent the form to `server` and stands on Zoho's consent page.
    async fn refused_by(&self, server: usize) -> Outcome<Person> {
        self.ask(server);
        let mut mia = Person::new()?;
        mia.open(&format!("{}/sign-in/mia", self.url)).await?;
        mia.open(&self.url).await?;
        mia.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
        mia.sign_in(EMAIL, PASSWORD).await?;
        assert_eq!(mia.asked_for(), [CONTACTS]);
        Ok(mia)
    }

    fn count(&self, request: &str) -> usize {
        self.sandbox.journal().iter().filter(|entry| entry.is(request)).count()
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn balanced(servers: [Router; 2], turn: Arc<AtomicUsize>) -> Router {
    let named = |request: &Request| request.headers().get(SERVER)?.to_str().ok()?.parse::<usize>().ok();
    Router::new().fallback_service(service_fn(move |request: Request| {
        let server = named(&request).unwrap_or_else(|| turn.load(Ordering::SeqCst));
        let server = servers[server].clone();
        async move { server.oneshot(request).await.map_err(|never: Infallible| never) }
    }))
}

#[tokio::test]
async fn what_one_keeps_the_other_runs_once() -> Outcome {
    for (keeps, takes) in [(0, 1), (1, 0)] {
        let office = Office::open().await?;
        let mut mia = office.refused_by(keeps).await?;
        office.ask(takes);
        let page = mia.accept().await?;
        assert_eq!(page.text(), "contact: 201 Created SUCCESS");
        let call = page.url().to_owned();
        assert!(call.contains("/scopes/call?"), "{call}");
        for server in [keeps, takes] {
            office.ask(server);
            assert_eq!(mia.open(&call).await?.text(), "contact: 201 Created SUCCESS", "a reload shows it");
        }
        assert_eq!(office.sandbox.records("Contacts").len(), 1);
        assert_eq!(office.count("POST /oauth/v2/token/scopeenhance"), 1);
        assert_eq!(office.sandbox.prompts().len(), 1, "asked once");
        let mia = key("mia");
        let [kept, took] = [office.zoho[keeps].grant(&mia).await?, office.zoho[takes].grant(&mia).await?];
        kept.reload().await?;
        assert_eq!(kept.scopes_held(), took.scopes_held(), "both know what she has allowed");
    }
    Ok(())
}

#[tokio::test]
async fn two_tabs_that_return_at_both_servers_run_it_once() -> Outcome {
    for _ in 0..5 {
        let office = Office::open().await?;
        let mut mia = office.refused_by(0).await?;
        mia.browser().stop_before(&format!("{}/scopes/call?", office.url));
        let call = mia.accept().await?.url().to_owned();
        assert_eq!(office.sandbox.records("Contacts").len(), 0);

        let http = reqwest::Client::builder().redirect(Policy::none()).build()?;
        let tab = async |server: usize| -> Outcome<String> {
            let request = http.get(&call).header("cookie", "user=mia").header(SERVER, server);
            Ok(request.send().await?.text().await?)
        };
        let (one, other) = join(tab(0), tab(1)).await;
        let answers = [one?, other?];
        assert!(answers.iter().any(|answer| answer == "contact: 201 Created SUCCESS"), "{answers:?}");
        for server in [0, 1] {
            assert_eq!(tab(server).await?, "contact: 201 Created SUCCESS", "a reload shows it");
        }
        assert_eq!(office.sandbox.records("Contacts").len(), 1, "and it ran once");
    }
    Ok(())
}
