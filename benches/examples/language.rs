//! A program that reads and compares scopes, and never looks into the catalogue.

use std::env;
use std::process::ExitCode;

use zoho_scopes::{Scope, ScopeSet};

fn main() -> ExitCode {
    let Some(text) = env::args().nth(1) else {
        return ExitCode::FAILURE;
    };
    let (Ok(held), Ok(needed)) = (ScopeSet::parse_list(&text), Scope::parse("ZohoCRM.users.READ")) else {
        return ExitCode::FAILURE;
    };
    ExitCode::from(u8::from(!held.covers(&needed)))
}
