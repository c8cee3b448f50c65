//! The way of an `async` function into its body: at once, or when the user has consented.

use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::error::Error;
use crate::refused::{Refused, Settlement};
use crate::within::Entered;

/// What a guard has found, to be awaited: after a refusal it waits for the user's consent where the channel allows it.
///
/// It is one pointer, so that the futures of guarded functions grow by little.
#[derive(Debug)]
#[must_use = "only who was admitted may begin"]
pub struct Admission(Result<Entered, Settlement>);

impl Admission {
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is nothing where a guard passes in a release build")]
    pub(crate) fn new(found: Result<Entered, Refused>) -> Admission {
        Admission(found.map_err(Refused::settle))
    }
}

impl Future for Admission {
    type Output = Result<Entered, Error>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match mem::replace(&mut self.0, Ok(Entered::again())) {
            Ok(entered) => Poll::Ready(Ok(entered)),
            Err(settlement) => match settlement.advance(context) {
                Ok(settled) => {
                    // The compiler cannot know that nothing has changed it meanwhile, and would drop it in each function.
                    self.0 = Ok(Entered::again());
                    Poll::Ready(settled)
                }
                Err(settlement) => {
                    self.0 = Err(settlement);
                    Poll::Pending
                }
            },
        }
    }
}
