//! What is carried through once it has begun: in the task of whoever waits for it, and in one of its own where they go
//! away.

use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use tokio::runtime::Handle;
use tracing::{Instrument as _, Span};

/// A future that runs to its end even if nobody waits for it.
///
/// While somebody does, it sees what their task gives it: task-locals, and their span. Of these the span alone is left in
/// a task of its own.
#[must_use = "futures do nothing unless they are polled"]
pub(crate) struct Errand<T: Send + 'static> {
    /// Nothing is left of one that has ended, well or not.
    left: Option<BoxFuture<'static, Result<T, Panicked>>>,
    span: Span,
}

/// It ended in a panic, which the panic hook has told of.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Panicked;

impl<T: Send + 'static> Errand<T> {
    pub(crate) fn new(work: impl Future<Output = T> + Send + 'static) -> Errand<T> {
        let work = AssertUnwindSafe(work).catch_unwind().map(|end| end.map_err(|_| Panicked));
        Errand { left: Some(work.boxed()), span: Span::current() }
    }
}

impl<T: Send + 'static> Future for Errand<T> {
    type Output = Result<T, Panicked>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T, Panicked>> {
        let Some(left) = &mut self.left else { return Poll::Pending };
        let end = ready!(left.as_mut().poll(cx));
        self.left = None;
        Poll::Ready(end)
    }
}

impl<T: Send + 'static> Drop for Errand<T> {
    fn drop(&mut self) {
        if let (Some(left), Ok(runtime)) = (self.left.take(), Handle::try_current()) {
            drop(runtime.spawn(left.instrument(self.span.clone())));
        }
    }
}
