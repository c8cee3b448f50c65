//! What the person types.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use serde::Serialize;

/// Reads the leads of a Zoho CRM, and creates contacts in it.
///
/// With ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET and ZOHO_REDIRECT_URI (such as http://127.0.0.1:8085/scopes/callback), and
/// ZOHO_DC unless it is `us`, it uses the Zoho at which you have registered it; with `--sandbox` one of its own.
#[derive(Debug, Parser)]
#[command(version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// Start a sandbox and use it for Zoho; it forgets everything when the program ends
    #[arg(long, global = true, conflicts_with = "data")]
    pub(crate) sandbox: bool,

    /// Where the grant and the key that seals it are kept [default: beside the program]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,

    /// Never ask and never wait: a missing scope ends the program with exit code 3
    #[arg(long, global = true, conflicts_with = "ask")]
    no_input: bool,

    /// Ask and wait although nobody seems to sit at the terminal: somebody reads the program's standard error
    #[arg(long, global = true)]
    ask: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the leads
    Leads,
    /// Create a contact
    CreateContact(NewContact),
}

/// A contact as it is typed, and as Zoho takes it.
#[derive(Args, Debug, Serialize)]
pub(crate) struct NewContact {
    #[serde(rename = "Last_Name")]
    pub(crate) last_name: String,

    #[arg(long)]
    #[serde(rename = "First_Name", skip_serializing_if = "Option::is_none")]
    first_name: Option<String>,

    #[arg(long)]
    #[serde(rename = "Email", skip_serializing_if = "Option::is_none")]
    email: Option<String>,
}

/// Whether a person may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asking {
    /// Where one sits at the terminal.
    AtTerminal,
    Always,
    Never,
}

impl Arguments {
    pub(crate) fn asking(&self) -> Asking {
        match (self.no_input, self.ask) {
            (true, _) => Asking::Never,
            (false, true) => Asking::Always,
            (false, false) => Asking::AtTerminal,
        }
    }
}
