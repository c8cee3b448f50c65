//! What the tests of the whole have in common.

#![expect(clippy::missing_errors_doc, reason = "a test fails by any error")]

pub mod conformance;
pub mod grants;
pub mod processes;
pub mod stage;
