//! The program as it stands: its tour, and its ends without a person.

use std::process::{Command, Output};
use std::time::{Duration, Instant};

use zoho_sandbox::Sandbox;

fn worker(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_worker"));
    command.env_clear().envs(environment.iter().copied()).args(arguments);
    command.output().unwrap_or_else(|error| panic!("{error}"))
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn the_tour_goes_through_all_steps() {
    let output = worker(&["--sandbox", "--tour"], &[]);
    let said = said(&output);
    assert!(output.status.success(), "{said}");
    for step in [
        " 2. `worker work` suspends all three",
        " 5. Nadia opens the link; the page lists the new scope alone\n    ZohoCRM.modules.contacts.CREATE\n",
        " 7. Each of her jobs has run once, his has not\n    contacts: Mori and Okafor\n",
        " 8. Everything is started once more: nothing runs twice\n    not a word to Zoho\n",
    ] {
        assert!(said.contains(step), "{step}: {said}");
    }
    assert!(said.ends_with("\nThe tour is over.\n"), "{said}");
}

#[tokio::test]
async fn where_nobody_answers_the_job_stays_and_the_process_ends() {
    let sandbox = Sandbox::builder().start().await.expect("a sandbox");
    let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
    let redirect_uri = format!("http://{}/scopes/callback", port.expect("a free port"));
    let client = sandbox.register_client("Worker", &redirect_uri);
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().display().to_string();
    let environment = [
        ("ZOHO_CLIENT_ID", client.client_id.as_str()),
        ("ZOHO_CLIENT_SECRET", client.client_secret.as_str()),
        ("ZOHO_REDIRECT_URI", redirect_uri.as_str()),
        ("ZOHO_DC", sandbox.location()),
        ("ZOHO_ACCOUNTS_URL", sandbox.accounts_url()),
        ("ZOHO_API_URL", sandbox.api_url()),
    ];
    let run = |arguments: &[&str]| {
        let output = worker(&[&["--data", &data], arguments].concat(), &environment);
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        said(&output)
    };
    run(&["add", "nadia", "Okafor"]);
    let started = Instant::now();
    assert!(run(&["work"]).contains("Mail to nadia: "), "it asks, and does not wait");
    run(&["resume", "--seconds", "0"]);
    assert!(started.elapsed() < Duration::from_mins(1), "it does not hang");
    assert!(run(&["list"]).contains("contact Okafor: suspended"), "the job is kept");
    assert!(sandbox.journal().is_empty(), "nothing was sent to Zoho");
}

#[test]
fn what_is_wrong_is_said_and_ends_the_program() {
    for (arguments, message) in [
        (&["work"][..], "`ZOHO_CLIENT_ID` is not set"),
        (&["--sandbox"], "--tour"),
        (&["--tour"], "--sandbox"),
        (&[], "Usage: worker"),
    ] {
        let output = worker(arguments, &[]);
        assert!(!output.status.success(), "{arguments:?}");
        assert!(said(&output).contains(message), "{}", said(&output));
    }
}
