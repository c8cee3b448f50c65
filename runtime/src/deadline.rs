//! Nobody waits for ever: what does not end in time is given up, and the caller is told.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use crate::client::Client;
use crate::error::{Error, Kind};

/// What `work` gives, or nothing when it takes longer than `limit`.
pub(crate) async fn within<T>(limit: Duration, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    // What is ready at once needs neither a timer nor a runtime that has one.
    if let Poll::Ready(outcome) = poll_fn(|context| Poll::Ready(work.as_mut().poll(context))).await {
        return Some(outcome);
    }
    tokio::time::timeout(limit, work).await.ok()
}

impl Client {
    /// Gives `work` up when it takes longer than a call of this client may.
    pub(crate) async fn in_time<T>(
        &self,
        attempted: &'static str,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let limit = self.patience();
        within(limit, work).await.unwrap_or_else(|| Err(Kind::Overdue { attempted, limit }.into()))
    }
}
