//! A job queue whose jobs run in Zoho CRM: one that misses a scope is suspended, and runs once after the consent.
//!
//! - [`job`]: what a job does, and above it what that needs. Begin here.
//! - [`work`]: a job is run, or suspended; its person gets a mail. The process may end then.
//! - [`resume`]: another process takes the answer and runs what was suspended.
//! - [`queue`]: the jobs, in a file.
//! - [`mod@tour`]: the whole story, with processes that come and go.

mod arguments;
mod job;
mod mail;
mod queue;
mod resume;
mod tour;
mod trouble;
mod web;
mod work;

use std::error::Error;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;
use registration::Registration;
use requires_scope::Client;

use crate::arguments::{Arguments, Command};
use crate::queue::Queue;
use crate::trouble::Trouble;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match &arguments.command {
        Some(command) => run(command, &arguments.data).await,
        None => tour::play(&mut io::stdout()).await,
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            report(&trouble);
            ExitCode::FAILURE
        }
    }
}

async fn run(command: &Command, data: &Path) -> Result<(), Trouble> {
    let registration = Registration::from_environment()?;
    let zoho = registration.client(data).await?;
    let worker = Worker { zoho, queue: Queue::open(data)? };
    match command {
        Command::Add { user, last_name } => worker.queue.add(user, last_name),
        Command::Work => work::all(&worker).await,
        Command::Resume { seconds } => resume::all(&worker, std::time::Duration::from_secs(*seconds)).await,
        Command::List => {
            let mut out = io::stdout().lock();
            worker.queue.list()?.iter().try_for_each(|job| writeln!(out, "{job}")).map_err(Trouble::Output)
        }
    }
}

/// What every part works with.
pub(crate) struct Worker {
    zoho: Client,
    queue: Queue,
}

/// The failure and what caused it, one line each.
fn report(trouble: &Trouble) {
    let mut err = io::stderr().lock();
    let mut cause: Option<&dyn Error> = Some(trouble);
    let mut lead = "worker";
    while let Some(error) = cause {
        // Nobody is left to tell if this cannot be written either.
        let _ = writeln!(err, "{lead}: {error}");
        lead = "  because";
        cause = error.source();
    }
}
