//! A person's browser on its way through the application and Zoho. When something goes wrong she does what people do: she
//! loads the same page again.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::routing::post;
use http::header::{CONTENT_TYPE, COOKIE, LOCATION, RETRY_AFTER, SET_COOKIE};
use http::request::Parts;
use http::{Request, Response, StatusCode};
use requires_scope::{Client, Error, requires_scope};
use requires_scope_axum::RequiresScopeLayer;
use tests::stage::{CONTACTS, EMAIL, PASSWORD};
use tokio::time::sleep;
use tower::ServiceExt as _;
use zoho_sandbox::browser::Person;

use crate::fault::{Mishap, Points};
use crate::stage::{APP, Outcome, Stage, mia, text};
use crate::zoho::outside;

/// So often a person loads a page again that shows an error of the server.
const PATIENCE: u32 = 4;

/// What comes of the person's page at Zoho.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Accepts,
    Declines,
    /// Somebody else says that she has accepted.
    IsForged,
}

/// The person's browser, which outlives every process of the application.
#[derive(Debug)]
pub(crate) struct Visit {
    start: Page,
    next: Page,
    cookie: String,
    /// The request that is kept for her, as the links name it.
    pub(crate) call: String,
    /// Her browser at Zoho, with the page that waits for her answer.
    zoho: Option<Person>,
    /// What she does with each page there, the last first.
    answers: Vec<Answer>,
    created: Arc<AtomicU32>,
}

#[derive(Clone, Debug)]
enum Page {
    Form,
    /// A page of the application.
    At(String),
    Zoho(String),
    /// What she is told in the end.
    End(StatusCode, String),
}

impl Visit {
    /// She sends a form that needs a scope.
    pub(crate) fn with_form(answers: &[Answer]) -> Visit {
        Visit::beginning_at(Page::Form, answers)
    }

    /// She opens a link that she was told.
    pub(crate) fn to(link: String, answers: &[Answer]) -> Visit {
        Visit::beginning_at(Page::At(link), answers)
    }

    fn beginning_at(start: Page, answers: &[Answer]) -> Visit {
        Visit {
            next: start.clone(),
            start,
            cookie: String::new(),
            call: String::new(),
            zoho: None,
            answers: answers.iter().rev().copied().collect(),
            created: Arc::default(),
        }
    }

    /// Loads one page after the other until she is told how it ends.
    pub(crate) async fn go_on(&mut self, stage: &Stage, points: &Points, zoho: &Client) -> Outcome {
        let app = app(zoho, &self.created);
        let mut again = 0;
        loop {
            let loaded = match self.next.clone() {
                Page::End(..) => return Ok(()),
                Page::Zoho(url) => {
                    self.answer(&url).map_err(|problem| format!("at Zoho's {url}: {problem}"))?
                }
                page => points.as_caller(load(&app, self.request(&page)?)).await.unwrap_or_default(),
            };
            self.check_so_far(stage)?;
            match loaded {
                // She never sees what another site does in her browser.
                Loaded::Nothing { .. } if self.is_forged() => {
                    self.turn_to(Page::End(StatusCode::OK, String::new()));
                }
                Loaded::Nothing { .. } if again == PATIENCE => {
                    return Err(format!("no way on from {:?}", self.next));
                }
                Loaded::Nothing { come_back } => {
                    again += 1;
                    sleep(come_back).await;
                }
                Loaded::Page { next, cookie } => {
                    self.cookie = cookie.unwrap_or_else(|| self.cookie.clone());
                    self.turn_to(next);
                    again = 0;
                }
            }
        }
    }

    /// She goes back to where she began.
    pub(crate) fn begin_anew(&mut self) {
        self.next = self.start.clone();
    }

    /// A forged callback leads nowhere: she goes on where she was.
    fn turn_to(&mut self, next: Page) {
        if let Page::At(url) = &next
            && let Some((_, call)) = url.split_once("?call=")
        {
            call.clone_into(&mut self.call);
        }
        self.next = if self.is_forged() {
            self.answers.pop();
            Page::Zoho(String::new())
        } else {
            next
        };
    }

    fn is_forged(&self) -> bool {
        self.answers.last() == Some(&Answer::IsForged)
            && matches!(&self.next, Page::At(url) if url.contains("/callback?"))
    }

    fn request(&self, page: &Page) -> Outcome<Request<Body>> {
        let (request, body) = if let Page::At(url) = page {
            (Request::get(url.trim_start_matches(APP)), Body::empty())
        } else {
            let form = "application/x-www-form-urlencoded";
            (Request::post("/contacts").header(CONTENT_TYPE, form), Body::from("last_name=Boyle"))
        };
        let request = request.header("sec-fetch-mode", "navigate").header("sec-fetch-site", "same-origin");
        let cookies = format!("user=mia; {}", self.cookie);
        request.header(COOKIE, cookies).body(body).map_err(|error| format!("{page:?}: {error}"))
    }

