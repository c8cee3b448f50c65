//! Runs a bench of `benches/` under callgrind, and reads what gungraun prints: with `--output-format=json` one object for
//! each benchmark, in one line (<https://docs.rs/gungraun>).

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::report;

use super::tools::Tools;
use super::{BenchError, line_of, root};

/// The instructions of a bench.
pub(super) struct Counts {
    bench: &'static str,
    cases: Vec<Case>,
}

/// One case of a benchmark.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Case {
    pub(super) function: String,
    pub(super) name: String,
    pub(super) instructions: u64,
}

impl Counts {
    /// Runs a bench with the features that it asks for.
    pub(super) fn measure(bench: &'static str, features: &str, tools: &Tools) -> Result<Self, BenchError> {
        Self::measure_in("benches", bench, features, tools)
    }

    /// The same for a bench of another package.
    pub(super) fn measure_in(
        package: &str,
        bench: &'static str,
        features: &str,
        tools: &Tools,
    ) -> Result<Self, BenchError> {
        let mut command = Command::new("cargo");
        command.args(["bench", "--quiet", "--package", package, "--features", features, "--bench", bench]);
        command.args(["--", "--output-format=json"]);
        command
            .current_dir(root())
            .env("GUNGRAUN_RUNNER", &tools.runner)
            .env("CARGO_TARGET_DIR", &tools.target);
        let line = line_of(&command);
        let start = |error| BenchError::Start(line.clone(), error);
        let mut child = command.stdout(Stdio::piped()).spawn().map_err(start)?;
        let mut counts = Self { bench, cases: Vec::new() };
        if let Some(printed) = child.stdout.take() {
            for summary in BufReader::new(printed).lines().map_while(Result::ok) {
                counts.add(&summary)?;
            }
        }
        let status = child.wait().map_err(start)?;
        if status.success() { Ok(counts) } else { Err(BenchError::Failed(line, status)) }
    }

    fn add(&mut self, summary: &str) -> Result<(), BenchError> {
        let case = read(summary).ok_or_else(|| BenchError::Summary(summary.chars().take(80).collect()))?;
        report(format_args!("  {} {} {}: {}\n", self.bench, case.function, case.name, case.instructions));
        self.cases.push(case);
        Ok(())
    }

    /// The instructions of one case of a benchmark.
    pub(super) fn get(&self, function: &str, name: &str) -> Result<u64, BenchError> {
        let case = self.cases.iter().find(|case| case.function == function && case.name == name);
        let missing = || BenchError::Missing(self.bench.to_owned(), format!("{function} {name}"));
        case.map(|case| case.instructions).ok_or_else(missing)
    }

    /// All cases, in the order in which they were measured.
    pub(super) fn cases(&self) -> &[Case] {
        &self.cases
    }
}

fn read(summary: &str) -> Option<Case> {
    let summary: Value = serde_json::from_str(summary).ok()?;
    let text = |key| summary.get(key).and_then(Value::as_str).map(str::to_owned);
    let instructions = summary.pointer("/profiles/0/data/total/metrics/Ir/values/new")?.as_u64()?;
    Some(Case { function: text("function_name")?, name: text("id")?, instructions })
}

#[cfg(test)]
mod tests {
    use super::{Case, read};

    #[test]
    fn a_summary_has_its_instructions() {
        let summary = r#"{"function_name":"in_hand","id":"one_of_5","profiles":[{"tool":"Callgrind","data":{"parts":[],
            "total":{"metrics":{"Ir":{"change":null,"values":{"new":29,"old":31}}}}}}]}"#;
        let case = Case { function: "in_hand".to_owned(), name: "one_of_5".to_owned(), instructions: 29 };
        assert_eq!(read(summary), Some(case));
        assert_eq!(read(r#"{"function_name":"in_hand","id":"one_of_5","profiles":[]}"#), None);
    }
}
