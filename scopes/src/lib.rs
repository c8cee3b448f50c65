//! The language of Zoho's OAuth scopes and the catalogue of the scopes that exist.
//!
//! A scope such as `ZohoCRM.modules.contacts.CREATE` names a service, a path and an operation. This crate reads scopes,
//! knows which documented group scope covers which other, says what a call that needs several of them still lacks, and
//! finds the name that was meant by a misspelt one. It asks nobody for anything: what a user has granted, and how to ask
//! for more, is not its business.
//!
//! # Example
//!
//! ```
//! use zoho_scopes::{Requirement, ScopeSet, catalogue};
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
//! # Ok::<(), zoho_scopes::ParseScopeError>(())
//! ```
//!
//! # The language
//!
//! `SPEC.md` beside the sources defines every term, states the laws and gives the reason for each choice where Zoho's
//! documents are silent or contradict each other; `tests/laws` holds the crate to it, section by section.
//!
//! # Not supported
//!
//! Placeholders such as `ZohoCRM.modules.{module}.READ` are not scopes. The catalogue covers Zoho CRM and the scopes of
//! other services that CRM calls need; scopes of other services are read and compared all the same.
//!
//! # Features
//!
//! `alloc` (default): owned sets, what is missing, the closure of a set as bits and the nearest name. Without it the
//! crate is `no_std` and allocates nothing.

#![no_std]

#[cfg(feature = "alloc")]
extern crate alloc;

pub mod bits;
pub mod catalogue;

mod covers;
mod error;
#[cfg(feature = "alloc")]
mod missing;
mod operation;
mod requirement;
mod scope;
#[cfg(feature = "alloc")]
mod set;

pub use self::error::ParseScopeError;
pub use self::operation::Operation;
pub use self::requirement::Requirement;
pub use self::scope::Scope;
#[cfg(feature = "alloc")]
pub use self::set::{Iter, ScopeSet};
