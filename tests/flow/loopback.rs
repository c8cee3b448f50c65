//! A program without a web server serves its own consent links: on this machine, while a call waits, and no longer.

use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures_util::future::{BoxFuture, FutureExt as _};
use http::HeaderValue;
use requires_scope::{Channel, Client, DataCenter, Error, Grant, GrantImport, MemoryStore, Notice, ScopeSet};
use tests::stage::{CONTACTS, EMAIL, LEADS, Outcome, PASSWORD, SOON, create_contact, key};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;
use tokio::time::timeout;
use zoho_sandbox::browser::Person;
use zoho_sandbox::{IssuedGrant, Sandbox};

/// Long enough to begin to wait.
const LITTLE: Duration = Duration::from_secs(1);

/// A command-line tool and its Zoho.
struct Tool {
    sandbox: Sandbox,
    zoho: Client,
    address: SocketAddr,
    links: Arc<Mutex<Vec<String>>>,
    channel: Channel,
    issued: IssuedGrant,
}

impl Tool {
    async fn of_somebody_new() -> Outcome<Tool> {
        let sandbox = Sandbox::builder().user(EMAIL, PASSWORD).start().await?;
        let address = free_address()?;
        let redirect_uri = format!("http://{address}/scopes/callback");
        let credentials = sandbox.register_client("A tool", &redirect_uri);
        let zoho = Client::builder(&credentials.client_id, credentials.client_secret.as_str(), redirect_uri)
            .data_center(DataCenter::custom(sandbox.location(), sandbox.accounts_url(), sandbox.api_url())?)
            .initial_scopes([LEADS])
            .store(MemoryStore::new())
            .build()?;
        let issued = sandbox.issue_grant(&credentials.client_id, EMAIL, LEADS);
        let links = Arc::<Mutex<Vec<String>>>::default();
        let kept = Arc::clone(&links);
        let notify =
            move |notice: &Notice<'_>| kept.lock().expect("no panic").push(notice.consent_link.to_string());
        let channel = Channel::notify(notify, SOON).with_loopback();
        Ok(Tool { sandbox, zoho, address, links, channel, issued })
    }

    /// Its user has granted it [`LEADS`] before.
    async fn new() -> Outcome<Tool> {
        let tool = Tool::of_somebody_new().await?;
        let import = GrantImport::new(tool.issued.refresh_token.as_str());
        tool.zoho.import_grant(&key("me"), import.assuming(ScopeSet::parse_list(LEADS)?)).await?;
        Ok(tool)
    }

    /// The user's grant, on a channel that keeps the links it was told.
    async fn grant(&self) -> Outcome<Grant> {
        Ok(self.zoho.grant(&key("me")).await?.on(self.channel.clone()))
    }

    async fn link(&self) -> Outcome<String> {
        let started = Instant::now();
        while started.elapsed() < SOON {
            if let Some(link) = self.links.lock().expect("no panic").last() {
                return Ok(link.clone());
            }
            tokio::task::yield_now().await;
        }
        Err("nobody was told of a consent link".into())
    }

    async fn listens(&self) -> bool {
        tokio::net::TcpStream::connect(self.address).await.is_ok()
    }
}

/// An address that nobody listens on.
fn free_address() -> Outcome<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

#[tokio::test]
async fn the_call_goes_on_and_the_port_is_given_back() -> Outcome {
    let tool = Tool::new().await?;
    assert!(!tool.listens().await, "nothing is missing yet");
    let call = tokio::spawn(tool.grant().await?.scope(create_contact("Boyle")));
    let mut me = Person::new()?;
    me.open(&tool.link().await?).await?;
    me.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(me.asked_for(), [CONTACTS]);
    let page = me.accept().await?;
    assert!(page.status() == 200 && page.text().contains("Thank you"), "{}", page.text());
    assert_eq!(call.await??, "201 Created SUCCESS");
    assert_eq!(tool.sandbox.records("Contacts").len(), 1);
    assert!(!tool.listens().await, "nobody waits any more");
    Ok(())
}

#[tokio::test]
async fn somebody_new_signs_in_the_same_way() -> Outcome {
    let tool = Tool::of_somebody_new().await?;
    let call = tokio::spawn(tool.grant().await?.scope(create_contact("Boyle")));
    let mut me = Person::new()?;
    me.open(&tool.link().await?).await?;
    me.sign_in(EMAIL, PASSWORD).await?;
    me.accept().await?;
    assert_eq!(call.await??, "201 Created SUCCESS");
    Ok(())
}

