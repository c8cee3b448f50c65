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
    ///
    /// The work is boxed, for the sake of the futures that hold it: each layer around it would have room for it twice.
    pub(crate) fn in_time<T, F: Future<Output = Result<T, Error>>>(
        &self,
        attempted: &'static str,
        work: F,
    ) -> impl Future<Output = Result<T, Error>> + use<T, F> {
        let limit = self.patience();
        let work = Box::pin(work);
        async move { within(limit, work).await.unwrap_or_else(|| Err(Kind::Overdue { attempted, limit }.into())) }
    }
}
