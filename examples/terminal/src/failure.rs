//! What the program ends with when it does not end well: one line for each cause, and a number for scripts.

use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;

use registration::RegistrationError;
use serde_json::Value;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Zoho(#[from] requires_scope::Error),
    #[error("Zoho does not take this: {0}")]
    Refused(String),
    #[error("Zoho's answer cannot be read")]
    Unreadable(#[from] reqwest::Error),
    #[error("there is no Zoho to work with: name one in the environment, or use `--sandbox`")]
    NoPlace(#[from] RegistrationError),
    #[error("the sandbox does not start")]
    Sandbox(#[from] zoho_sandbox::StartError),
    #[error("there is no free port for the sandbox's callback")]
    Port(#[source] io::Error),
    #[error("the program does not know where it stands: name a folder with `--data`")]
    Program(#[source] io::Error),
    #[error("the result cannot be written")]
    Output(#[source] io::Error),
    #[error("stopped before it was done")]
    Interrupted,
}

impl Failure {
    /// Takes the reason from the body of Zoho's answer: that of the first record, or that of the whole.
    pub(crate) fn refused(body: &Value) -> Failure {
        let code = [&body["data"][0]["code"], &body["code"]].into_iter().find_map(Value::as_str);
        let is_word = |code: &&str| code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        Failure::Refused(code.filter(is_word).unwrap_or("no reason given").to_owned())
    }

    /// Says what happened, and what to do, to whoever reads standard error.
    pub(crate) fn report(&self) -> ExitCode {
        let mut err = io::stderr().lock();
        let mut cause: Option<&dyn Error> = Some(self);
        let mut lead = "terminal";
        while let Some(error) = cause {
            // Nobody is left to tell if this cannot be written either.
            let _ = writeln!(err, "{lead}: {error}");
            lead = "  because";
            cause = error.source();
        }
        if self.code() == NEEDS_CONSENT {
            let _ = writeln!(err, "  so run it at a terminal, where it can ask, or with `--ask`");
        }
        ExitCode::from(self.code())
    }

    fn code(&self) -> u8 {
        match self {
            Failure::Zoho(error) if error.is_missing_scopes() => NEEDS_CONSENT,
            Failure::Zoho(error) if error.is_declined() => DECLINED,
            Failure::Interrupted => INTERRUPTED,
            _ => 1,
        }
    }
}

/// A scope is missing, and nobody may be asked.
const NEEDS_CONSENT: u8 = 3;

/// The person has said no.
const DECLINED: u8 = 4;

/// As shells have it for Ctrl-C.
const INTERRUPTED: u8 = 130;