    /// What she does at Zoho, which no fault of the application disturbs.
    fn answer(&mut self, url: &str) -> Outcome<Loaded> {
        let callback = format!("{APP}/scopes/callback");
        let answer = *self.answers.last().ok_or("she is asked once more")?;
        if answer == Answer::IsForged {
            let page = Page::At(format!("{callback}?status=success&scope_enhanced=true"));
            self.zoho = Some(outside(opened(url.to_owned(), callback))?);
            return Ok(Loaded::Page { next: page, cookie: None });
        }
        let open = self.zoho.take();
        let url = url.to_owned();
        let next = outside(async move {
            let mut person = match open {
                Some(person) => person,
                None => opened(url, callback).await?,
            };
            let page = match answer {
                Answer::Declines => person.decline().await,
                Answer::Accepts | Answer::IsForged => person.accept().await,
            };
            page.map(|page| page.url().to_owned()).map_err(text)
        })?;
        self.answers.pop();
        Ok(Loaded::Page { next: Page::At(next), cookie: None })
    }

    /// Nothing that the store holds may say more than the server has shown, and nothing runs before she has accepted.
    fn check_so_far(&self, stage: &Stage) -> Outcome {
        let granted = stage.granted()?;
        for scope in stage.verified()? {
            if !granted.contains(&scope) {
                return Err(format!("{scope} is verified without proof at {:?}", self.next));
            }
        }
        if self.created() > 0 && !granted.iter().any(|scope| scope == CONTACTS) {
            return Err(format!("run without consent at {:?}", self.next));
        }
        Ok(())
    }

    /// How often the request has run that she has sent.
    pub(crate) fn created(&self) -> u32 {
        self.created.load(Ordering::SeqCst)
    }

    /// How she was told that it ends.
    pub(crate) fn end(&self) -> Outcome<StatusCode> {
        match &self.next {
            Page::End(status, _) => Ok(*status),
            page => Err(format!("there is no end at {page:?}")),
        }
    }

    /// The request that she has sent has run once.
    pub(crate) fn check_run_once(&self, stage: &Stage, mishap: Option<Mishap>) -> Outcome {
        match self.created() {
            1 => Ok(()),
            // It was taken from the store to be run once: that it may have been, and is not run again, she is told.
            0 if mishap.is_some_and(Mishap::may_lose_a_taken_call) && !stage.holds_call(&self.call)? => {
                self.check_end(StatusCode::GONE)
            }
            created => Err(format!("the request has run {created} times: {:?}", self.next)),
        }
    }

    pub(crate) fn check_end(&self, expected: StatusCode) -> Outcome {
        match &self.next {
            Page::End(status, page) if *status != expected => Err(format!("the end is {status}: {page}")),
            _ => self.end().map(drop),
        }
    }
}

/// The person stands on Zoho's page.
async fn opened(url: String, callback: String) -> Outcome<Person> {
    let mut person = Person::new().map_err(text)?;
    person.browser().stop_before(&callback);
    person.open(&url).await.map_err(text)?;
    person.sign_in(EMAIL, PASSWORD).await.map_err(text)?;
    Ok(person)
}

/// What a browser shows after a request.
enum Loaded {
    /// No answer, or an error of the server: she loads the page again, when it says or at once.
    Nothing {
        come_back: Duration,
    },
    Page {
        next: Page,
        cookie: Option<String>,
    },
}

impl Default for Loaded {
    fn default() -> Loaded {
        Loaded::Nothing { come_back: Duration::ZERO }
    }
}

async fn load(app: &Router, request: Request<Body>) -> Loaded {
    let Ok(response) = app.clone().oneshot(request).await;
    let status = response.status();
    let header = |name| Response::headers(&response).get(name).and_then(|value| value.to_str().ok());
    let cookie = header(SET_COOKIE).and_then(|cookie| cookie.split(';').next()).map(str::to_owned);
    let next = match header(LOCATION).map(str::to_owned) {
        _ if status.is_server_error() => {
            let seconds = header(RETRY_AFTER).and_then(|seconds| seconds.parse().ok()).unwrap_or_default();
            return Loaded::Nothing { come_back: Duration::from_secs(seconds) };
        }
        Some(url) if url.starts_with(&format!("{APP}/")) => Page::At(url),
        Some(url) if url.starts_with('/') => Page::At(format!("{APP}{url}")),
        Some(url) => Page::Zoho(url),
        None => {
            let body = to_bytes(response.into_body(), usize::MAX).await.unwrap_or_default();
            Page::End(status, String::from_utf8_lossy(&body).into_owned())
        }
    };
    Loaded::Page { next, cookie }
}

fn app(zoho: &Client, created: &Arc<AtomicU32>) -> Router {
    let routes = Router::new().route("/contacts", post(create_contact)).with_state(Arc::clone(created));
    RequiresScopeLayer::new(zoho, |_: &Parts| Some(mia())).wrap(routes)
}

#[derive(Debug)]
struct AppError;

impl From<Error> for AppError {
    fn from(_: Error) -> AppError {
        AppError
    }
}

impl axum::response::IntoResponse for AppError {
    fn into_response(self) -> axum::response::Response {
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn create_contact(State(created): State<Arc<AtomicU32>>, form: String) -> Result<String, AppError> {
    created.fetch_add(1, Ordering::SeqCst);
    Ok(format!("created {form}"))
}
