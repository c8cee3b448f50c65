//! `zoho-sandbox`: the sandbox for developers of any language.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::Parser;
use tracing_subscriber::EnvFilter;
use zoho_sandbox::{ClientCredentials, Sandbox, StartError};

/// A Zoho Accounts and CRM on localhost, to test integrations without Zoho.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// Port of Zoho Accounts; 0 takes a free one
    #[arg(long, default_value_t = 8400, env = "ZOHO_SANDBOX_ACCOUNTS_PORT")]
    accounts_port: u16,

    /// Port of the CRM's API; 0 takes a free one
    #[arg(long, default_value_t = 8401, env = "ZOHO_SANDBOX_API_PORT")]
    api_port: u16,

    /// The location of the data centre, as the callback names it
    #[arg(long, default_value = "us")]
    location: String,

    /// Email address of the person who can sign in
    #[arg(long, default_value = "marketer@zylker.example")]
    user: String,

    /// Password of that person
    #[arg(long, default_value = "password", env = "ZOHO_SANDBOX_PASSWORD", hide_env_values = true)]
    password: String,

    /// Name of the application, as the consent page shows it
    #[arg(long, default_value = "My application")]
    client_name: String,

    /// Redirect URI of the application; may be given more than once
    #[arg(long = "redirect-uri", default_value = "http://127.0.0.1:4000/callback")]
    redirect_uris: Vec<String>,
}

/// Why the program ends with a failure.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("the sandbox does not start")]
    Start(#[from] StartError),
    #[error("the terminal cannot be written to")]
    Terminal(#[from] io::Error),
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_env_filter(EnvFilter::from_default_env()).with_writer(io::stderr).init();
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            report(&failure);
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Failure> {
    let sandbox = Sandbox::builder()
        .user(&arguments.user, &arguments.password)
        .location(&arguments.location)
        .accounts_port(arguments.accounts_port)
        .api_port(arguments.api_port)
        .start()
        .await?;
    let redirect_uris = arguments.redirect_uris.iter().map(String::as_str);
    let client = sandbox.register_client_with(&arguments.client_name, redirect_uris);
    greet(&sandbox, &client, &arguments)?;
    asked_to_stop().await?;
    sandbox.stop().await;
    Ok(())
}

/// Tells the developer what to put into the application's settings.
fn greet(sandbox: &Sandbox, client: &ClientCredentials, arguments: &Arguments) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "Zoho sandbox, not the real Zoho. Stop it with Ctrl-C.")?;
    writeln!(out)?;
    writeln!(out, "accounts server  {}", sandbox.accounts_url())?;
    writeln!(out, "API domain       {}", sandbox.api_url())?;
    writeln!(out, "client id        {}", client.client_id)?;
    writeln!(out, "client secret    {}", client.client_secret)?;
    for redirect_uri in &arguments.redirect_uris {
        writeln!(out, "redirect URI     {redirect_uri}")?;
    }
    writeln!(out, "sign in as       {}", arguments.user)?;
    if arguments.password == "password" {
        writeln!(out, "password         password")?;
    }
    out.flush()
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
fn report(failure: &Failure) {
    let mut err = io::stderr().lock();
    let mut cause: Option<&dyn std::error::Error> = Some(failure);
    while let Some(error) = cause {
        // Nobody is left to tell if this cannot be written either.
        let _ = writeln!(err, "{error}");
        cause = error.source();
    }
}
