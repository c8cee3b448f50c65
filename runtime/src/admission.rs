//! What a guard says to a call: it may begin, or it may not yet.

use std::pin::Pin;
use std::task::{Context, Poll};

use crate::error::Error;
use crate::proof::{Proof, Unproven};
use crate::refused::{Refused, Settlement};
use crate::within::Entered;

/// What a guard has found. A plain function takes its outcome [`now`](Self::now); an `async` one awaits it, and so waits
/// for the user's consent where the channel allows it.
#[derive(Debug)]
#[must_use = "only who was admitted may begin"]
pub struct Admission<P: Proof = Unproven>(Result<Entered<P>, Refused>);

/// An admission that is awaited. It is one pointer, by which the futures of guarded functions grow.
#[derive(Debug)]
pub struct Admitted<P: Proof = Unproven>(Result<Entered<P>, Settlement>);

impl<P: Proof> Admission<P> {
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is nothing in release builds")]
    pub(crate) fn new(found: Result<Entered, Refused>) -> Admission<P> {
        Admission(found.map(Entered::with_proof))
    }

    /// The outcome for a function that cannot wait.
    ///
    /// # Errors
    ///
    /// Whatever keeps the call from running.
    #[inline]
    pub fn now(self) -> Result<Entered<P>, Error> {
        self.0.map_err(Refused::into_error)
    }
}

impl<P: Proof> IntoFuture for Admission<P> {
    type Output = Result<Entered<P>, Error>;
    type IntoFuture = Admitted<P>;

    #[inline]
    fn into_future(self) -> Admitted<P> {
        Admitted(self.0.map_err(Refused::settle))
    }
}

impl<P: Proof> Future for Admitted<P> {
    type Output = Result<Entered<P>, Error>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.0 {
            Ok(entered) => Poll::Ready(Ok(entered.take())),
            Err(settlement) => Pin::new(settlement).poll(context).map_ok(Entered::with_proof),
        }
    }
}
