//! What the layer and a satisfied guard add to a web request, beside what others offer; and many refused ones at once.

use std::process::Command;

use super::callgrind::Counts;
use super::table::{Table, count, ratio};
use super::tools::Tools;
use super::{BenchError, output, root};

const INTRODUCTION: &str = "\
The same handler as four applications serve it, for a user who has what it needs. Instructions: one request through the \
router, without a socket. Time: what the thread of a server spends on each request over real sockets, with what the kernel \
does for it, in nanoseconds; the applications take turns in one run, and each figure is the median of its turns. A \
clock has measured it: its ratios are good, its nanoseconds are this machine's.
";

const NOTES: &str = "
- Only the layer keeps what it needs to go on with the same request after a consent; the others answer 403 or 401.
- `permission_required!` looks a session up in memory and finds its user; the others read the user from a cookie.
- The handler does nothing, so every ratio is at its worst. A good part of what the layer adds is the second `axum` router \
that `wrap` puts around the application's own; `RequiresScopeLayer::wrap_service` goes without it.

";

const APPLICATIONS: [(&str, &str); 4] = [
    ("bare", "bare"),
    ("ours", "`RequiresScopeLayer` and `#[requires_scope]`"),
    ("protect", "`protect-axum`'s `GrantsLayer` and `#[protect]`"),
    ("login", "`axum-login`'s `permission_required!`"),
];

pub(super) fn measure(tools: &Tools) -> Result<String, BenchError> {
    let counts = Counts::measure_in("web-load", "request", "peers", tools)?;
    let times = Times::measure(tools)?;
    let (bare_count, bare_time) = (counts.get("one_request", "bare")?, times.get("empty bare")?);
    let bare_list = times.get("list bare")?;
    let columns = ["application", "instructions", "ratio", "time", "ratio", "20 contacts: time", "ratio"];
    let mut table = Table::new(&columns, 1);
    for (name, words) in APPLICATIONS {
        let (instructions, time) = (counts.get("one_request", name)?, times.get(&format!("empty {name}"))?);
        let list = times.get(&format!("list {name}"))?;
        table.row([
            words.to_owned(),
            count(instructions),
            ratio(instructions, bare_count),
            count(time),
            ratio(time, bare_time),
            count(list),
            ratio(list, bare_list),
        ]);
    }
    let (refused, satisfied) = (times.get("at_once refused")?, times.get("at_once satisfied")?);
    Ok(format!(
        "{INTRODUCTION}\n{table}{NOTES}1,000 page requests of one user at once that miss the same scope make one attempt \
         and are all sent to its one consent link; the bench fails otherwise. Until the last is answered they take {} times \
         as long as 1,000 that miss nothing.\n",
        ratio(refused, satisfied)
    ))
}

/// What the bench with sockets prints: a name of two words and nanoseconds.
struct Times(String);

impl Times {
    fn measure(tools: &Tools) -> Result<Self, BenchError> {
        let mut command = Command::new("cargo");
        command.args([
            "bench",
            "--quiet",
            "--package",
            "web-load",
            "--features",
            "peers",
            "--bench",
            "server",
        ]);
        output(command.current_dir(root()).env("CARGO_TARGET_DIR", &tools.target)).map(Self)
    }

    fn get(&self, name: &str) -> Result<u64, BenchError> {
        let line = self.0.lines().find_map(|line| line.strip_prefix(name));
        let time = line.and_then(|line| line.trim().parse().ok());
        time.ok_or_else(|| BenchError::Missing("server".to_owned(), name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::Times;

    #[test]
    fn a_time_is_found_by_its_name() {
        let times = Times("empty bare 12252\nempty ours 15138\n".to_owned());
        assert_eq!(times.get("empty ours").ok(), Some(15138));
        assert!(times.get("empty login").is_err());
    }
}
