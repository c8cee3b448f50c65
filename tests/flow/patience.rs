//! A call waits for several things, one after the other: in all no longer than the client says, a person left aside.
//!
//! The sandbox is slow in its own time, outside; the application's time is moved by hand.

use std::sync::mpsc;
use std::time::{Duration, Instant};

use requires_scope::{Channel, Client, DataCenter, Error, Grant, GrantImport, MemoryStore, Notice, ScopeSet};
use tests::stage::{EMAIL, LEADS, Outcome, PASSWORD, SOON, key};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::advance;
use zoho_sandbox::browser::Person;
use zoho_sandbox::{Fault, IssuedGrant, Sandbox};

const PATIENCE: Duration = Duration::from_secs(20);

const CALLBACK: &str = "http://127.0.0.1:4000/scopes/callback";

/// Zoho, and a grant that reads leads.
struct Office {
    outside: Runtime,
    sandbox: Sandbox,
    issued: IssuedGrant,
    client: Client,
    grant: Grant,
}

impl Office {
    async fn open(outside: Runtime) -> Outcome<Office> {
        let starting = outside.spawn(Sandbox::builder().user(EMAIL, PASSWORD).start());
        let sandbox = starting.await??;
        let app = sandbox.register_client("Zylker Marketing", CALLBACK);
        let issued = sandbox.issue_grant(&app.client_id, EMAIL, LEADS);
        let data_center = DataCenter::custom(sandbox.location(), sandbox.accounts_url(), sandbox.api_url())?;
        let client = Client::builder(&app.client_id, app.client_secret.as_str(), CALLBACK)
            .data_center(data_center)
            .store(MemoryStore::new())
            .give_up_after(PATIENCE)
            .build()?;
        let import = GrantImport::new(issued.refresh_token.as_str()).assuming(ScopeSet::parse_list(LEADS)?);
        let grant = client.import_grant(&key("mia"), import).await?;
        Ok(Office { outside, sandbox, issued, client, grant })
    }

    fn is_slow(&self, request: &str, by: Duration) {
        self.sandbox.faults().fail_next(request, Fault::Delay(by));
    }

    /// Waits until so many requests like this one have reached Zoho.
    async fn was_asked(&self, request: &str, times: usize) -> Outcome {
        until(|| self.sandbox.journal().iter().filter(|entry| entry.is(request)).count() == times).await
    }

    /// Mia opens the link that she was told, and accepts.
    async fn consent(&self, link: &str) -> Outcome {
        let id = requires_scope::AttemptId::new(link.rsplit('/').next().unwrap_or_default());
        let page = self.client.open_consent(&id, &self.grant, None, None).await?;
        let url = page.url().to_string();
        let accepting = self.outside.spawn(async move {
            let mut mia = Person::new()?;
            mia.browser().stop_before(CALLBACK);
            mia.open(&url).await?;
            mia.sign_in(EMAIL, PASSWORD).await?;
            Ok::<_, zoho_sandbox::browser::BrowserError>(mia.accept().await?.url().to_owned())
        });
        let callback = accepting.await??;
        let query = callback.split_once('?').ok_or("no query")?.1;
        self.client.answer(query, Some(page.cookie().expose()), Some(&self.grant)).await?;
        Ok(())
    }
}

/// Waits until something holds, while the application's time stands still.
async fn until(holds: impl Fn() -> bool) -> Outcome {
    let began = Instant::now();
    while !holds() {
        if began.elapsed() > SOON {
            return Err("it never came to hold".into());
        }
        tokio::task::yield_now().await;
    }
    Ok(())
}

const TOKEN: &str = "POST /oauth/v2/token";
const CALL: &str = "GET /crm/v8/Leads";

fn call(grant: &Grant) -> JoinHandle<Result<reqwest::Response, Error>> {
    tokio::spawn(grant.client().get("/crm/v8/Leads").query(&[("fields", "Last_Name")]).send())
}

