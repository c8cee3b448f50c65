//! A code is good once (RFC 6749, section 4.1.2), and a page is loaded as often as its reader likes: of all who bring the
//! same code one sends it to Zoho, and the others learn what has come of it.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use super::{AttemptId, Change, Consent, change};
use crate::clock::{from_seconds, to_seconds};
use crate::error::{ConsentProblem, Error};
use crate::grant::Grant;
use crate::records::{AttemptRecord, Opened};
use crate::secret::{Secret, fingerprint};
use crate::verify::Asked;

/// How long the outcome of a code is awaited: Zoho's answer takes less, and so does what is saved of it unless the store
/// is in trouble. Then whoever brings the code again is told to begin anew, and another code may be sent.
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
    /// What counts is the grant: the attempt may have ended with the denial of another tab, or not been told of its end.
    ///
    /// # Errors
    ///
    /// When it was sent before and nothing has come of it, or the store fails.
    pub(crate) async fn take(
        &self,
        grant: &Grant,
        id: &AttemptId,
        asked: &Asked,
    ) -> Result<Option<Consent>, Error> {
        // The clock of whoever has sent it may be ahead of this one's.
        let latest = Instant::now() + OUTCOME;
        loop {
            let Some(is_awaited) = self.note(grant, id).await? else { return Ok(None) };
            grant.reload().await?;
            if grant.is_signed_in() {
                let declined = grant.missing_of(&asked.by_any);
                return Ok(Some(Consent { given: asked.by_any.difference(&declined), declined }));
            }
            if !is_awaited || Instant::now() >= latest {
                return Err(ConsentProblem::CodeUsed.into());
            }
            grant.shared().attempts().next_change().await;
        }
    }

    /// Notes that it is sent. If one was sent before that stands in its way: whether the outcome of that is awaited.
    async fn note(&self, grant: &Grant, id: &AttemptId) -> Result<Option<bool>, Error> {
        let now = grant.oauth_client().now();
        let sent = SentCode { code: self.fingerprint(), until: to_seconds(now + OUTCOME) };
        change(grant, id, |attempt| {
            let page = self.page(attempt)?;
            match &page.sent {
                Some(before) if now < from_seconds(before.until) => Ok(Change::Leave(Some(true))),
                Some(before) if before.code == sent.code => Ok(Change::Leave(Some(false))),
                // The person has gone back to Zoho's page, and has been given another one.
                Some(_) | None => {
                    page.sent = Some(sent.clone());
                    Ok(Change::Save(None))
                }
            }
        })
        .await
    }

    /// It has never reached Zoho, and may be brought again.
    pub(crate) async fn give_back(&self, grant: &Grant, id: &AttemptId) -> Result<(), Error> {
        self.replace(grant, id, None).await
    }

    /// Nothing has come of it: nobody needs to wait.
    pub(crate) async fn give_up(&self, grant: &Grant, id: &AttemptId) -> Result<(), Error> {
        let until = to_seconds(grant.oauth_client().now());
        self.replace(grant, id, Some(SentCode { code: self.fingerprint(), until })).await
    }

    /// Changes what is noted of it. If its answer took too long, another one may stand there.
    async fn replace(&self, grant: &Grant, id: &AttemptId, with: Option<SentCode>) -> Result<(), Error> {
        let own = self.fingerprint();
        change(grant, id, |attempt| {
            let page = self.page(attempt)?;
            if page.sent.take_if(|sent| sent.code == own).is_none() {
                return Ok(Change::Leave(()));
            }
            page.sent.clone_from(&with);
            Ok(Change::Save(()))
        })
        .await
    }

    fn fingerprint(&self) -> String {
        fingerprint(self.code.expose())
    }

    fn page<'a>(&self, attempt: Option<&'a mut AttemptRecord>) -> Result<&'a mut Opened, ConsentProblem> {
        let attempt = attempt.ok_or(ConsentProblem::UnknownAttempt)?;
        let mut pages = attempt.opened.iter_mut();
        pages.find(|page| page.state == self.state).ok_or(ConsentProblem::WrongState)
    }
}
