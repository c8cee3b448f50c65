//! Everything that must hold before a change lands, in the order in which a mistake is found soonest.

use std::io;
use std::process::{Command, ExitStatus};
use std::time::Instant;

use crate::report;
use crate::servers::{Servers, ServersError};

/// A step that can also be run alone, as `cargo xtask <name>`.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    /// Command lines; no argument holds a space.
    commands: &'static [&'static str],
    environment: &'static [(&'static str, &'static str)],
    /// Whether PostgreSQL and Redis run meanwhile.
    needs_servers: bool,
}

/// The order is that of their cost.
pub(crate) const STEPS: &[Step] = &[
    Step {
        name: "fmt",
        about: "the code is formatted",
        commands: &["cargo fmt --all --check"],
        environment: &[],
        needs_servers: false,
    },
    Step {
        name: "checks",
        about: "the generated catalogue is current, the tree is tidy",
        commands: &["cargo xtask catalogue --check", "cargo xtask tidy"],
        environment: &[],
        needs_servers: false,
    },
    Step {
        name: "clippy",
        about: "no warning, in any target",
        // Not every feature: `native-tls` needs the operating system's TLS library, which a machine may lack.
        commands: &[
            "cargo clippy --workspace --all-targets --features zoho-scopes/serde,requires-scope/metrics \
                     -- -D warnings",
        ],
        environment: &[],
        needs_servers: false,
    },
    Step {
        name: "features",
        about: "each feature builds alone",
        commands: &[
            "cargo clippy -p zoho-scopes --no-default-features -- -D warnings",
            "cargo clippy -p zoho-scopes --no-default-features -F serde -- -D warnings",
            "cargo clippy -p requires-scope --no-default-features -- -D warnings",
            "cargo clippy -p requires-scope --no-default-features -F registry -- -D warnings",
            "cargo clippy -p requires-scope --no-default-features -F metrics -- -D warnings",
            "cargo clippy -p requires-scope --no-default-features -F sealed -- -D warnings",
            "cargo clippy -p requires-scope --no-default-features -F rustls -- -D warnings",
            "cargo clippy -p requires-scope --no-default-features -F loopback -- -D warnings",
            "cargo clippy -p requires-scope --no-default-features -F test-util -- -D warnings",
            "cargo clippy -p zoho-sandbox --no-default-features -- -D warnings",
            // Guarded functions without the inventory: everywhere else a crate of the workspace asks for it.
            "cargo test -p requires-scope --no-default-features --test within --test default_grant",
        ],
        environment: &[],
        needs_servers: false,
    },
    Step {
        name: "doc",
        about: "the documentation builds without a warning",
        commands: &["cargo doc --workspace --no-deps"],
        environment: &[("RUSTDOCFLAGS", "-D warnings")],
        needs_servers: false,
    },
    Step {
        name: "tests",
        about: "unit, documentation, UI, flow, store and example tests",
        commands: &["cargo test --workspace --exclude sdk-tests --exclude browser-tests \
                     --features zoho-scopes/serde,requires-scope/metrics"],
        environment: &[],
        needs_servers: false,
    },
    Step {
        name: "sdk",
        about: "Zoho's official SDKs run unchanged against the sandbox",
        commands: &["cargo xtask install-sdks", "cargo test -p sdk-tests"],
        environment: &[],
        needs_servers: false,
    },
    Step {
        name: "stores",
        about: "the stores that need a server, with real ones",
        // With the features of the other steps, so that nothing is built again.
        commands: &[
            "cargo clippy --workspace --features zoho-scopes/serde,requires-scope/metrics --test servers \
             -- -D warnings",
            "cargo test --workspace --features zoho-scopes/serde,requires-scope/metrics --test servers",
        ],
        environment: &[],
        needs_servers: true,
    },
    Step {
        name: "browser",
        about: "Zylker in headless Chromium, by clicks; the pictures are in target/screenshots",
        commands: &["cargo xtask install-browser", "cargo build -p zylker", "cargo test -p browser-tests"],
        environment: &[],
        needs_servers: false,
    },
];

/// Why a step did not hold.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TestError {
    #[error("`{0}` cannot be started")]
    Start(String, #[source] io::Error),
    #[error("step `{step}` failed ({status}); run it alone with `cargo xtask {step}`")]
    Failed { step: &'static str, status: ExitStatus },
    #[error(transparent)]
    Servers(#[from] ServersError),
}

/// Runs every step, and stops at the first that does not hold.
pub(crate) fn run_all() -> Result<(), TestError> {
    let started = Instant::now();
    for (number, step) in STEPS.iter().enumerate() {
        report(format_args!("[{}/{}] {}: {}\n", number + 1, STEPS.len(), step.name, step.about));
        run(step)?;
    }
    report(format_args!("all steps hold, in {} s\n", started.elapsed().as_secs()));
    Ok(())
}

/// Runs one step.
pub(crate) fn run(step: &Step) -> Result<(), TestError> {
    let servers = step.needs_servers.then(Servers::start).transpose()?;
    for command in step.commands {
        report(format_args!("  $ {command}\n"));
        let mut words = command.split_whitespace();
        let status = Command::new(words.next().expect("a command has a program"))
            .args(words)
            .envs(step.environment.iter().copied())
            .envs(servers.iter().flat_map(Servers::environment))
            .status()
            .map_err(|error| TestError::Start((*command).to_owned(), error))?;
        if !status.success() {
            return Err(TestError::Failed { step: step.name, status });
        }
    }
    Ok(())
}
