//! Runs the targets one after another, each for a bounded time, and keeps what they find.

use std::env;
use std::error::Error;
use std::io::{self, Write};
use std::panic;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use fuzz::runner::{Budget, run_watched};
use fuzz::{TARGETS, Target, corpus};

const USAGE: &str = "usage: fuzz [--seconds <each target's>] [--seed <number>] [target]…";

/// What was asked for.
struct Arguments {
    seconds: u64,
    /// Where chance begins: the same inputs for the same seed.
    seed: u64,
    targets: Vec<&'static Target>,
}

impl Arguments {
    fn read(mut words: impl Iterator<Item = String>) -> Result<Arguments, String> {
        let mut arguments = Arguments { seconds: 60, seed: 1, targets: Vec::new() };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--seconds" => arguments.seconds = number(words.next())?,
                "--seed" => arguments.seed = number(words.next())?,
                name => arguments.targets.push(target(name)?),
            }
        }
        if arguments.targets.is_empty() {
            arguments.targets = TARGETS.iter().collect();
        }
        Ok(arguments)
    }
}

fn number(word: Option<String>) -> Result<u64, String> {
    word.and_then(|word| word.parse().ok()).ok_or_else(|| format!("a number is missing\n{USAGE}"))
}

fn target(name: &str) -> Result<&'static Target, String> {
    TARGETS.iter().find(|target| target.name == name).ok_or_else(|| {
        let known: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
        format!("there is no target `{name}`: write one of {}\n{USAGE}", known.join(", "))
    })
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments = match Arguments::read(env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(mistake) => {
            writeln!(io::stderr(), "error: {mistake}")?;
            return Ok(ExitCode::from(2));
        }
    };
    // A panic is caught and reported with its input; while that is made smaller it would be printed many times.
    panic::set_hook(Box::new(|_| {}));
    let mut n_found = 0;
    for target in &arguments.targets {
        n_found += usize::from(fuzz(target, &arguments)?);
    }
    Ok(if n_found == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Whether something was found.
fn fuzz(target: &'static Target, arguments: &Arguments) -> Result<bool, Box<dyn Error>> {
    let seeds = corpus::read(target)?.into_iter().map(|(_, input)| input).collect();
    let started = Instant::now();
    let budget = Budget::Time(Duration::from_secs(arguments.seconds));
    let report = run_watched(target, seeds, arguments.seed, budget);
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{:<12}{:>12} executions in {:>3} s, {:>7} shapes, {} found",
        target.name,
        report.executions,
        started.elapsed().as_secs(),
        report.shapes,
        usize::from(report.find.is_some()),
    )?;
    if let Some(find) = &report.find {
        let path = corpus::keep(target, &find.input)?;
        writeln!(out, "  {find}\n  kept in {}: `cargo test -p fuzz` replays it", path.display())?;
    }
    Ok(report.find.is_some())
}
