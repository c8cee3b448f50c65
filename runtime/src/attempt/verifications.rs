//! How often the callbacks of one attempt may make us ask the server. A page that sends somebody's browser to the
//! callback again and again must not use up the grant's access tokens.

use super::{AttemptId, Change, change};
use crate::error::{ConsentProblem, Error};
use crate::grant::Grant;

/// How often it is asked and answers.
const ANSWERED: u32 = 5;

/// How often it may give no answer to a browser that comes back.
const UNANSWERED: u32 = 100;

/// Counts one more time that a callback makes us ask the server.
pub(crate) async fn count_verification(grant: &Grant, id: &AttemptId) -> Result<(), Error> {
    change(grant, id, |attempt| {
        let attempt = attempt.ok_or(ConsentProblem::UnknownAttempt)?;
        if attempt.verifications >= ANSWERED || attempt.unanswered >= UNANSWERED {
            return Err(ConsentProblem::NotConfirmed.into());
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
