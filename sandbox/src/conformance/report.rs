//! What a conformance test has found.

use std::fmt;

use super::Scenario;

/// A verdict for every scenario.
#[derive(Clone, Debug)]
#[must_use = "a report that nobody reads proves nothing"]
pub struct Report {
    verdicts: Vec<Verdict>,
}

/// How a client has done in a scenario.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Verdict {
    /// The scenario.
    pub scenario: Scenario,
    /// What came of it.
    pub finding: Finding,
}

/// What came of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The client did as it should.
    Passed,
    /// The client did not, with what was expected and what happened.
    Flawed(String),
    /// The client failed before anything could be said about it, with the reason.
    Unclear(String),
}

impl Report {
    pub(super) fn new(verdicts: Vec<Verdict>) -> Self {
        Self { verdicts }
    }

    /// The verdicts, in the order of the scenarios.
    pub fn verdicts(&self) -> &[Verdict] {
        &self.verdicts
    }

    /// Whether every scenario has passed.
    pub fn is_conformant(&self) -> bool {
        self.verdicts.iter().all(|verdict| verdict.finding == Finding::Passed)
    }

    /// The scenarios that have caught the client.
    pub fn caught_by(&self) -> Vec<Scenario> {
        let flawed = self.verdicts.iter().filter(|verdict| matches!(verdict.finding, Finding::Flawed(_)));
        flawed.map(|verdict| verdict.scenario).collect()
    }

    /// Nothing if every scenario has passed.
    ///
    /// # Panics
    ///
    /// With the whole report, if one has not.
    #[track_caller]
    pub fn assert_conformant(&self) {
        assert!(self.is_conformant(), "the client does not conform\n\n{self}");
    }
}

/// A table of the scenarios; below it, what was found.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = Scenario::ALL.iter().map(|scenario| scenario.name().len()).max().unwrap_or_default();
        for Verdict { scenario, finding } in &self.verdicts {
            let word = match finding {
                Finding::Passed => "passed",
                Finding::Flawed(_) => "FLAWED",
                Finding::Unclear(_) => "UNCLEAR",
            };
            writeln!(f, "{word:<8} {:<width$}  {}", scenario.name(), scenario.demand())?;
        }
        for Verdict { scenario, finding } in &self.verdicts {
            let (Finding::Flawed(what) | Finding::Unclear(what)) = finding else { continue };
            writeln!(f, "\n{}: {}", scenario.name(), what.trim_end())?;
        }
        Ok(())
    }
}
