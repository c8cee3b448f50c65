//! A command-line tool that may read leads, and must one day create a contact.
//!
//! - [`zoho`]: what it does in Zoho CRM, and above each function what that needs. Begin here.
//! - [`person`]: who is asked when something is missing, and the spinner while they think.
//! - [`place`]: the sandbox or the real Zoho.
//! - [`failure`]: what the program ends with.

mod arguments;
mod failure;
mod person;
mod place;
mod zoho;

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser as _;

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;
use crate::person::Person;
use crate::place::Place;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = tokio::select! {
        outcome = run(&arguments) => outcome,
        // What was waiting is dropped: the port, the sandbox and the spinner are gone with it.
        Ok(()) = tokio::signal::ctrl_c() => Err(Failure::Interrupted),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

async fn run(arguments: &Arguments) -> Result<(), Failure> {
    let place = Place::open(arguments).await?;
    let person = Person::at_terminal(arguments.asking());
    let grant = place.grant().await?.on(person.channel());
    let said = person
        .may_be_asked_during(grant.scope(async {
            match &arguments.command {
                Command::Leads => zoho::leads().await,
                Command::CreateContact(contact) => zoho::create_contact(contact).await,
            }
        }))
        .await?;
    place.close().await;
    let mut out = io::stdout().lock();
    said.iter().try_for_each(|line| writeln!(out, "{line}")).map_err(Failure::Output)
}
