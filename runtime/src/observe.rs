//! A call of the application that a web layer looks at: with whose grant it runs, and what a guard has refused in it.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use pin_project_lite::pin_project;

use crate::call::RefusedCall;
use crate::current::Scope;
use crate::grant::Grant;

/// Runs what `begin` begins with `grant` as the current one, or for nobody, and tells what a guard has refused in it.
///
/// For web layers: whatever the application makes of a refusal, the layer can still lead the person to the consent link.
/// The grant is current while `begin` runs as well, and comes back at the end. For nobody means as in
/// [`without_grant`](crate::without_grant).
///
/// # Examples
///
/// ```
/// # async fn create_contact() -> Result<(), requires_scope::Error> { Ok(()) }
/// # async fn run(zoho: requires_scope::Client) -> Result<(), requires_scope::Error> {
/// use requires_scope::{Channel, GrantKey, observe};
///
/// let grant = zoho.grant(&GrantKey::new("zylker", "marketer-7")).await?.on(Channel::page());
/// let seen = observe(Some(grant), create_contact).await;
/// if let Some(refused) = seen.refused {
///     println!("{}", refused.missing());
/// }
/// # seen.output }
/// ```
#[inline]
pub fn observe<F: Future>(grant: Option<Grant>, begin: impl FnOnce() -> F) -> Observed<F> {
    Observed { scope: Scope::begin(grant.map(Grant::for_new_call), begin) }
}

pin_project! {
    /// A call that is looked at: made by [`observe`].
    #[must_use = "futures do nothing unless they are polled"]
    pub struct Observed<F> {
        #[pin]
        scope: Scope<F>,
    }
}

/// What was seen of a call.
#[derive(Debug)]
#[non_exhaustive]
pub struct Observation<T> {
    /// What the application has made of it.
    pub output: T,
    /// The grant with which it ran.
    pub grant: Option<Grant>,
    /// What a guard has refused; `None` where none has. It is in a box, for most calls are not refused.
    pub refused: Option<Box<RefusedCall>>,
}

impl<F: Future> Future for Observed<F> {
    type Output = Observation<F::Output>;

    #[inline]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut scope = self.project().scope;
        let output = ready!(scope.as_mut().poll(context));
        let grant = scope.end();
        let refused = grant.as_ref().and_then(|grant| grant.call().take_refused()).map(Box::new);
        Poll::Ready(Observation { output, grant, refused })
    }
}

impl<F> fmt::Debug for Observed<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Observed").finish_non_exhaustive()
    }
}
