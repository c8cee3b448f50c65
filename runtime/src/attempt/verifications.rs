//! How often the callbacks of one attempt may make us ask the server. A page that sends somebody's browser to the
//! callback again and again must not use up the grant's access tokens, nor keep the person out for good.

use std::time::Duration;

use super::{AttemptId, Change, change};
use crate::clock::{from_seconds, to_seconds};
use crate::error::{ConsentProblem, Error, Kind, until};
use crate::grant::Grant;

/// How often it is asked and answers …
const ANSWERED: usize = 5;

/// … or gives no answer to a browser that comes back …
const UNANSWERED: u32 = 100;

/// … in the time for which Zoho counts the access tokens that it gives.
const WINDOW: Duration = Duration::from_mins(10);

/// Counts one more time that a callback makes us ask the server.
pub(crate) async fn count_verification(grant: &Grant, id: &AttemptId) -> Result<(), Error> {
    let now = grant.oauth_client().now();
    // One in the future is of a clock that is wrong.
    let counts = |at: u64| (from_seconds(at)..from_seconds(at) + WINDOW).contains(&now);
    change(grant, id, |attempt| {
        let attempt = attempt.ok_or(ConsentProblem::UnknownAttempt)?;
        attempt.verified_at.retain(|&at| counts(at));
        if !counts(attempt.unanswered_since) {
            (attempt.unanswered, attempt.unanswered_since) = (0, to_seconds(now));
        }
        let too_many = if attempt.unanswered >= UNANSWERED {
            Some(attempt.unanswered_since)
        } else {
            attempt.verified_at.iter().nth_back(ANSWERED - 1).copied()
        };
        if let Some(since) = too_many {
            return Err(Kind::Throttled(until(from_seconds(since) + WINDOW, now)).into());
        }
        attempt.verified_at.push(to_seconds(now));
        Ok(Change::Save(()))
    })
    .await
}

/// The server has not answered: it may be asked as often as if that had not been.
pub(crate) async fn discount_verification(grant: &Grant, id: &AttemptId) -> Result<(), Error> {
    change(grant, id, |attempt| {
        let attempt = attempt.ok_or(ConsentProblem::UnknownAttempt)?;
        attempt.verified_at.pop();
        attempt.unanswered = attempt.unanswered.saturating_add(1);
        Ok(Change::Save(()))
    })
    .await
}
