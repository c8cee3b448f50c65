//! What happened, as a failed test tells it.

use std::fmt;

use crate::journal::{Answer, Chapter, Entry, Prompt};

/// More requests than these are not read by anybody; the last ones are told.
const MOST_TOLD: usize = 40;

/// The parameters that explain a flow and are no secrets.
const TELLING: [&str; 4] = ["grant_type", "scope", "status", "error"];

/// The prompts and requests of a part of the journal, one on a line.
pub(super) struct Story<'a>(pub(super) &'a Chapter);

impl fmt::Display for Story<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Chapter { entries, prompts, .. } = self.0;
        writeln!(f, "prompts:{}", if prompts.is_empty() { " none" } else { "" })?;
        for (place, prompt) in prompts.iter().enumerate() {
            write!(f, "  {}. ", place + 1)?;
            tell_prompt(prompt, f)?;
        }
        let n_untold = entries.len().saturating_sub(MOST_TOLD);
        writeln!(f, "requests:{}", if entries.is_empty() { " none" } else { "" })?;
        if n_untold > 0 {
            writeln!(f, "  … {n_untold} earlier ones")?;
        }
        for (place, entry) in entries.iter().enumerate().skip(n_untold) {
            write!(f, "  {}. ", place + 1)?;
            tell_request(entry, f)?;
        }
        Ok(())
    }
}

fn tell_prompt(prompt: &Prompt, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{} was asked for {}", prompt.user, prompt.scopes.join(", "))?;
    match &prompt.answer {
        None => writeln!(f, ": no answer yet"),
        Some(Answer::Declined) => writeln!(f, ": declined"),
        Some(Answer::Accepted(scopes)) if scopes.len() == prompt.scopes.len() => writeln!(f, ": accepted"),
        Some(Answer::Accepted(scopes)) => writeln!(f, ": accepted {} only", scopes.join(", ")),
    }
}

fn tell_request(entry: &Entry, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{} {}", entry.method, entry.path)?;
    for name in TELLING {
        if let Some(value) = entry.parameter(name) {
            write!(f, " {name}={value}")?;
        }
    }
    match entry.status {
        Some(status) => write!(f, " → {status}")?,
        None => f.write_str(" → no answer")?,
    }
    match &entry.code {
        Some(code) => writeln!(f, " {code}"),
        None => writeln!(f),
    }
}
