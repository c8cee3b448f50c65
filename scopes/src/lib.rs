//! The language of Zoho's OAuth scopes and the catalogue of the scopes that exist.
//!
//! A scope such as `ZohoCRM.modules.contacts.CREATE` names a service, a path and an operation. This crate reads scopes,
//! knows which documented group scope covers which other, says what a call that needs several of them still lacks, looks
//! up what a request to Zoho CRM needs, and finds the name that was meant by a misspelt one. It asks nobody for anything:
//! what a user has granted, and how to ask for more, is not its business.
//!
//! # Example
//!
//! ```
//! use zoho_scopes::{Requirement, ScopeSet, catalogue, endpoint};
//!
//! // What a call needs is data, made in a constant.
//! const CONVERT_LEAD: Requirement<'static> = Requirement::All(&[
//!     Requirement::scope("ZohoCRM.modules.leads.UPDATE"),
//!     Requirement::scope("ZohoCRM.modules.contacts.CREATE"),
//!     Requirement::scope("ZohoCRM.modules.deals.CREATE"),
//! ]);
//!
//! // What the user has granted is text, in whatever case and with whatever separators.
//! let granted = ScopeSet::parse_list("ZohoCRM.modules.leads.ALL zohocrm.modules.contacts.create")?;
//!
//! // The user is asked for the smallest set that is missing.
//! let missing = CONVERT_LEAD.missing(|scope| granted.covers(scope));
//! assert_eq!(missing.to_request(), "ZohoCRM.modules.deals.CREATE");
//!
//! // A slip of the pen is recognised.
//! assert_eq!(catalogue::nearest("ZohoCRM.modules.deal.CREATE"), Some("ZohoCRM.modules.deals.CREATE"));
//!
//! // What a request needs is in a table: a search needs a scope of another service too.
//! let needs = endpoint::find("GET /crm/v8/Leads/search")?.needs()?;
//! assert_eq!(needs.missing(|scope| granted.covers(scope)).to_request(), "ZohoSearch.securesearch.READ");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The language
//!
//! `SPEC.md` beside the sources defines every term, states the laws and gives the reason for each choice where Zoho's
//! documents are silent or contradict each other; `tests/laws` holds the crate to it, section by section.
//!
//! # Not supported
//!
//! - Placeholders such as `ZohoCRM.modules.{module}.READ` are not scopes; only [`endpoint`] has them, and binds them.
//! - The catalogue is whole for Zoho CRM. Of the other services it has what their documents or working clients name,
//!   and [`Entry::provenance`](catalogue::Entry::provenance) says which; their group scopes are not documented.
//! - [`endpoint`] knows version 8 of the CRM API and no other.
//!
//! # Features
//!
//! - `alloc` (default): owned sets, what is missing and the closure of a set as bits. Without it the crate is `no_std`
//!   and allocates nothing.
//! - `serde`: scopes and sets are read and written as text, requirements are written.

#![no_std]

#[cfg(feature = "alloc")]
extern crate alloc;

pub mod bits;
pub mod catalogue;
pub mod endpoint;
pub mod module;

mod covers;
mod error;
mod folded;
mod implication;
#[cfg(feature = "alloc")]
mod missing;
mod operation;
mod requirement;
mod scope;
#[cfg(feature = "serde")]
mod serde;
#[cfg(feature = "alloc")]
mod set;
mod shape;
mod spelling;
mod table;

pub use self::error::ParseScopeError;
pub use self::operation::Operation;
pub use self::requirement::Requirement;
pub use self::scope::Scope;
#[cfg(feature = "alloc")]
pub use self::set::{Iter, ScopeSet};
pub use self::table::Table;

/// The examples of the crate's page.
#[cfg(all(doctest, feature = "alloc"))]
#[doc = include_str!("../README.md")]
struct Readme;
