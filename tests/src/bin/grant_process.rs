//! Another process of an application: many of its tasks need a token of the same grant at once.
//!
//! Usage: `ZYLKER_STORE=… grant_process <clock> <location> <accounts> <api> <client id> <secret> <tasks>`

use std::collections::BTreeSet;
use std::env;
use std::io::{self, Write as _};
use std::process::ExitCode;

use tests::conformance::Outcome;
use tests::grants::client;
use tests::stage::key;
use tokio::task::JoinSet;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            drop(say(&format!("failed: {error:?}")));
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Outcome {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (tasks, words) = arguments.split_last().ok_or("how many tasks?")?;
    let zoho = client(&env::var("ZYLKER_STORE")?, words).await?;
    let grant = zoho.grant(&key("mia")).await?;
    say("ready")?;
    io::stdin().read_line(&mut String::new())?;
    let mut asking = JoinSet::new();
    for _ in 0..tasks.parse()? {
        let grant = grant.clone();
        asking.spawn(async move { grant.access_token().await });
    }
    let mut tokens = BTreeSet::new();
    for token in asking.join_all().await {
        tokens.insert(token?.expose().to_owned());
    }
    tokens.iter().try_for_each(|token| say(token))?;
    Ok(())
}

fn say(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}
