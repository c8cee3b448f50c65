//! A program that looks a request up in the operations table.

use std::env;
use std::process::ExitCode;

use zoho_scopes::endpoint;

fn main() -> ExitCode {
    let Some(text) = env::args().nth(1) else {
        return ExitCode::FAILURE;
    };
    let Ok(needs) = endpoint::find(&text).and_then(|call| call.needs()) else {
        return ExitCode::FAILURE;
    };
    ExitCode::from(u8::from(!needs.is_satisfied_by(|scope| scope.as_str().len() < text.len())))
}
