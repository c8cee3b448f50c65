//! Zoho's official SDKs as programs: one quick start for each, `node/`, `typescript/` and `python/`, and how to run it.
//!
//! The quick starts are what a new user writes, and read their settings from the environment. The SDKs are those of the
//! registries, unchanged; `cargo xtask install-sdks` puts them below `target/sdk`.

mod program;
mod sdk;

pub use self::{
    program::{Program, ProgramError, Run},
    sdk::{NotReady, Sdk},
};
