//! How often the callbacks of one attempt may make us ask the server. A page that sends somebody's browser to the
//! callback again and again must not use up the grant's access tokens, nor keep the person out for good.

use std::time::Duration;

use super::{AttemptId, Change, change};
use crate::clock::{from_seconds, to_seconds};
use crate::error::{ConsentProblem, Error, Kind, until};
use crate::grant::Grant;

/// How often it is asked and answers …
const ANSWERED: u32 = 5;

/// … or gives no answer to a browser that comes back …
const UNANSWERED: u32 = 100;

/// … in the time for which Zoho counts the access tokens that it gives.
const WINDOW: Duration = Duration::from_mins(10);

/// Counts one more time that a callback makes us ask the server.
pub(crate) async fn count_verification(grant: &Grant, id: &AttemptId) -> Result<(), Error> {
    let now = grant.oauth_client().now();
    change(grant, id, |attempt| {
        let attempt = attempt.ok_or(ConsentProblem::UnknownAttempt)?;
        let since = from_seconds(attempt.counted_since);
        // One in the future is of a clock that is wrong.
        if now >= since + WINDOW || now < since {
            (attempt.verifications, attempt.unanswered) = (0, 0);
            attempt.counted_since = to_seconds(now);
        } else if attempt.verifications >= ANSWERED || attempt.unanswered >= UNANSWERED {
            return Err(Kind::Throttled(until(since + WINDOW, now)).into());
        }
        attempt.verifications += 1;
        Ok(Change::Save(()))
    })
    .await
}

/// The server has not answered: it may be asked as often as if that had not been.
pub(crate) async fn discount_verification(grant: &Grant, id: &AttemptId) -> Result<(), Error> {
    change(grant, id, |attempt| {
        let attempt = attempt.ok_or(ConsentProblem::UnknownAttempt)?;
        attempt.verifications = attempt.verifications.saturating_sub(1);
        attempt.unanswered = attempt.unanswered.saturating_add(1);
        Ok(Change::Save(()))
    })
    .await
}
