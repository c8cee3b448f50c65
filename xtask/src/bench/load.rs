//! What many grants cost, and what each store: programs of `benches/load`, whose lines are written down as they come.

use std::process::Command;

use crate::servers::Servers;

use super::tools::Tools;
use super::{BenchError, output, root};

const GRANTS: &str = "\
Bytes of each of 100,000 grants that are loaded from a store, beside the same kept as text by hand; \
and 10,000 grants whose access tokens have all expired, beside the same requests made by hand: without leases, limits, \
lost answers or a store. Times are ratios of one run.
";

const STORES: &str = "\
The time of an operation on a record of 600 bytes, one after the other, where loading one from SQLite takes 1.00; all in \
one run on one machine. SQLite's file is on the disk; PostgreSQL and Redis are servers on the same machine, told not to \
wait for the disk.
";

pub(super) fn measure_grants(tools: &Tools) -> Result<String, BenchError> {
    let loaded = output(&mut program("grants", tools))?;
    let expiring = output(&mut program("expiring", tools))?;
    Ok(format!("{GRANTS}\n```text\n{loaded}{expiring}```\n"))
}

pub(super) fn measure_stores(tools: &Tools) -> Result<String, BenchError> {
    let servers = Servers::start()?;
    let mut command = program("stores", tools);
    command.args(["--features", "stores"]).envs(servers.environment());
    let times = output(&mut command)?;
    Ok(format!("{STORES}\n```text\n{times}```\n"))
}

fn program(bench: &str, tools: &Tools) -> Command {
    let mut command = Command::new("cargo");
    command.args(["bench", "--quiet", "--package", "load", "--bench", bench]);
    command.current_dir(root()).env("CARGO_TARGET_DIR", &tools.target);
    command
}
