//! The way to the sandbox: its sockets are real, and served by a runtime of real time beside the virtual one.

use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, mpsc};

use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::{Request, Response};
use requires_scope::{NoConnection, Transport, TransportError};
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};
use tokio::task::yield_now;
use url::form_urlencoded;

use crate::fault::{Fault, Place, Points};
use crate::rotation::Rotation;

static OUTSIDE: LazyLock<Runtime> = LazyLock::new(|| {
    Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime beside the tests")
});

static HTTP: LazyLock<reqwest::Client> = LazyLock::new(reqwest::Client::new);

/// Runs `future` in real time, while virtual time stands still.
pub(crate) fn outside<T: Send + 'static>(future: impl Future<Output = T> + Send + 'static) -> T {
    let (done, outcome) = mpsc::channel();
    OUTSIDE.spawn(async move { done.send(future.await) });
    outcome.recv().expect("what runs outside does not panic")
}

/// Sends a request as it is.
pub(crate) fn exchange(request: Request<Bytes>) -> Result<Response<Bytes>, reqwest::Error> {
    outside(async move {
        let answer = HTTP.execute(reqwest::Request::try_from(request)?).await?;
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = answer.status();
        *response.body_mut() = answer.bytes().await?;
        Ok(response)
    })
}

/// One process's way to Zoho Accounts: every request is a point at which something can go wrong.
#[derive(Debug)]
pub(crate) struct FaultyTransport {
    pub(crate) points: Arc<Points>,
    pub(crate) rotation: Option<Arc<Rotation>>,
    pub(crate) dealings: Arc<Mutex<Dealings>>,
}

/// What all processes have sent to Zoho Accounts that is good once, and what they were given that lasts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dealings {
    pub(crate) codes: Vec<String>,
    pub(crate) refresh_tokens: Vec<String>,
}

impl Dealings {
    pub(crate) fn times_sent(&self, code: &str) -> usize {
        self.codes.iter().filter(|sent| *sent == code).count()
    }

    fn send(&mut self, request: &Request<Bytes>) {
        let form = form_urlencoded::parse(request.body());
        self.codes.extend(form.filter(|(name, _)| name == "code").map(|(_, code)| code.into_owned()));
    }

    fn receive(&mut self, answer: &Response<Bytes>) {
        let members: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
        self.refresh_tokens.extend(members["refresh_token"].as_str().map(str::to_owned));
    }
}

const THROTTLED: &str = r#"{"error_description":"You have made too many requests continuously. Please try again after some time.","error":"Access Denied","status":"failure"}"#;

impl Transport for FaultyTransport {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let fault = self.points.pass(Place::Zoho);
            yield_now().await;
            match fault {
                Some(Fault::Fails) => return Err(NoConnection::because("connection refused").into()),
                Some(Fault::Hangs) => return std::future::pending().await,
                Some(Fault::Killed) => return self.points.kill().await,
                _ => self.dealings().send(&request),
            }
            match fault {
                Some(Fault::Unavailable) => return Ok(Response::builder().status(503).body(Bytes::new())?),
                Some(Fault::Throttled) => return Ok(Response::new(THROTTLED.into())),
                _ => {}
            }
            let mut answer = match &self.rotation {
                Some(rotation) => rotation.exchange(request)?,
                None => exchange(request)?,
            };
            yield_now().await;
            match fault {
                Some(Fault::LosesAnswer) => Err("connection reset".into()),
                Some(Fault::HangsAfter) => std::future::pending().await,
                Some(Fault::KilledAfter) => self.points.kill().await,
                Some(Fault::Torn) => {
                    let body = answer.body();
                    *answer.body_mut() = body.slice(..body.len() / 2);
                    Ok(answer)
                }
                _ => {
                    self.dealings().receive(&answer);
                    Ok(answer)
                }
            }
        })
    }
}

impl FaultyTransport {
    fn dealings(&self) -> MutexGuard<'_, Dealings> {
        self.dealings.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
