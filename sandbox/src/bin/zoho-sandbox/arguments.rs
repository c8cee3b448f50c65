//! The command line.

use std::{convert::Infallible, path::PathBuf, str::FromStr};

use clap::Parser;
use zoho_sandbox::{Fault, ParseFaultError};
use zoho_scopes::ScopeSet;

/// From one data centre to the next, both port numbers grow by this much.
const PORT_STEP: u16 = 10;

/// A Zoho Accounts and CRM on localhost, to test integrations without Zoho.
#[derive(Parser)]
#[command(version, after_help = FAULTS)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(crate) struct Arguments {
    /// Port of Zoho Accounts; 0 takes a free one
    #[arg(long, default_value_t = 8400, env = "ZOHO_SANDBOX_ACCOUNTS_PORT", value_name = "PORT")]
    pub(crate) accounts_port: u16,

    /// Port of the CRM's API; 0 takes a free one
    #[arg(long, default_value_t = 8401, env = "ZOHO_SANDBOX_API_PORT", value_name = "PORT")]
    pub(crate) api_port: u16,

    /// Port of the dashboard and of the admin interface; 0 takes a free one
    #[arg(long, default_value_t = 8402, env = "ZOHO_SANDBOX_ADMIN_PORT", value_name = "PORT")]
    pub(crate) admin_port: u16,

    /// Start without dashboard and admin interface
    #[arg(long)]
    pub(crate) no_admin: bool,

    /// Location of the first data centre, as the callback names it; without this option the one of the state, or us
    #[arg(long)]
    pub(crate) location: Option<String>,

    /// Location of one more data centre, whose ports are ten higher; may be given more than once
    #[arg(long = "data-center", value_name = "LOCATION")]
    pub(crate) data_centers: Vec<String>,

    /// Email address of a person who can sign in, with the location if it is not the first; may be given more than once
    #[arg(long = "user", value_name = "[LOCATION=]EMAIL", default_value = "marketer@zylker.example")]
    pub(crate) users: Vec<Resident>,

    /// Password of all these persons
    #[arg(long, default_value = "password", env = "ZOHO_SANDBOX_PASSWORD", hide_env_values = true)]
    pub(crate) password: String,

    /// Name of the application, as the consent page shows it
    #[arg(long, default_value = "My application", value_name = "NAME")]
    pub(crate) client_name: String,

    /// Client id of the application; random without this option
    #[arg(long, env = "ZOHO_SANDBOX_CLIENT_ID", requires = "client_secret", value_name = "ID")]
    pub(crate) client_id: Option<String>,

    /// Client secret of the application; random without this option
    #[arg(
        long,
        env = "ZOHO_SANDBOX_CLIENT_SECRET",
        hide_env_values = true,
        requires = "client_id",
        value_name = "SECRET"
    )]
    pub(crate) client_secret: Option<String>,

    /// Redirect URI of the application; may be given more than once
    #[arg(long = "redirect-uri", default_value = "http://127.0.0.1:4000/callback", value_name = "URI")]
    pub(crate) redirect_uris: Vec<String>,

    /// Let only users of the first data centre use the application
    #[arg(long)]
    pub(crate) single_dc: bool,

    /// Scopes of the grant token and the refresh token that are printed
    #[arg(
        long,
        default_value = "ZohoCRM.modules.ALL,ZohoCRM.settings.ALL,ZohoCRM.users.READ,ZohoCRM.org.READ",
        value_parser = readable_scopes,
        value_name = "LIST"
    )]
    pub(crate) scopes: String,

    /// Keep the state in this JSON file: read at the start if it is there, replaced after every change
    #[arg(long, value_name = "FILE")]
    pub(crate) state: Option<PathBuf>,

    /// Start from the state in this JSON file and leave the file alone; a file given with --state comes first
    #[arg(long, value_name = "FILE")]
    pub(crate) seed: Option<PathBuf>,

    /// Let every request to an endpoint meet a fault; may be given more than once
    #[arg(long = "fault", value_name = "ENDPOINT=FAULT")]
    pub(crate) faults: Vec<FaultSetting>,

    /// Let the next request to an endpoint meet a fault; may be given more than once
    #[arg(long = "fault-once", value_name = "ENDPOINT=FAULT")]
    pub(crate) faults_once: Vec<FaultSetting>,

    /// Leave the scopes out of all token answers
    #[arg(long)]
    pub(crate) omit_scope: bool,

    /// Write the texts of all errors in another language than English
    #[arg(long)]
    pub(crate) localized: bool,

    /// Print addresses and credentials as one line of JSON
    #[arg(long)]
    pub(crate) json: bool,
}

