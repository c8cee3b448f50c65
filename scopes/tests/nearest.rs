//! How often `catalogue::nearest` names the scope that was meant, for each kind of mistake: run it with `--nocapture` for
//! the figures and every miss.

use std::fmt;

use zoho_scopes::Scope;
use zoho_scopes::catalogue::{ENTRIES, find, nearest};

/// The first suggestion is the scope that was meant at least this often.
const RIGHT_PER_CENT: usize = 95;

/// How many mistakes are made in each scope where chance decides about the place.
const TRIES: usize = 2;

const SEED: u64 = 0x5eed_2026;

const FOREIGN: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mistake {
    OneEdit,
    TwoEdits,
    SegmentOrder,
    Case,
    Number,
    NoService,
    NoOperation,
}

impl Mistake {
    const EVERY: [Mistake; 7] = [
        Mistake::OneEdit,
        Mistake::TwoEdits,
        Mistake::SegmentOrder,
        Mistake::Case,
        Mistake::Number,
        Mistake::NoService,
        Mistake::NoOperation,
    ];

    const fn name(self) -> &'static str {
        match self {
            Mistake::OneEdit => "one edit",
            Mistake::TwoEdits => "two edits",
            Mistake::SegmentOrder => "segment order",
            Mistake::Case => "case",
            Mistake::Number => "singular, plural",
            Mistake::NoService => "service left out",
            Mistake::NoOperation => "operation left out",
        }
    }

    /// The scope with this mistake in it, or `None` where it cannot be made.
    fn make(self, scope: &str, random: &mut Random) -> Option<String> {
        match self {
            Mistake::OneEdit => edited(scope.to_owned(), random),
            Mistake::TwoEdits => edited(edited(scope.to_owned(), random)?, random),
            Mistake::SegmentOrder => in_random_order(scope, random),
            Mistake::Case => Some(in_random_case(scope, random)),
            Mistake::Number => in_the_other_number(scope, random),
            Mistake::NoService => without_service(scope),
            Mistake::NoOperation => without_operation(scope),
        }
    }

    const fn tries(self) -> usize {
        if self.is_omission() { 1 } else { TRIES }
    }

    const fn is_omission(self) -> bool {
        matches!(self, Mistake::NoService | Mistake::NoOperation)
    }

    /// Whether the text is what is left of `named` too: what was left out cannot be read from what was written.
    fn may_mean(self, text: &str, named: &str) -> bool {
        match self {
            Mistake::NoService => {
                named.to_ascii_lowercase().ends_with(&format!(".{}", text.to_ascii_lowercase()))
            }
            Mistake::NoOperation => {
                without_operation(named).is_some_and(|path| path.eq_ignore_ascii_case(text))
            }
            _ => false,
        }
    }
}

/// `SplitMix64`: the same mistakes in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("it is below a `usize`")
    }
}

/// A byte inserted, left out, replaced, or two neighbours swapped: anywhere, also at a dot.
fn edited(scope: String, random: &mut Random) -> Option<String> {
    let mut bytes = scope.into_bytes();
    let at = random.below(bytes.len() - 1);
    let foreign = FOREIGN[random.below(FOREIGN.len())];
    match random.below(4) {
        0 => bytes.insert(at, foreign),
        1 => drop(bytes.remove(at)),
        2 => bytes[at] = foreign,
        _ => bytes.swap(at, at + 1),
    }
    String::from_utf8(bytes).ok()
}

fn in_random_order(scope: &str, random: &mut Random) -> Option<String> {
    let mut segments: Vec<&str> = scope.split('.').collect();
    for end in (1..segments.len()).rev() {
        segments.swap(random.below(end + 1), end);
    }
    let text = segments.join(".");
    (text != scope).then_some(text)
}

fn in_random_case(scope: &str, random: &mut Random) -> String {
    let any_case =
        |c: char| if random.below(2) == 0 { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() };
    scope.chars().map(any_case).collect()
}