#[tokio::test]
async fn a_denial_reaches_the_call_and_the_page() -> Outcome {
    let tool = Tool::new().await?;
    let call = tokio::spawn(tool.grant().await?.scope(create_contact("Boyle")));
    let mut me = Person::new()?;
    me.open(&tool.link().await?).await?;
    me.sign_in(EMAIL, PASSWORD).await?;
    let page = me.browser().submit("Decline", &[]).await?;
    assert!(page.text().contains("Nothing was allowed"), "{}", page.text());
    assert!(call.await?.is_err_and(|error| error.is_declined()));
    assert!(!tool.listens().await);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_calls_share_one_listener() -> Outcome {
    let tool = Tool::new().await?;
    let mut calls = JoinSet::new();
    for number in 0..50 {
        let grant = tool.grant().await?;
        calls.spawn(async move { grant.scope(create_contact(&format!("Boyle {number}"))).await });
    }
    let mut me = Person::new()?;
    me.open(&tool.link().await?).await?;
    me.sign_in(EMAIL, PASSWORD).await?;
    me.accept().await?;
    while let Some(created) = calls.join_next().await {
        assert_eq!(created??, "201 Created SUCCESS");
    }
    assert_eq!(tool.links.lock().expect("no panic").len(), 1, "one prompt");
    assert!(!tool.listens().await);
    Ok(())
}

#[tokio::test]
async fn a_call_that_is_given_up_gives_the_port_back_to_the_next() -> Outcome {
    let tool = Tool::new().await?;
    let call = tokio::spawn(tool.grant().await?.scope(create_contact("Boyle")));
    let link = tool.link().await?;
    call.abort();
    assert!(call.await.is_err_and(|ended| ended.is_cancelled()));

    let next = tokio::spawn(tool.grant().await?.scope(create_contact("Boyle")));
    let mut me = Person::new()?;
    let started = Instant::now();
    // The next call listens in its own time, and answers the link that was told already.
    while me.open(&link).await.is_err() {
        assert!(started.elapsed() < SOON, "the next call does not listen");
        tokio::task::yield_now().await;
    }
    me.sign_in(EMAIL, PASSWORD).await?;
    me.accept().await?;
    assert_eq!(next.await??, "201 Created SUCCESS");
    Ok(())
}

/// Two runtimes of one program, of which nobody drives the first while the second is at work. Time is moved by what waits.
struct Two {
    tool: Tool,
    first: Runtime,
    second: Runtime,
    _outside: Runtime,
}

impl Two {
    fn new() -> Outcome<Two> {
        let outside = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let runtime = || Builder::new_current_thread().enable_all().start_paused(true).build();
        Ok(Two {
            tool: outside.block_on(Tool::new())?,
            first: runtime()?,
            second: runtime()?,
            _outside: outside,
        })
    }

    /// A call that waits for so long, and has begun to.
    async fn call(&self, limit: Duration) -> Outcome<BoxFuture<'static, Result<String, Error>>> {
        let channel = Channel::notify(|_: &Notice<'_>| {}, limit).with_loopback();
        let grant = self.tool.zoho.grant(&key("me")).await?.on(channel);
        let mut call = grant.scope(create_contact("Boyle")).boxed();
        assert!(timeout(LITTLE, &mut call).await.is_err(), "nobody has answered yet");
        Ok(call)
    }

    /// What the second runtime tells a call that nobody answers.
    fn refusal(&self, call: BoxFuture<'_, Result<String, Error>>) -> Outcome<Error> {
        Ok(self.second.block_on(call).err().ok_or("nobody has answered")?)
    }
}

#[test]
fn a_port_that_nobody_gives_back_holds_no_call_for_ever() -> Outcome {
    let two = Two::new()?;
    drop(two.first.block_on(two.call(SOON))?);
    // One that is given up while it waits for the port takes nothing along.
    drop(two.second.block_on(two.call(SOON))?);
    let error = two.refusal(two.second.block_on(two.call(SOON))?)?;
    assert!(error.with_sources().to_string().ends_with("timed out"), "{}", error.with_sources());

    two.first.block_on(tokio::task::yield_now());
    let error = two.refusal(two.second.block_on(two.call(SOON))?)?;
    assert!(error.is_unanswered(), "the port is free: {error}");
    Ok(())
}

#[test]
fn the_last_who_waits_does_not_wait_for_another_runtime() -> Outcome {
    let two = Two::new()?;
    let first = two.first.block_on(two.call(SOON))?;
    let second = two.second.block_on(two.call(SOON))?;
    drop(first);
    let error = two.refusal(second)?;
    assert!(error.is_unanswered(), "{error}");
    Ok(())
}

#[tokio::test]
async fn a_port_that_is_taken_fails_the_call_at_once() -> Outcome {
    let tool = Tool::new().await?;
    let _other = TcpListener::bind(tool.address)?;
    let error = tool.grant().await?.scope(create_contact("Boyle")).await.expect_err("no listener");
    assert!(error.to_string().starts_with(&format!("nobody can listen on {}", tool.address)), "{error}");
    assert!(tool.links.lock().expect("no panic").is_empty(), "nobody is sent to a link that nobody serves");
    Ok(())
}

#[tokio::test]
async fn what_does_not_belong_to_the_wait_changes_nothing() -> Outcome {
    let tool = Tool::new().await?;
    let call = tokio::spawn(tool.grant().await?.scope(create_contact("Boyle")));
    let link = tool.link().await?;
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build()?;
    let here = format!("http://{}", tool.address);
    let cases = [
        (http.get(format!("{here}/")), 404),
        (http.get(format!("{here}/scopes/consent/guessed")), 403),
        (http.get(format!("{here}/scopes/callback?status=success&scope_enhanced=true")), 403),
        (http.get(format!("{here}/scopes/callback?code=1000.forged&state=x")), 403),
        (http.post(&link), 405),
        (http.get(&link).header("host", "rebound.example"), 421),
        (http.get(&link).header("sec-purpose", "prefetch"), 503),
    ];
    for (request, status) in cases {
        let answer = request.send().await?;
        assert_eq!(answer.status().as_u16(), status);
        assert_eq!(
            answer.headers().get("allow").map(HeaderValue::as_bytes),
            (status == 405).then_some(&b"GET"[..])
        );
    }
    assert!(tool.sandbox.journal().is_empty(), "nothing was sent to Zoho");

    let opened = http.get(&link).send().await?;
    assert_eq!(opened.status(), 303);
    let cookie = opened.headers()["set-cookie"].to_str()?;
    assert!(cookie.ends_with("; Path=/scopes/; Max-Age=3600; HttpOnly; SameSite=Lax"), "{cookie}");
    let forged = http.get(format!("{here}/scopes/callback?status=success&scope_enhanced=true"));
    let forged = forged.header("cookie", cookie.split(';').next().unwrap_or_default()).send().await?;
    assert_eq!(forged.status(), 403, "the server does not confirm what nobody has given");
    assert!(!call.is_finished());
    call.abort();
    Ok(())
}
