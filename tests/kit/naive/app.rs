//! When the person is asked, what her answer means, and what becomes of the call.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use http::{HeaderMap, StatusCode};
use tokio::sync::Mutex;
use zoho_sandbox::conformance::{Failure, GuardedCall, Outcome, Setting};

use super::Flaw;
use super::zoho::{Verdict, Zoho};

/// The program.
pub(crate) struct App {
    flaw: Option<Flaw>,
    memory: Mutex<Memory>,
}

/// What it remembers. Whoever looks at it has it to himself until he is done.
struct Memory {
    zoho: Zoho,
    granted: Scopes,
    declined: Scopes,
    waiting: Option<Waiting>,
    last: Outcome,
    n_attempts: u32,
}

/// A call that waits for the person.
#[derive(Clone)]
struct Waiting {
    call: GuardedCall,
    asked: Scopes,
    /// What the browser that was sent to Zoho shows in its cookie.
    browser: String,
}

type Scopes = BTreeSet<String>;

impl App {
    pub(super) fn new(flaw: Option<Flaw>, setting: Setting, redirect_uri: String) -> Result<App, Failure> {
        let granted = setting.scopes.split(',').map(str::to_owned).collect();
        let memory = Memory {
            zoho: Zoho::new(flaw, setting, redirect_uri)?,
            granted,
            declined: Scopes::new(),
            waiting: None,
            last: Outcome::Refused("no call was made".to_owned()),
            n_attempts: 0,
        };
        Ok(App { flaw, memory: Mutex::new(memory) })
    }

    pub(super) async fn call(&self, call: GuardedCall) -> Result<Outcome, Failure> {
        let mut memory = self.memory.lock().await;
        memory.last = self.attempt(&mut memory, call).await?;
        Ok(memory.last.clone())
    }

    pub(super) async fn last_outcome(&self) -> Outcome {
        self.memory.lock().await.last.clone()
    }

    /// Makes the call if its scopes are granted, and asks for what is missing otherwise.
    async fn attempt(&self, memory: &mut Memory, call: GuardedCall) -> Result<Outcome, Failure> {
        let missing = memory.missing(call);
        if missing.is_empty() {
            return self.send(memory, call).await;
        }
        Ok(self.ask(memory, call, missing))
    }

    fn ask(&self, memory: &mut Memory, call: GuardedCall, mut missing: Scopes) -> Outcome {
        if missing.iter().any(|scope| memory.declined.contains(scope)) && !self.has(Flaw::AsksAgain) {
            return refused("it was declined");
        }
        if self.has(Flaw::AsksForUnion) {
            missing.extend(memory.granted.iter().cloned());
        }
        memory.n_attempts += 1;
        let browser = format!("browser-{}", memory.n_attempts);
        memory.waiting = Some(Waiting { call, asked: missing, browser });
        Outcome::Asked
    }

    async fn send(&self, memory: &mut Memory, call: GuardedCall) -> Result<Outcome, Failure> {
        for request in call.requests() {
            match memory.zoho.send(&request).await? {
                Verdict::Done => {}
                Verdict::ScopeMismatch if self.has(Flaw::RefreshesOnMismatch) => {
                    memory.zoho.refresh().await?;
                    return Ok(refused("the scope is still missing after a refresh"));
                }
                Verdict::NoPermission if !self.has(Flaw::AsksForPermission) => {
                    return Ok(refused("the profile forbids it"));
                }
                Verdict::ScopeMismatch | Verdict::NoPermission => {
                    for scope in call.scopes() {
                        memory.granted.remove(*scope);
                    }
                    let missing = memory.missing(call);
                    return Ok(self.ask(memory, call, missing));
                }
                Verdict::Failed(why) => return Ok(refused(&why)),
            }
        }
        Ok(Outcome::Done)
    }

    /// Takes what the callback says for a hint, and asks the server.
    async fn answer(
        &self,
        memory: &mut Memory,
        waiting: Waiting,
        said: &BTreeMap<String, String>,
    ) -> Result<bool, Failure> {
        let Waiting { call, asked, .. } = waiting;
        if said.contains_key("error") {
            memory.waiting = None;
            memory.declined.extend(asked);
            memory.last = if self.has(Flaw::RunsDeclined) {
                self.send(memory, call).await?
            } else {
                refused("it was declined")
            };
            return Ok(true);
        }
        if let Some(server) = said.get("accounts-server").filter(|_| self.has(Flaw::FollowsLocation)) {
            memory.zoho.move_to(server);
        }
        if self.has(Flaw::BelievesCallback) {
            memory.granted.extend(asked.iter().cloned());
        } else {
            let Some(granted) = memory.zoho.refresh().await? else { return Ok(false) };
            memory.granted = granted;
        }
        if self.has(Flaw::StoresRequested) {
            memory.granted.extend(asked.iter().cloned());
        }
        if asked.is_disjoint(&memory.granted) {
            return Ok(false);
        }
        memory.waiting = None;
        let declined: Vec<_> = asked.difference(&memory.granted).cloned().collect();
        memory.declined.extend(declined);
        memory.last = if self.has(Flaw::ForgetsCall) {
            refused("the call is forgotten")
        } else {
            self.attempt(memory, call).await?
        };
        Ok(true)
    }

    fn has(&self, flaw: Flaw) -> bool {
        self.flaw == Some(flaw)
    }
}

impl Memory {
    fn missing(&self, call: GuardedCall) -> Scopes {
        let missing = call.scopes().iter().filter(|scope| !self.granted.contains(**scope));
        missing.map(|scope| (*scope).to_owned()).collect()
    }
}

pub(super) fn router(app: Arc<App>) -> Router {
    Router::new().route("/consent", get(consent)).route("/callback", get(callback)).with_state(app)
}

/// The person opens the link: from now on the answer comes from this browser, or not at all.
async fn consent(State(app): State<Arc<App>>) -> Response {
    let memory = app.memory.lock().await;
    let Some(Waiting { asked, browser, .. }) = memory.waiting.clone() else {
        return (StatusCode::GONE, "nothing waits").into_response();
    };
    match memory.zoho.consent_page(&asked).await {
        Ok(page) => {
            let cookie = format!("browser={browser}; Path=/; HttpOnly; SameSite=Lax");
            ([("set-cookie", cookie)], Redirect::to(&page)).into_response()
        }
        Err(error) => (StatusCode::BAD_GATEWAY, error.to_string()).into_response(),
    }
}

async fn callback(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Query(said): Query<BTreeMap<String, String>>,
) -> Response {
    let mut memory = app.memory.lock().await;
    let cookie = headers.get("cookie").and_then(|cookie| cookie.to_str().ok()).unwrap_or_default();
    let is_own = |waiting: &Waiting| {
        app.has(Flaw::TakesAnyCallback) || cookie == format!("browser={}", waiting.browser)
    };
    let Some(waiting) = memory.waiting.clone().filter(is_own) else {
        return (StatusCode::FORBIDDEN, "not from here").into_response();
    };
    match app.answer(&mut memory, waiting, &said).await {
        Ok(true) => "thank you".into_response(),
        Ok(false) => (StatusCode::FORBIDDEN, "Zoho does not confirm this").into_response(),
        Err(error) => (StatusCode::BAD_GATEWAY, error.to_string()).into_response(),
    }
}

fn refused(why: &str) -> Outcome {
    Outcome::Refused(why.to_owned())
}
