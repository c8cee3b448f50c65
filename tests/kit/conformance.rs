//! The conformance test is tested itself: by clients that are right, and by one broken client for each mistake.

use std::fmt::Write as _;

use zoho_sandbox::conformance::{self, Finding, Report, Scenario};

use crate::guarded::Guarded;
use crate::naive::{Flaw, Naive};

#[tokio::test]
async fn requires_scope_conforms() {
    conformance::check(async || Guarded::listen().await).await.assert_conformant();
}

#[tokio::test]
async fn a_client_without_a_flaw_conforms() {
    conformance::check(async || Naive::listen(None).await).await.assert_conformant();
}

#[tokio::test]
#[expect(clippy::print_stdout, reason = "the table is what somebody reads who runs this test")]
async fn every_flaw_is_caught_by_the_scenario_made_for_it() {
    let mut table = format!("{:<44} caught by\n", "flaw");
    let mut missed = Vec::new();
    for flaw in Flaw::ALL {
        let report = conformance::check(async || Naive::listen(Some(flaw)).await).await;
        let caught_by = names(&report);
        // Writing to a string cannot fail.
        let _ = writeln!(table, "{:<44} {caught_by}", flaw.name());
        if !is_caught_for(flaw, &report) {
            missed.push(format!("`{}` by {}:\n{report}", flaw.name(), flaw.scenario().name()));
        }
    }
    println!("{table}");
    assert!(missed.is_empty(), "not caught:\n{}\n{table}", missed.join("\n"));
}

#[test]
fn every_scenario_has_a_flaw_to_catch() {
    for scenario in Scenario::ALL {
        assert!(Flaw::ALL.iter().any(|flaw| flaw.scenario() == scenario), "{}", scenario.name());
    }
}

#[tokio::test]
async fn a_client_that_does_not_even_start_is_no_flawed_one() {
    let report = conformance::check(async || Err::<Naive, _>("no port is free".into())).await;
    assert!(!report.is_conformant());
    assert_eq!(report.caught_by(), [], "nothing was seen of it");
    let unclear = |finding: &Finding| matches!(finding, Finding::Unclear(why) if why.contains("no port"));
    assert!(report.verdicts().iter().all(|verdict| unclear(&verdict.finding)), "{report}");
}

/// Whether the flaw's own scenario has found it, and not some other trouble.
fn is_caught_for(flaw: Flaw, report: &Report) -> bool {
    let own = report.verdicts().iter().find(|verdict| verdict.scenario == flaw.scenario());
    own.is_some_and(
        |verdict| matches!(&verdict.finding, Finding::Flawed(what) if what.starts_with(flaw.finding())),
    )
}

/// The scenarios that have caught a client; in brackets, what could not be judged.
fn names(report: &Report) -> String {
    let caught = report.caught_by().into_iter().map(Scenario::name);
    let unclear = report.verdicts().iter().filter(|verdict| matches!(verdict.finding, Finding::Unclear(_)));
    let unclear = unclear.map(|verdict| format!("({})", verdict.scenario.name()));
    caught.map(str::to_owned).chain(unclear).collect::<Vec<_>>().join(", ")
}
