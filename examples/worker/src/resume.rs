//! Another process goes on with what was suspended: its web part takes the answers, and each job runs once.

use std::time::Duration;

use requires_scope::{Attempt, Error, MissingScopes, ScopeSet};
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::Worker;
use crate::job::Job;
use crate::mail;
use crate::trouble::Trouble;
use crate::web::Web;
use crate::work;

/// What is to be done with a suspended job.
enum Next {
    Run,
    GiveUp(Error),
    /// Nobody has answered in time: it stays where it is.
    Leave,
}

/// Waits for the answers, each job for its own person's, and runs what may run.
pub(crate) async fn all(worker: &Worker, patience: Duration) -> Result<(), Trouble> {
    let suspended = worker.queue.suspended()?;
    if suspended.is_empty() {
        return Ok(());
    }
    let web = Web::open(&worker.zoho).await?;
    let deadline = Instant::now() + patience;
    let mut waiting = JoinSet::new();
    for job in suspended {
        let attempt = ask(worker, &job).await;
        if let Ok(Some(attempt)) = &attempt
            && worker.queue.is_first_to_tell(attempt.id())?
        {
            // The link of the first mail is over by now.
            mail::send(&job, &missing(&job), attempt)?;
        }
        waiting.spawn(answer(job, attempt, deadline));
    }
    while let Some(answered) = waiting.join_next().await {
        let (job, next) = answered?;
        if matches!(next, Next::Leave) {
            continue;
        }
        // Another process may have been first.
        let Some(job) = worker.queue.take_suspended(job.id)? else { continue };
        match next {
            Next::GiveUp(error) => work::fail(worker, &job, &error)?,
            Next::Run | Next::Leave => work::run(worker, &job).await?,
        }
    }
    web.close().await
}

/// Joins the attempt that runs, or begins one anew where its time is over.
async fn ask(worker: &Worker, job: &Job) -> Result<Option<Attempt>, Error> {
    let grant = worker.zoho.grant(&job.owner()).await?;
    grant.ask_for(&MissingScopes::of(missing(job))).await
}

async fn answer(job: Job, attempt: Result<Option<Attempt>, Error>, deadline: Instant) -> (Job, Next) {
    let left = deadline.saturating_duration_since(Instant::now());
    let answered = match attempt {
        Ok(Some(attempt)) => attempt.wait(left).await.map(|consent| consent.is_some()),
        Ok(None) => Ok(true),
        Err(error) => Err(error),
    };
    let next = match answered {
        // Whether it was a yes, the guard knows.
        Ok(true) => Next::Run,
        Err(error) if error.is_declined() => Next::GiveUp(error),
        // The next process asks anew.
        Ok(false) | Err(_) => Next::Leave,
    };
    (job, next)
}

/// What a suspended job misses: its note.
fn missing(job: &Job) -> ScopeSet {
    ScopeSet::parse_lenient(&job.note).0
}
