//! The person goes away while their request is run again: it runs to its end all the same.
//!
//! A test of its own, for what is logged in one thread depends on what others have logged before.

mod stage;

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::post;
use requires_scope::requires_scope;
use tokio::sync::Notify;
use tokio::time::timeout;
use tracing::{Instrument as _, info, info_span};

use stage::{AppError, Outcome, Stage, body, form, page};

/// Long enough for everything that ought to happen.
const SOON: Duration = Duration::from_secs(20);

#[derive(Clone, Default)]
struct Steps {
    begun: Arc<Notify>,
    may_end: Arc<Notify>,
    ended: Arc<Notify>,
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn long(State(steps): State<Steps>) -> Result<&'static str, AppError> {
    info!("begun");
    steps.begun.notify_one();
    steps.may_end.notified().await;
    info!("ended");
    steps.ended.notify_one();
    Ok("what came of it")
}

async fn traced(request: Request, next: Next) -> Response {
    next.run(request).instrument(info_span!("visit")).await
}

/// What is logged, line by line.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn it_goes_on_in_the_span_it_began_in_and_its_answer_is_kept() -> Outcome {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().without_time().with_ansi(false);
    let subscriber = subscriber.with_writer(move || writer.clone()).finish();
    let _logged = tracing::subscriber::set_default(subscriber);

    let steps = Steps::default();
    let routes = Router::new().route("/long", post(long).with_state(steps.clone()));
    let stage = Stage::set(routes, |app| app.layer(from_fn(traced)))?;
    let call = stage.allowed(form("/long"), "").await?;
    tokio::select! {
        _ = stage.send(page(&call), "") => return Err("it waits to be told that it may end".into()),
        () = steps.begun.notified() => {}
    }
    steps.may_end.notify_one();
    steps.ended.notified().await;
    let is_kept = async {
        while body(stage.send(page(&call), "").await?).await? != "what came of it" {
            tokio::task::yield_now().await;
        }
        Outcome::Ok(())
    };
    timeout(SOON, is_kept).await.map_err(|_| "its answer is kept after it")??;
    let log = String::from_utf8(log.0.lock().unwrap_or_else(PoisonError::into_inner).clone())?;
    for line in ["visit: away: begun", "visit: away: ended"] {
        assert!(log.contains(line), "no `{line}` in {log}");
    }
    Ok(())
}
