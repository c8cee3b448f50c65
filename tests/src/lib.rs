//! What the tests of the whole have in common.

pub mod conformance;
pub mod processes;
pub mod stage;
