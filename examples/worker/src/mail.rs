//! A stand-in for mail: it is printed. What matters is that the link reaches the person, who is somewhere else.

use std::io::{self, Write as _};

use requires_scope::{Attempt, ScopeSet};

use crate::job::Job;
use crate::trouble::Trouble;

/// Sends the consent link. It is of no use to anybody but its user, who must be signed in where it leads.
pub(crate) fn send(job: &Job, missing: &ScopeSet, attempt: &Attempt) -> Result<(), Trouble> {
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "Mail to {}: work is waiting for you. To allow {missing}, open {}",
        job.user,
        attempt.consent_link()
    )
    .map_err(Trouble::Output)
}
