//! What a suspended call has led to, for a person who reloads the page or goes back to it: it does not run again.

use std::fmt;

use http::{HeaderMap, StatusCode};

use super::{CallId, LIFETIME, read_back, written};
use crate::client::Client;
use crate::error::{Error, StoreContext};
use crate::grant::GrantKey;
use crate::records::{AnswerRecord, CallRecord, Versioned};
use crate::store::Version;

/// The application's answer to a request that was run again.
///
/// # Security
///
/// Headers that set cookies do not belong in here. `Debug` prints no header, no query and no body.
#[derive(Clone)]
pub struct KeptAnswer {
    /// Path and query of the request that it answers.
    pub target: String,
    /// The status.
    pub status: StatusCode,
    /// The headers that describe the body, what a browser may do with it, and where a redirect leads.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl fmt::Debug for KeptAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptAnswer")
            .field("status", &self.status)
            .field("body", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl Client {
    /// Keeps what a suspended call of this user has led to, in its place.
    ///
    /// # Errors
    ///
    /// When the store fails, or the call was not taken before.
    pub async fn keep_answer(&self, id: &CallId, key: &GrantKey, answer: KeptAnswer) -> Result<(), Error> {
        let record = CallRecord {
            grant: key.clone(),
            missing: String::new(),
            function: String::new(),
            method: String::new(),
            target: answer.target,
            is_way_back: false,
            headers: Vec::new(),
            body: Vec::new(),
            answer: Some(AnswerRecord {
                status: answer.status.as_u16(),
                headers: written(&answer.headers),
                body: answer.body,
            }),
        };
        let record = Versioned { version: Version::ABSENT, value: record };
        let saved = self.records().save_call(id.as_str(), &record, self.now() + LIFETIME).await;
        saved.attempting("keep the answer")
    }

    /// What a suspended call of this user has led to; `None` when it was not run, or too long ago.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn kept_answer(&self, id: &CallId, key: &GrantKey) -> Result<Option<KeptAnswer>, Error> {
        let Some(CallRecord { target, answer: Some(answer), .. }) =
            self.call_record(id, key).await?.map(|found| found.value)
        else {
            return Ok(None);
        };
        let headers = read_back(&answer.headers);
        let status = StatusCode::from_u16(answer.status).ok();
        Ok(status.map(|status| KeptAnswer { target, status, headers, body: answer.body }))
    }
}
