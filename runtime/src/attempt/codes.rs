//! A code is good once (RFC 6749, section 4.1.2), and a page is loaded as often as its reader likes: of all who bring the
//! same code one sends it to Zoho, and the others learn what has come of it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Attempt, AttemptId, Change, Consent, change};
use crate::clock::{from_seconds, to_seconds};
use crate::error::{ConsentProblem, Error, until};
use crate::grant::Grant;
use crate::records::{AttemptRecord, Opened};
use crate::secret::{Secret, fingerprint};

/// Zoho's answer to a code and what is saved of it take less. Who waits for it learns at most nothing.
const OUTCOME: Duration = Duration::from_secs(45);

/// A code that came back for one page, which is known by the `state` that was sent with it.
#[derive(Debug)]
pub(crate) struct Code {
    pub(crate) code: Secret,
    /// A fingerprint, as the page has it.
    pub(crate) state: Option<String>,
}

/// One that was sent to Zoho, as the page keeps it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SentCode {
    /// Its fingerprint.
    code: String,
    /// Until when the outcome may be awaited.
    until: u64,
}

impl Code {
    /// The right to send it. What has come of it if somebody else has sent it.
    ///
    /// # Errors
    ///
    /// When it was sent before and nothing has come of it, or the store fails.
    pub(crate) async fn take(&self, grant: &Grant, id: &AttemptId) -> Result<Option<Consent>, Error> {
        let now = grant.oauth_client().now();
        let sent = SentCode { code: fingerprint(self.code.expose()), until: to_seconds(now + OUTCOME) };
        let left = change(grant, id, |attempt| {
            let page = self.page(attempt)?;
            match &page.sent {
                Some(before) if now < from_seconds(before.until) => {
                    // Of another process, perhaps, whose clock is ahead of this one's.
                    Ok(Change::Leave(Some(until(from_seconds(before.until), now).min(OUTCOME))))
                }
                Some(before) if before.code == sent.code => Err(ConsentProblem::CodeUsed.into()),
                // The person has gone back to Zoho's page, and has been given another one.
                Some(_) | None => {
                    page.sent = Some(sent.clone());
                    Ok(Change::Save(None))
                }
            }
        })
        .await?;
        let Some(left) = left else { return Ok(None) };
        let attempt = Attempt { id: id.clone(), grant: grant.clone() };
        attempt.wait(left).await?.map(Some).ok_or_else(|| ConsentProblem::CodeUsed.into())
    }

    /// It has never reached Zoho, and may be brought again.
    pub(crate) async fn give_back(&self, grant: &Grant, id: &AttemptId) -> Result<(), Error> {
        change(grant, id, |attempt| {
            self.page(attempt)?.sent = None;
            Ok(Change::Save(()))
        })
        .await
    }

    /// Nothing has come of it: nobody needs to wait.
    pub(crate) async fn give_up(&self, grant: &Grant, id: &AttemptId) -> Result<(), Error> {
        let now = to_seconds(grant.oauth_client().now());
        change(grant, id, |attempt| {
            let page = self.page(attempt)?;
            page.sent = page.sent.take().map(|sent| SentCode { until: now, ..sent });
            Ok(Change::Save(()))
        })
        .await
    }

    fn page<'a>(&self, attempt: Option<&'a mut AttemptRecord>) -> Result<&'a mut Opened, ConsentProblem> {
        let attempt = attempt.ok_or(ConsentProblem::UnknownAttempt)?;
        let mut pages = attempt.opened.iter_mut();
        pages.find(|page| page.state == self.state).ok_or(ConsentProblem::WrongState)
    }
}
