//! A bounded run of one target: mutate, run, keep what is new, make what is found small.

use std::collections::HashSet;
use std::fmt;
use std::panic;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::mutation::mutated;
use crate::random::Random;
use crate::shape::Shape;
use crate::targets::Target;

/// An input that takes longer hangs.
const HANGS: Duration = Duration::from_secs(20);

/// How often a run looks at the clock and says that it goes on.
const PULSE: u64 = 64;

/// When a run ends that finds nothing.
#[derive(Clone, Copy, Debug)]
pub enum Budget {
    /// After so many inputs: the same run everywhere.
    Executions(u64),
    /// After this time.
    Time(Duration),
}

/// What a run was like.
#[derive(Clone, Debug)]
#[must_use]
pub struct Report {
    /// How many inputs were run.
    pub executions: u64,
    /// How many of them did something that none before had done.
    pub shapes: usize,
    /// What broke a law. A run ends with its first find.
    pub find: Option<Find>,
}

/// An input that makes the target panic, as small as it could be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Find {
    /// The bytes.
    pub input: Vec<u8>,
    /// What the panic says.
    pub message: String,
}

impl fmt::Display for Find {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.input.escape_ascii(), self.message)
    }
}

/// Runs `target` from `seeds` on, until the budget is spent or something is found.
///
/// # Examples
///
/// ```
/// use fuzz::TARGETS;
/// use fuzz::runner::{Budget, run};
///
/// let report = run(&TARGETS[0], &[b"ZohoCRM.modules.ALL".to_vec()], 1, Budget::Executions(100));
/// assert_eq!((report.executions, report.find), (100, None));
/// ```
pub fn run(target: &Target, seeds: &[Vec<u8>], seed: u64, budget: Budget) -> Report {
    Run::new(target, seed).go(seeds, budget, |_| {})
}

/// As [`run`], and an input that the target never comes back from is a find too.
pub fn run_watched(target: &'static Target, seeds: Vec<Vec<u8>>, seed: u64, budget: Budget) -> Report {
    let current = Arc::new(Mutex::new((0, Vec::new())));
    let (end, ended) = mpsc::channel();
    let running = Arc::clone(&current);
    thread::spawn(move || {
        let report = Run::new(target, seed).go(&seeds, budget, |(executions, input)| {
            let mut current = running.lock().unwrap_or_else(PoisonError::into_inner);
            current.0 = executions;
            current.1.clear();
            current.1.extend_from_slice(input);
        });
        // Whoever waited has given up on this run when nobody takes its report.
        let _ = end.send(report);
    });
    let mut last_seen = None;
    loop {
        match ended.recv_timeout(HANGS) {
            Ok(report) => return report,
            Err(RecvTimeoutError::Disconnected) => unreachable!("a target's panics are caught"),
            Err(RecvTimeoutError::Timeout) => {}
        }
        let (executions, input) = current.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if last_seen == Some(executions) {
            let message = format!("does not come back within {} s", HANGS.as_secs());
            return Report { executions, shapes: 0, find: Some(Find { input, message }) };
        }
        last_seen = Some(executions);
    }
}

/// The shape of what the target does with `input`.
///
/// # Errors
///
/// What the target's panic says, when the input breaks a law.
pub fn try_input(target: &Target, input: &[u8]) -> Result<Shape, String> {
    panic::catch_unwind(|| (target.run)(input)).map_err(|payload| {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("panicked").to_owned()
    })
}

struct Run<'t> {
    target: &'t Target,
    random: Random,
    pool: Vec<Vec<u8>>,
    shapes: HashSet<Shape>,
    executions: u64,
}

impl<'t> Run<'t> {
    fn new(target: &'t Target, seed: u64) -> Run<'t> {
        let random = Random::new(seed);
        Run { target, random, pool: vec![Vec::new()], shapes: HashSet::new(), executions: 0 }
    }

    fn go(mut self, seeds: &[Vec<u8>], budget: Budget, mut tell: impl FnMut((u64, &[u8]))) -> Report {
        let started = Instant::now();
        let dictionary = (self.target.dictionary)();
        let mut seeds = seeds.iter();
        let mut find = None;
        while find.is_none() && !self.is_spent(budget, started) {
            let input = match seeds.next() {
                Some(seed) => seed.clone(),
                None => self.next_input(&dictionary),
            };
            tell((self.executions, &input));
            find = self.execute(input);
        }
        Report { executions: self.executions, shapes: self.shapes.len(), find }
    }

    fn is_spent(&self, budget: Budget, started: Instant) -> bool {
        match budget {
            Budget::Executions(most) => self.executions >= most,
            Budget::Time(most) => self.executions.is_multiple_of(PULSE) && started.elapsed() >= most,
        }
    }

    fn next_input(&mut self, dictionary: &[&[u8]]) -> Vec<u8> {
        let input = self.random.choose(&self.pool);
        let other = self.random.choose(&self.pool);
        mutated(input, other, dictionary, &mut self.random)
    }

    fn execute(&mut self, input: Vec<u8>) -> Option<Find> {
        self.executions += 1;
        match try_input(self.target, &input) {
            Ok(shape) => {
                if self.shapes.insert(shape) {
                    self.pool.push(input);
                }
                None
            }
            Err(message) => Some(smallest(self.target, Find { input, message })),
        }
    }
}

/// Takes out whatever is not needed to break something, in ever smaller pieces.
fn smallest(target: &Target, mut find: Find) -> Find {
    let mut piece = find.input.len().div_ceil(2);
    while piece > 0 {
        let mut start = 0;
        while start < find.input.len() {
            let mut input = find.input.clone();
            input.drain(start..(start + piece).min(find.input.len()));
            match try_input(target, &input) {
                Err(message) => find = Find { input, message },
                Ok(_) => start += piece,
            }
        }
        piece /= 2;
    }
    find
}
