//! A Zoho on localhost: Zoho Accounts with its sign-in and consent pages, and a sliver of Zoho CRM behind scopes.
//!
//! It answers as the real servers do, errors at status 200 included, so that an integration can be tested without an
//! account, without the network and without waiting: time is a clock that the test moves.
//!
//! # Examples
//!
//! ```
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use zoho_sandbox::Sandbox;
//!
//! let sandbox = Sandbox::builder().user("marketer@zylker.example", "correct horse").start().await?;
//! let app = sandbox.register_client("Zylker Marketing", "http://127.0.0.1:4000/scopes/callback");
//! let grant = sandbox.issue_grant(&app.client_id, "marketer@zylker.example", "ZohoCRM.modules.leads.READ");
//!
//! // … let the program under test talk to `sandbox.accounts_url()` and `sandbox.api_url()` …
//!
//! assert_eq!(sandbox.granted_scopes(&grant.refresh_token), ["ZohoCRM.modules.leads.READ"]);
//! assert!(sandbox.prompts().is_empty());
//! sandbox.stop().await;
//! # Ok(())
//! # }
//! ```
//!
//! # Features
//!
//! - `cli` (on by default): the binary `zoho-sandbox`, for developers of any language.
//! - `browser`: a person without a window, who signs in, accepts, declines and leaves scopes out; and the conformance test for
//!   clients of Zoho's incremental authorization.
//!
//! # What it is not
//!
//! No data and no secrets of the real Zoho, and no request ever goes there.
//! Where Zoho's documents are silent, the code says what was chosen; the crate's README has a table of it.

mod accounts;
mod admin;
#[cfg(feature = "browser")]
pub mod browser;
mod clock;
#[cfg(feature = "browser")]
pub mod conformance;
mod console;
mod crm;
mod expect;
mod fault;
mod journal;
mod ledger;
mod line;
mod localized;
mod parameters;
mod reception;
mod registration;
mod sandbox;
mod secret;
mod server;
mod state;
mod torn;
mod zoho;

pub use self::{
    clock::Clock,
    expect::Expect,
    fault::{Fault, Faults, ParseFaultError, PendingFault},
    journal::{Answer, Entry, Moment, Prompt, Server},
    ledger::ClientKind,
    registration::{ClientCredentials, Registration},
    sandbox::{Builder, DataCenter, IssuedGrant, Sandbox, StartError},
    state::{State, StateError},
};

/// The library's part of the README runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
