//! What the layer and a satisfied guard add to a web request, beside what others offer; and many refused ones at once.

use std::process::Command;

use super::callgrind::Counts;
use super::table::{Table, count, ratio};
use super::tools::Tools;
use super::{BenchError, output, root};

const INTRODUCTION: &str = "\
Two handlers as five applications serve them, for a user who has what they need: one answers a page that it has, and one \
makes 20 contacts and answers them as JSON, which is as little as a handler of an application does. Instructions: one \
request for the page through the router, without a socket. Time: what the thread of a server spends on each request over \
real sockets, with what the kernel does for it, in nanoseconds; the applications take turns in one run, and each figure is \
what a tenth of its turns have kept below, for what else the machine does only ever adds to one. A clock has measured it: \
its ratios are good to a few hundredths, its nanoseconds are this machine's.
";

const NOTES: &str = "
- Only the layer keeps what it needs to go on with the same request after a consent; the others answer 403 or 401.
- `permission_required!` looks a session up in memory and finds its user; the others read the user from a cookie.
- All of them read and write each request with the same system calls. What the layer adds to a request that is granted is \
in the program: about a quarter is the box that `axum` puts around each layered route, which `wrap_service` goes without; \
the rest is who the user is, the grant in memory, what is noted of the request, and the grant's being current.

";

const APPLICATIONS: [(&str, &str); 5] = [
    ("bare", "bare"),
    ("ours", "`RequiresScopeLayer::wrap` and `#[requires_scope]`"),
    ("service", "`RequiresScopeLayer::wrap_service` and `#[requires_scope]`"),
    ("protect", "`protect-axum`'s `GrantsLayer` and `#[protect]`"),
    ("login", "`axum-login`'s `permission_required!`"),
];

pub(super) fn measure(tools: &Tools) -> Result<String, BenchError> {
    let counts = Counts::measure_in("web-load", "request", "peers", tools)?;
    let times = Times::measure(tools)?;
    let bare = counts.get("one_request", "bare")?;
    let (bare_empty, bare_list) = (times.get("empty bare")?, times.get("list bare")?);
    let columns =
        ["application", "instructions", "ratio", "does nothing: time", "ratio", "20 contacts: time", "ratio"];
    let mut table = Table::new(&columns, 1);
    for (name, words) in APPLICATIONS {
        let instructions = counts.get("one_request", name)?;
        let time = |handler: &str| times.get(&format!("{handler} {name}"));
        table.row([
            words.to_owned(),
            count(instructions),
            ratio(instructions, bare),
            count(time("empty")?),
            ratio(time("empty")?, bare_empty),
            count(time("list")?),
            ratio(time("list")?, bare_list),
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
