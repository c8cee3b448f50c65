//! What the person who runs the worker decides.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Runs jobs that create contacts in Zoho CRM, and suspends those that nobody has allowed yet.
///
/// ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET and ZOHO_REDIRECT_URI (such as http://127.0.0.1:4200/scopes/callback), and ZOHO_DC
/// unless it is `us`, name the Zoho. ZOHO_ACCOUNTS_URL and ZOHO_API_URL name one of your own, a `zoho-sandbox` for
/// example.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    /// Where jobs, grants and the key that seals the grants are kept
    #[arg(long, global = true, value_name = "DIR", default_value = "worker-data")]
    pub(crate) data: PathBuf,

    /// Use a sandbox for Zoho: one that ends with this process, so only for the tour
    #[arg(long, requires = "tour")]
    sandbox: bool,

    /// Play the whole story, with processes that come and go, and say at each step what happened
    #[arg(long, requires = "sandbox", conflicts_with = "data")]
    tour: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Put a job into the queue: it will create a contact
    Add {
        /// Whose Zoho it is
        user: String,
        /// The contact's last name
        last_name: String,
    },
    /// Run the jobs that wait, suspend those that miss a scope, and end: never waits for anybody
    Work,
    /// Wait for the answers to what was asked, and run each job that was suspended for it, once
    Resume {
        /// How long to wait for somebody to answer
        #[arg(long, default_value_t = 600)]
        seconds: u64,
    },
    /// Show all jobs
    List,
}