/// Neither the service nor the operation has a number.
fn in_the_other_number(scope: &str, random: &mut Random) -> Option<String> {
    let mut segments: Vec<String> = scope.split('.').map(str::to_owned).collect();
    let named = segments.len() - usize::from(Scope::parse(scope).ok()?.operation().is_some());
    let at = 1 + random.below(named.checked_sub(1).filter(|count| *count > 0)?);
    let segment = &mut segments[at];
    let plural = [("ies", "y"), ("s", ""), ("y", "ies"), ("", "s")];
    let (ending, other) = plural.into_iter().find(|(ending, _)| segment.ends_with(ending))?;
    segment.truncate(segment.len() - ending.len());
    segment.push_str(other);
    Some(segments.join("."))
}

fn without_service(scope: &str) -> Option<String> {
    let (_, rest) = scope.split_once('.')?;
    rest.contains('.').then(|| rest.to_owned())
}

fn without_operation(scope: &str) -> Option<String> {
    let scope = Scope::parse(scope).ok()?;
    scope.operation().map(|_| scope.path().to_owned())
}

/// What came of one kind of mistake.
struct Tally {
    mistake: Mistake,
    tried: usize,
    right: usize,
    /// Of the right ones those where another scope was named of which the same text is left.
    shared: usize,
    /// The text is another scope of the catalogue: nobody can tell that it was not meant.
    ambiguous: usize,
    misses: Vec<String>,
}

impl Tally {
    fn of(mistake: Mistake) -> Tally {
        let mut random = Random(SEED ^ mistake as u64);
        let mut tally = Tally { mistake, tried: 0, right: 0, shared: 0, ambiguous: 0, misses: Vec::new() };
        for entry in &ENTRIES {
            for _ in 0..mistake.tries() {
                if let Some(text) = mistake.make(entry.scope, &mut random) {
                    tally.count(entry.scope, &text);
                }
            }
        }
        tally
    }

    fn count(&mut self, meant: &str, text: &str) {
        let catalogued = Scope::parse(text).ok().and_then(|scope| find(&scope));
        if catalogued.is_some_and(|entry| entry.scope != meant) {
            self.ambiguous += 1;
            return;
        }
        self.tried += 1;
        match nearest(text) {
            Some(named) if named == meant => self.right += 1,
            Some(named) if self.mistake.may_mean(text, named) => {
                self.right += 1;
                self.shared += 1;
            }
            named => self.misses.push(format!("{text} meant {meant}, named {}", named.unwrap_or("nothing"))),
        }
    }

    fn is_good(&self) -> bool {
        self.right * 100 >= self.tried * RIGHT_PER_CENT
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally { mistake, tried, right, shared, ambiguous, misses } = self;
        let per_mille = right * 1000 / tried.max(&1);
        write!(f, "{:<20}{tried:>6}{right:>8}", mistake.name())?;
        write!(f, "{:>6}.{} %{shared:>8}{ambiguous:>11}{:>8}", per_mille / 10, per_mille % 10, misses.len())
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "the report is for a person")]
fn the_first_suggestion_is_what_was_meant() {
    let tallies: Vec<Tally> = std::thread::scope(|threads| {
        let workers = Mistake::EVERY.map(|mistake| threads.spawn(move || Tally::of(mistake)));
        workers.into_iter().map(|worker| worker.join().expect("no mistake makes `nearest` panic")).collect()
    });
    println!("mistake              tried   right    right  shared  ambiguous  misses");
    for tally in &tallies {
        println!("{tally}");
    }
    for tally in &tallies {
        for miss in &tally.misses {
            println!("{}: {miss}", tally.mistake.name());
        }
    }
    for tally in &tallies {
        assert!(tally.tried > ENTRIES.len() / 2, "too few were tried: {tally}");
        assert!(tally.is_good(), "fewer than {RIGHT_PER_CENT} of 100: {tally}");
    }
}
