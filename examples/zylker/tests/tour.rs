//! `zylker --tour` plays the whole story and says so.

use std::process::{Command, Output};

/// The steps, in order, and a word of what each of them must have seen.
const STEPS: [(&str, &str); 15] = [
    ("Nadia signs in at Zoho, once", "ZohoCRM.modules.leads.READ"),
    ("Zylker lists her leads", "6 leads"),
    ("She presses “Create contact”; the guard refuses", "ZohoCRM.modules.contacts.CREATE is missing"),
    ("Zylker sends her to its consent link", "/scopes/consent/"),
    ("Zylker obtains an enhancement token", "one call, answered 200"),
    ("Zoho's consent page lists the new scope alone", "ZohoCRM.modules.contacts.CREATE"),
    ("She gives her consent; Zoho sends her back", "scope_enhanced=true"),
    ("Zylker verifies the scope", "one forced refresh"),
    ("The same POST runs, and the contact is there", "answered 201"),
    ("She reloads; nothing runs twice", "which does not run again"),
    ("A new API came out: the deals report", "ZohoCRM.coql.READ and ZohoCRM.modules.deals.READ"),
    ("She declines; Zylker says what does not work", "the page names the two"),
    ("Everything else goes on working", "200"),
    ("She opens the report anew; nobody pesters her", "not a word to Zoho"),
    ("She asks to be asked again, and accepts", "8 deals"),
];

/// Runs the program, whatever the environment says of a real Zoho.
fn zylker(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zylker"));
    for variable in ["ZOHO_CLIENT_SECRET", "ZOHO_REDIRECT_URI", "ZOHO_DC", "RUST_LOG"] {
        command.env_remove(variable);
    }
    let output = command.env("ZOHO_CLIENT_ID", "1000.NOT_FOR_THE_TOUR").args(arguments).output();
    output.unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_tour_goes_through_all_steps() {
    let output = zylker(&["--tour"]);
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{printed}{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut lines = printed.lines().skip_while(|line| !line.starts_with(" 1. "));
    for (number, (title, seen)) in (1..).zip(STEPS) {
        assert_eq!(lines.next(), Some(format!("{number:>2}. {title}").as_str()));
        let happened = lines.next().unwrap_or_default();
        assert!(happened.contains(seen), "{title}: {happened}");
    }
    assert!(printed.ends_with(
        "The tour is over: 4 consent pages, 3 enhancement tokens, 3 token requests, one contact.\n"
    ));
}

#[test]
fn what_is_wrong_is_said_and_ends_the_program() {
    let cases: [(&[&str], &str); 2] = [
        (&["--port", "0"], "`ZOHO_CLIENT_SECRET` is not set, although `ZOHO_CLIENT_ID` is"),
        (&["--tour", "--port", "0"], "cannot be used with"),
    ];
    for (arguments, message) in cases {
        let output = zylker(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{arguments:?}");
        assert!(said.contains(message), "{said}");
    }
}
