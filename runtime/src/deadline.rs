//! Nobody waits for ever: what does not end in time is given up, and the caller is told.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

#[cfg(feature = "reqwest")]
use tokio::time::Instant;

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

/// How long a call may wait for Zoho and the store, however many waits that are. What it waits for a person is counted
/// by its channel.
#[cfg(feature = "reqwest")]
#[derive(Debug)]
pub(crate) struct Patience {
    limit: Duration,
    left: Duration,
}

#[cfg(feature = "reqwest")]
impl Patience {
    /// What a call of this client begins with.
    pub(crate) fn of(client: &Client) -> Patience {
        Patience { limit: client.patience(), left: client.patience() }
    }

    /// Gives `work` up when nothing is left, and says that it was this that has used it up.
    pub(crate) fn wait<'a, T, F: Future<Output = Result<T, Error>>>(
        &'a mut self,
        attempted: &'static str,
        work: F,
    ) -> impl Future<Output = Result<T, Error>> + use<'a, T, F> {
        self.wait_or(work, move |limit| Kind::Overdue { attempted, limit })
    }

    /// Gives `work` up when nothing is left, and says what that means.
    ///
    /// The work is boxed for the same reason as in [`Client::in_time`].
    pub(crate) fn wait_or<T, F, O>(
        &mut self,
        work: F,
        overdue: O,
    ) -> impl Future<Output = Result<T, Error>> + use<'_, T, F, O>
    where
        F: Future<Output = Result<T, Error>>,
        O: FnOnce(Duration) -> Kind,
    {
        let work = Box::pin(work);
        async move {
            let began = Instant::now();
            let outcome = within(self.left, work).await;
            self.left = self.left.saturating_sub(began.elapsed());
            outcome.unwrap_or_else(|| Err(overdue(self.limit).into()))
        }
    }
}
