//! Zylker Marketing: a tool that may read Leads, and one day must create a Contact.
//!
//! - [`zoho`]: what it does in Zoho CRM, and above each function what that needs. Begin here.
//! - [`web`]: its addresses, and the layer that asks for what is missing.
//! - [`app`]: all of it started and stopped: the sandbox or the real Zoho, the store, the server.
//! - [`mod@tour`]: the whole story without a browser.

mod app;
mod attachment;
mod config;
mod contact;
mod data;
mod error;
mod lead;
mod marketer;
mod pages;
mod record;
mod report;
mod session;
mod tour;
mod web;
mod zoho;

use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use tracing_subscriber::EnvFilter;

use crate::app::App;
use crate::config::Arguments;
use crate::data::Data;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    log(if arguments.tour { "error" } else { "warn,zylker=info,requires_scope=info" });
    let outcome = if arguments.tour { tour().await } else { serve(&arguments).await };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            report(failure.as_ref());
            ExitCode::FAILURE
        }
    }
}

/// Runs the application until it is asked to stop.
async fn serve(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let zoho = config::Zoho::from_environment()?;
    let data = Data::open(arguments.data.as_deref(), &zoho)?;
    let app = App::start(arguments.port_for(&zoho), zoho, data).await?;
    greet(&app)?;
    asked_to_stop().await?;
    app.stop().await;
    Ok(())
}

/// Plays the whole story on free ports and in a folder that is gone afterwards.
async fn tour() -> Result<(), Box<dyn Error>> {
    let zoho = config::Zoho::Sandbox;
    let data = Data::open(None, &zoho)?;
    let app = App::start(0, zoho, data).await?;
    let played = tour::play(&app, &mut io::stdout()).await;
    app.stop().await;
    Ok(played?)
}

fn greet(app: &App) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "Zylker is at {}", app.address())?;
    writeln!(out)?;
    match app.sandbox() {
        Some(sandbox) => {
            writeln!(
                out,
                "Zoho is a sandbox at {}, which forgets everything when it stops.",
                sandbox.accounts_url()
            )?;
            writeln!(
                out,
                "Sign in there as {} with the password `{}`.",
                marketer::emails(),
                app::SANDBOX_PASSWORD
            )?;
        }
        None => writeln!(out, "Zoho is the real one, as ZOHO_CLIENT_ID and its sisters say.")?,
    }
    writeln!(out, "The data is in {}.", app.data().display())?;
    writeln!(out, "Stop with Ctrl-C.")?;
    out.flush()
}

fn log(default: &str) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(default));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).init();
}

#[cfg(unix)]
async fn asked_to_stop() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn asked_to_stop() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// The failure and what caused it, one line each.
fn report(failure: &dyn Error) {
    let mut err = io::stderr().lock();
    let mut cause = Some(failure);
    let mut lead = "zylker";
    while let Some(error) = cause {
        // Nobody is left to tell if this cannot be written either.
        let _ = writeln!(err, "{lead}: {error}");
        lead = "  because";
        cause = error.source();
    }
}
