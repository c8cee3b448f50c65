//! Instructions of a check, beside what other crates and plain collections do for the same question.

use std::fmt::Write as _;

use super::BenchError;
use super::callgrind::Counts;
use super::table::{Table, count, ratio};
use super::tools::Tools;

const GRANTS: [usize; 3] = [5, 30, 200];

const INTRODUCTION: &str = "\
Instructions of a satisfied check: one scope required, and three, of a grant of 5, 30 and 200 scopes. \
It is a call of the guarded function less a call of the same function without a guard, by somebody who has met this \
guard and another one before. \
The last column compares with a grant in hand, one scope of 30.
";

const NOTES: &str = "
- The needed scopes lie in the middle of what is walked from one end to the other, so that a list is walked half through.
- `twitch_oauth2` compares numbers of its own enumeration, which has no 200 scopes.
- `protect` is `protect-axum`'s macro: a whole handler, polled once, without its extractor.
- Nobody but the attribute knows that `ZohoCRM.modules.ALL` covers `ZohoCRM.modules.contacts.CREATE`, that the case of a \
scope does not matter, or whether a scope exists.
";

const OTHERS: &str = "
What else a guard does, with a grant of 30 scopes; the whole call less a call without a guard.

";

pub(super) fn measure(tools: &Tools) -> Result<String, BenchError> {
    let ours = Counts::measure("guard", "", tools)?;
    let peers = Counts::measure("peers", "peers", tools)?;
    let in_hand = ours.get("grant_in_hand", "one_of_30")? - ours.get("grant_in_hand", "bare")?;
    let head =
        ["check", "does not know", "1 of 5", "1 of 30", "1 of 200", "3 of 5", "3 of 30", "3 of 200", "ratio"];
    let mut table = Table::new(&head, 2);
    let mut add = |who: &str, lacks: &str, counts: Vec<Option<u64>>| {
        let ratio = counts.get(1).copied().flatten().map_or_else(String::new, |count| ratio(count, in_hand));
        let cells = counts.into_iter().map(|cell| cell.map_or_else(|| "–".to_owned(), count));
        table.row([who.to_owned(), lacks.to_owned()].into_iter().chain(cells).chain([ratio]));
    };
    for (who, function) in OURS {
        add(who, "", row(&ours, function, ours.get(function, "bare")?)?);
    }
    let bare = peers.get("by_hash_set", "bare")?;
    for (who, lacks, function) in PEERS {
        add(who, lacks, row(&peers, function, bare)?);
    }
    add("`protect-axum`'s `#[protect]`", "group scopes, any scope of the catalogue", protect(&peers)?);
    Ok(format!("{INTRODUCTION}\n{table}{NOTES}{OTHERS}{}", others(&ours)?))
}

const OURS: [(&str, &str); 3] = [
    ("`#[requires_scope]`, grant in hand", "grant_in_hand"),
    ("`#[requires_scope]`, grant of the process", "default_grant"),
    ("`#[requires_scope]`, grant of the task", "current_grant"),
];

const PEERS: [(&str, &str, &str); 4] = [
    ("`twitch_oauth2`'s `Validator`", "group scopes, scopes it does not list", "by_twitch"),
    ("`Vec<String>`", "group scopes, case, spelling", "by_vec"),
    ("`HashSet<String>`", "group scopes, case, spelling", "by_hash_set"),
    ("`aliri_oauth2`'s `ScopePolicy`", "group scopes, any scope of the catalogue", "by_aliri"),
];

/// One and three scopes of each grant. A peer may lack the largest.
fn row(counts: &Counts, function: &str, bare: u64) -> Result<Vec<Option<u64>>, BenchError> {
    let mut cells = Vec::new();
    for required in ["one", "three"] {
        for granted in GRANTS {
            let count = counts.get(function, &format!("{required}_of_{granted}"));
            let is_lacking = granted == 200 && function == "by_twitch";
            cells.push(if is_lacking { None } else { Some(count?.saturating_sub(bare)) });
        }
    }
    Ok(cells)
}

fn protect(peers: &Counts) -> Result<Vec<Option<u64>>, BenchError> {
    let bare = peers.get("by_protect_bare", "of_30")?;
    let mut cells = Vec::new();
    for function in ["by_protect_with_one", "by_protect_with_three"] {
        for granted in GRANTS {
            let whole = peers.get(function, &format!("of_{granted}"))?;
            cells.push(Some(whole.saturating_sub(bare)));
        }
    }
    Ok(cells)
}

fn others(ours: &Counts) -> Result<String, BenchError> {
    let mut text = String::new();
    let cases = [
        ("grant in hand, the first check of a call", "grant_in_hand", "first_of_30"),
        ("grant of the task, the first check of a call", "current_grant", "first_of_30"),
        ("grant in hand, either of two scopes", "grant_in_hand", "any_of_30"),
        ("grant in hand, three scopes, the only guard that the call meets", "grant_in_hand", "alone_of_30"),
        (
            "grant in hand, a handle that is older than the grant's latest scopes",
            "grant_in_hand",
            "older_of_30",
        ),
        (
            "grant in hand, a refusal: what is missing is found, told to the log and made an error",
            "grant_in_hand",
            "refused_of_30",
        ),
    ];
    let mut table = Table::new(&["call", "instructions"], 1);
    for (what, function, case) in cases {
        let more = ours.get(function, case)?.saturating_sub(ours.get(function, "bare")?);
        table.row([what.to_owned(), count(more)]);
    }
    let _ = write!(text, "{table}");
    Ok(text)
}