/// A story in a time of its own, which stands still unless it is moved.
fn in_its_own_time(story: impl AsyncFnOnce(&Office) -> Outcome) -> Outcome {
    let outside = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let runtime = Builder::new_current_thread().enable_all().start_paused(true).build()?;
    runtime.block_on(async {
        // While a thread is at work, `tokio` does not move time by itself.
        let (done, until) = mpsc::channel::<()>();
        let at_work = tokio::task::spawn_blocking(move || until.recv());
        let office = Office::open(outside).await?;
        let outcome = story(&office).await;
        drop(done);
        let _ = at_work.await?;
        office.outside.shutdown_background();
        outcome
    })
}

#[test]
fn a_slow_token_and_a_slow_answer_share_one_limit() -> Outcome {
    in_its_own_time(async |office| {
        office.is_slow(TOKEN, Duration::from_millis(100));
        office.is_slow(CALL, Duration::from_hours(1));
        let call = call(&office.grant);
        office.was_asked(TOKEN, 1).await?;
        advance(PATIENCE / 2).await;
        office.was_asked(CALL, 1).await?;
        advance(PATIENCE / 4).await;
        assert!(!call.is_finished());
        advance(PATIENCE / 4).await;
        until(|| call.is_finished()).await?;
        let error = call.await?.expect_err("both together take too long");
        assert!(error.is_retryable(), "{error}");
        assert_eq!(
            error.to_string(),
            "Zoho did not answer the request within 20 s: Zoho, the store or the network is slower than `ClientBuilder::give_up_after` allows"
        );
        Ok(())
    })
}

#[test]
fn a_post_that_is_not_answered_in_time_was_perhaps_done() -> Outcome {
    in_its_own_time(async |office| {
        office.grant.access_token().await?;
        office.is_slow("POST /crm/v8/Contacts", Duration::from_hours(1));
        let call = tokio::spawn(office.grant.client().post("/crm/v8/Contacts").body("{}").send());
        office.was_asked("POST /crm/v8/Contacts", 1).await?;
        advance(PATIENCE).await;
        until(|| call.is_finished()).await?;
        let error = call.await?.expect_err("the answer does not come in time");
        assert!(error.is_retryable() && error.may_have_had_effect(), "{error}");
        Ok(())
    })
}

#[test]
fn a_token_that_must_be_replaced_counts_as_well() -> Outcome {
    in_its_own_time(async |office| {
        office.is_slow(TOKEN, Duration::from_millis(100));
        let refused = r#"{"code":"INVALID_TOKEN","details":{},"message":"","status":"error"}"#;
        office.sandbox.faults().fail_next(CALL, Fault::Status(401, refused.to_owned()));
        office.is_slow(TOKEN, Duration::from_hours(1));
        let call = call(&office.grant);
        office.was_asked(TOKEN, 1).await?;
        advance(PATIENCE / 2).await;
        office.was_asked(TOKEN, 2).await?;
        advance(PATIENCE / 2).await;
        until(|| call.is_finished()).await?;
        let error = call.await?.expect_err("the second token does not come in time");
        assert!(error.is_retryable() && !error.may_have_had_effect(), "{error}");
        assert!(error.to_string().starts_with("could not get a fresh access token within 20 s"), "{error}");
        Ok(())
    })
}

#[test]
fn what_a_call_waits_for_a_person_is_not_counted() -> Outcome {
    in_its_own_time(async |office| {
        office.grant.access_token().await?;
        assert!(office.sandbox.revoke_scope(&office.issued.refresh_token, LEADS));
        let (told, mut link) = watch::channel(String::new());
        let told = move |notice: &Notice<'_>| drop(told.send_replace(notice.consent_link.to_string()));
        let channel = Channel::notify(told, 100 * PATIENCE);
        let call = call(&office.grant.clone().on(channel));
        let link = link.wait_for(|link| !link.is_empty()).await?.clone();
        advance(50 * PATIENCE).await;
        office.consent(&link).await?;
        assert_eq!(call.await??.status(), 200);
        Ok(())
    })
}
