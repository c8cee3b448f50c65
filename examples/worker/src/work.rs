//! A job is run. One that misses a scope has done nothing yet: it is suspended with its data, its person gets a mail,
//! and the process is free to go on or to end.

use std::error::Error;
use std::io::{self, Write as _};

use requires_scope::MissingScopes;

use crate::Worker;
use crate::job::{Job, JobError, State, create_contact};
use crate::mail;
use crate::trouble::Trouble;

/// Runs all jobs that wait, and waits for nobody.
pub(crate) async fn all(worker: &Worker) -> Result<(), Trouble> {
    while let Some(job) = worker.queue.take_waiting()? {
        run(worker, &job).await?;
    }
    Ok(())
}

/// Runs a job that this process has taken.
pub(crate) async fn run(worker: &Worker, job: &Job) -> Result<(), Trouble> {
    let outcome = match worker.zoho.grant(&job.owner()).await {
        Ok(grant) => grant.scope(create_contact(&job.last_name)).await,
        Err(error) => Err(error.into()),
    };
    match outcome {
        Ok(id) => put(worker, job, State::Done, &format!("contact {id}")),
        Err(JobError::Zoho(error)) if error.is_missing_scopes() => match error.missing() {
            Some(missing) => suspend(worker, job, missing).await,
            None => fail(worker, job, &error),
        },
        Err(error) => fail(worker, job, &error),
    }
}

/// Asks for what a job misses, and keeps it. A scope that was declined lately is not asked for again.
async fn suspend(worker: &Worker, job: &Job, missing: &MissingScopes) -> Result<(), Trouble> {
    let scopes = missing.scopes();
    match worker.zoho.grant(&job.owner()).await?.ask_for(missing).await {
        Ok(Some(attempt)) => {
            put(worker, job, State::Suspended, &scopes.to_request())?;
            if worker.queue.is_first_to_tell(attempt.id())? {
                mail::send(job, scopes, &attempt)?;
            }
            Ok(())
        }
        // Somebody has consented meanwhile.
        Ok(None) => put(worker, job, State::Waiting, ""),
        Err(error) => fail(worker, job, &error),
    }
}

/// It is not tried again by itself: some failures come after the effect. A queue that puts jobs back asks first for
/// `error.is_retryable() && !error.may_have_had_effect()`.
pub(crate) fn fail(worker: &Worker, job: &Job, error: &(dyn Error + 'static)) -> Result<(), Trouble> {
    put(worker, job, State::Failed, &error.to_string())
}

fn put(worker: &Worker, job: &Job, state: State, note: &str) -> Result<(), Trouble> {
    worker.queue.put(job, state, note)?;
    let Job { id, last_name, .. } = job;
    writeln!(io::stdout().lock(), "job {id} ({last_name}): {}: {note}", state.word()).map_err(Trouble::Output)
}
