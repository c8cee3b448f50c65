//! Instructions of the scope language, whatever its bench measures.

use super::BenchError;
use super::callgrind::{Case, Counts};
use super::table::{Table, count};
use super::tools::Tools;

const INTRODUCTION: &str = "\
Instructions of comparing scopes, of finding what a grant lacks and of loading a grant. \
Each stands beside a `HashSet<String>` that does the job as far as it can: it knows no group scope, no case and no grammar. \
Last, loading a whole grant from a store in memory: its record, with scopes that are new to the process and with scopes \
that another grant has already.
";

pub(super) fn measure(tools: &Tools) -> Result<String, BenchError> {
    let counts = Counts::measure("scopes", "", tools)?;
    let mut table = Table::new(&["operation", "case", "instructions"], 2);
    for Case { function, name, instructions } in counts.cases() {
        table.row([function.replace('_', " "), name.replace('_', " "), count(*instructions)]);
    }
    Ok(format!("{INTRODUCTION}\n{table}"))
}
