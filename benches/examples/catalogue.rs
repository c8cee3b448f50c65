//! A program that closes a grant over the catalogue, as the runtime does.

use std::env;
use std::process::ExitCode;

use zoho_scopes::ScopeSet;
use zoho_scopes::bits::ScopeBits;

fn main() -> ExitCode {
    let Some(text) = env::args().nth(1) else {
        return ExitCode::FAILURE;
    };
    let Ok(held) = ScopeSet::parse_list(&text) else {
        return ExitCode::FAILURE;
    };
    ExitCode::from(u8::from(!ScopeBits::closed(&held).contains(text.len())))
}
