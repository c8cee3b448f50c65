//! The chores of this workspace, run as `cargo xtask <chore>`.

mod bench;
mod browser;
mod catalogue;
mod debian;
mod fuzz;
mod pinned;
mod sdk;
mod servers;
mod test;
mod tidy;

use std::env;
use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <chore>

  test                 everything that must hold before a change lands
  fmt, checks, clippy, features, doc, tests, sdk, stores, browser
                       one step of it
  install-sdks         Zoho's official SDKs, which the step `sdk` runs, below target/sdk
  install-browser      Chromium, its driver and axe (below target/axe), which the step `browser` runs
  tidy                 fail if a file is too long, or something is left over
  catalogue            write scopes/src/catalogue/generated.rs from scopes/data
  catalogue --check    fail if it is stale
  fuzz --seconds 60    run each fuzz target so long
  bench                measure everything, and write BENCHMARKS.md
  bench guard          one table of it: guard, future, check, release, language, web, size, grants, stores
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let step = arguments.first().and_then(|name| test::STEPS.iter().find(|step| step.name == *name));
    let result: Result<(), Box<dyn Error>> = match (arguments.as_slice(), step) {
        (["test"], _) => test::run_all().map_err(Into::into),
        ([_], Some(step)) => test::run(step).map_err(Into::into),
        (["install-sdks"], _) => sdk::install().map_err(Into::into),
        (["install-browser"], _) => browser::install().map_err(Into::into),
        (["tidy"], _) => tidy::check().map_err(Into::into),
        (["catalogue"], _) => catalogue::write().map_err(Into::into),
        (["catalogue", "--check"], _) => catalogue::check().map_err(Into::into),
        (["fuzz", "--seconds", seconds], _) => fuzz::run(seconds).map_err(Into::into),
        (["bench", tables @ ..], _) => bench::run(tables).map_err(Into::into),
        _ => {
            report(format_args!("{USAGE}"));
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report(format_args!("error: {error}\n"));
            let mut source = error.source();
            while let Some(cause) = source {
                report(format_args!("  because: {cause}\n"));
                source = cause.source();
            }
            ExitCode::FAILURE
        }
    }
}

/// A broken pipe on standard error leaves nobody to tell.
fn report(text: std::fmt::Arguments<'_>) {
    let _ = io::stderr().write_fmt(text);
}
