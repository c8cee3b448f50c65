//! `zoho-sandbox`: the sandbox for developers of any language.

mod arguments;
mod greeting;

use std::{
    error::Error,
    fs,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::Parser;
use tracing_subscriber::EnvFilter;
use zoho_sandbox::{Builder, ClientCredentials, Registration, Sandbox, StartError, State, StateError};

use self::{arguments::Arguments, greeting::Greeting};

/// Why the program ends with a failure.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("the sandbox does not start")]
    Start(#[from] StartError),
    #[error("the seed `{}` cannot be read", .0.display())]
    Seed(PathBuf, #[source] io::Error),
    #[error("the seed `{}` cannot be taken over", .0.display())]
    SeedState(PathBuf, #[source] StateError),
    #[error("the terminal cannot be written to")]
    Terminal(#[source] io::Error),
    #[error("the program cannot listen to signals")]
    Signals(#[source] io::Error),
}

/// The two applications that a developer finds registered.
struct Applications {
    web: ClientCredentials,
    script: ClientCredentials,
    /// A refresh token of the script, unless it had been there before.
    refresh_token: Option<String>,
    /// A grant token of the script, good for ten minutes.
    grant_token: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn")))
        .with_writer(io::stderr)
        .init();
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            report(&failure);
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Failure> {
    // Before anything is printed: whoever reads the addresses may send the signal at once.
    let stopped = asked_to_stop().map_err(Failure::Signals)?;
    let sandbox = builder(&arguments)?.start().await?;
    set_faults(&sandbox, &arguments);
    let applications = Applications::registered(&sandbox, &arguments);
    Greeting::new(&sandbox, &applications, &arguments).print().map_err(Failure::Terminal)?;
    stopped.await;
    sandbox.stop().await;
    Ok(())
}

fn builder(arguments: &Arguments) -> Result<Builder, Failure> {
    let mut builder = Sandbox::builder().accounts_port(arguments.accounts_port).api_port(arguments.api_port);
    if let Some(location) = &arguments.location {
        builder = builder.location(location);
    }
    for (location, (accounts_port, api_port)) in arguments.more_data_centers() {
        builder = builder.data_center_at(location, accounts_port, api_port);
    }
    for resident in &arguments.users {
        builder = match &resident.location {
            Some(location) => builder.user_in(location, &resident.email, &arguments.password),
            None => builder.user(&resident.email, &arguments.password),
        };
    }
    if !arguments.no_admin {
        builder = builder.admin_port(arguments.admin_port);
    }
    if let Some(path) = &arguments.seed {
        let json = fs::read_to_string(path).map_err(|error| Failure::Seed(path.clone(), error))?;
        let state = State::from_json(&json).map_err(|error| Failure::SeedState(path.clone(), error))?;
        builder = builder.state(state);
    }
    if let Some(path) = &arguments.state {
        builder = builder.state_file(path);
    }
    Ok(builder)
}

fn set_faults(sandbox: &Sandbox, arguments: &Arguments) {
    let faults = sandbox.faults();
    faults.omit_scope_in_answers(arguments.omit_scope);
    faults.localize_errors(arguments.localized);
    for setting in &arguments.faults {
        faults.fail_every(&setting.endpoint, setting.fault.clone());
    }
    for setting in &arguments.faults_once {
        faults.fail_next(&setting.endpoint, setting.fault.clone());
    }
}

impl Applications {
    /// What a state brought along is taken up again, so that settings stay good from run to run.
    fn registered(sandbox: &Sandbox, arguments: &Arguments) -> Self {
        let reach = |registration: Registration| {
            if arguments.single_dc { registration } else { registration.multi_dc() }
        };
        let web = sandbox.client_named(&arguments.client_name).unwrap_or_else(|| {
            let (first, others) = arguments.redirect_uris.split_first().unzip();
            let registration =
                Registration::server_based(&arguments.client_name, first.map_or("", |uri| uri));
            let mut registration = others
                .into_iter()
                .flatten()
                .map(String::as_str)
                .fold(registration, Registration::redirect_uri);
            if let (Some(id), Some(secret)) = (&arguments.client_id, &arguments.client_secret) {
                registration = registration.credentials(id, secret);
            }
            sandbox.register(reach(registration))
        });

        let name = format!("{} (self client)", arguments.client_name);
        let known = sandbox.client_named(&name);
        let is_new = known.is_none();
        let script = known.unwrap_or_else(|| sandbox.register(reach(Registration::self_client(&name))));
        let user = arguments.users.first().map_or("", |resident| &resident.email);
        let refresh_token =
            is_new.then(|| sandbox.issue_grant(&script.client_id, user, &arguments.scopes).refresh_token);
        let grant_token = sandbox.issue_code(&script.client_id, user, &arguments.scopes);
        Self { web, script, refresh_token, grant_token }
    }
}

/// Becomes ready when Ctrl-C is pressed or the process is asked to end; it listens from this call on.
#[cfg(unix)]
fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => (),
            _ = terminate.recv() => (),
        }
    })
}

#[cfg(windows)]
fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}

/// The failure and what caused it, one line each.
fn report(failure: &Failure) {
    let mut err = io::stderr().lock();
    let mut cause: Option<&dyn Error> = Some(failure);
    while let Some(error) = cause {
        // Nobody is left to tell if this cannot be written either.
        let _ = writeln!(err, "{error}");
        cause = error.source();
    }
}
