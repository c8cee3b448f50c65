//! What the attribute adds to the future of an `async fn`.

use std::process::Command;

use super::callgrind::Counts;
use super::table::{Table, count};
use super::tools::Tools;
use super::{BenchError, output, root};

const INTRODUCTION: &str = "\
Bytes of the future of an `async fn`, and the instructions of polling it once, ready at once; its guard is satisfied. \
The same function without the attribute, with the current grant (of the process), and with a grant in hand. \
The functions need their arguments after their own `await`.
";

const NOTES: &str = "
- Eight bytes are the pointer to what a refused call waits for. Where the grant is an argument that the function uses, eight \
more are the reference through which it does.
- An argument that a function needs only before its first `await` is kept over that of the attribute, so it adds its own \
bytes, as with any `await` before its last use.
";

const KINDS: [(&str, &str); 3] =
    [("bare", "without the attribute"), ("current", "current grant"), ("in_hand", "grant in hand")];

pub(super) fn measure(tools: &Tools) -> Result<String, BenchError> {
    let mut command = Command::new("cargo");
    command.args(["bench", "--quiet", "--package", "benches", "--bench", "future_size"]);
    let sizes = output(command.current_dir(root()).env("CARGO_TARGET_DIR", &tools.target))?;
    let polls = Counts::measure("future", "", tools)?;
    let mut table = Table::new(&["function", "attribute", "bytes", "more", "instructions", "more"], 2);
    for line in sizes.lines() {
        let mut words = line.split_whitespace();
        let function = words.next().unwrap_or_default();
        let bytes = words.map(str::parse).collect::<Result<Vec<u64>, _>>().unwrap_or_default();
        let &[bare_bytes, ..] = bytes.as_slice() else {
            return Err(BenchError::Missing("future_size".to_owned(), format!("size in `{line}`")));
        };
        let bare_poll = polls.get("polled_once", &format!("{function}_bare"))?;
        for ((kind, words), bytes) in KINDS.into_iter().zip(bytes) {
            let poll = polls.get("polled_once", &format!("{function}_{kind}"))?;
            let more = |whole: u64, bare: u64| count(whole.saturating_sub(bare));
            table.row([
                function.to_owned(),
                words.to_owned(),
                count(bytes),
                more(bytes, bare_bytes),
                count(poll),
                more(poll, bare_poll),
            ]);
        }
    }
    Ok(format!("{INTRODUCTION}\n{table}{NOTES}"))
}