const FAULTS: &str = "\
Faults:
  slow:MILLISECONDS     the answer is late
  reset                 the connection is closed, nothing takes effect
  torn                  half of the answer arrives
  lost-answer           the request takes effect, no answer arrives
  status:CODE[:BODY]    this answer instead, nothing takes effect
  html                  an HTML error page with status 500 instead, nothing takes effect
  throttled             the answer of a refresh that came too often, nothing takes effect
  omit-scope            a token answer does not list the scopes
  other-scopes:LIST     these scopes are given, whatever was asked for
  localized             the text of an error is not in English

An endpoint is a method and a path; `*` stands for any method and for any end of a path:
  --fault 'POST /oauth/v2/token=slow:2000' --fault-once '* /crm/*=status:503'";

/// A person and where she lives.
#[derive(Clone, Debug)]
pub(crate) struct Resident {
    pub(crate) location: Option<String>,
    pub(crate) email: String,
}

/// A fault and the endpoint whose requests meet it.
#[derive(Clone, Debug)]
pub(crate) struct FaultSetting {
    pub(crate) endpoint: String,
    pub(crate) fault: Fault,
}

/// A fault was misspelt on the command line.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FaultSettingError {
    #[error("write a method, a path, `=` and a fault, such as `POST /oauth/v2/token=reset`")]
    Form,
    // clap prints no causes, so this text has to be the whole story.
    #[error("{0}")]
    Fault(ParseFaultError),
}

impl Arguments {
    /// The locations of the further data centres with their ports.
    pub(crate) fn more_data_centers(&self) -> impl Iterator<Item = (&str, (u16, u16))> {
        let shifted = |port: u16, steps: u16| {
            if port == 0 { 0 } else { port.saturating_add(PORT_STEP.saturating_mul(steps)) }
        };
        self.data_centers.iter().zip(1..).map(move |(location, steps)| {
            (location.as_str(), (shifted(self.accounts_port, steps), shifted(self.api_port, steps)))
        })
    }
}

impl FromStr for Resident {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match text.split_once('=') {
            Some((location, email)) => Self { location: Some(location.to_owned()), email: email.to_owned() },
            None => Self { location: None, email: text.to_owned() },
        })
    }
}

impl FromStr for FaultSetting {
    type Err = FaultSettingError;

    fn from_str(text: &str) -> Result<Self, FaultSettingError> {
        let (endpoint, fault) = text.split_once('=').ok_or(FaultSettingError::Form)?;
        let is_endpoint = endpoint.split_once(' ').is_some_and(|(_, path)| path.starts_with('/'));
        if !is_endpoint {
            return Err(FaultSettingError::Form);
        }
        let fault = fault.parse().map_err(FaultSettingError::Fault)?;
        Ok(Self { endpoint: endpoint.to_owned(), fault })
    }
}

fn readable_scopes(list: &str) -> Result<String, String> {
    match ScopeSet::parse_list(list) {
        Ok(scopes) if scopes.is_empty() => Err("at least one scope is needed".to_owned()),
        Ok(_) => Ok(list.to_owned()),
        Err(error) => Err(error.to_string()),
    }
}
