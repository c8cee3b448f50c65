//! The current grant: whose grant the running task acts with.

use std::future::Future;

use once_cell::sync::OnceCell;

use crate::error::{Error, Kind};
use crate::grant::Grant;

tokio::task_local! {
    /// `None`: somebody has said that nobody's grant is current here.
    static CURRENT: Option<Grant>;
}

/// The grant of a program that acts for one user: a worker, a command-line tool.
static DEFAULT: OnceCell<Grant> = OnceCell::new();

/// The grant that guards check where the attribute names none.
///
/// It is set by the web layer for a request, by [`Grant::scope`] for a future, or once for the whole process
/// by [`set_default_grant`].
///
/// # Errors
///
/// [`Error::is_nobody_signed_in`] in a request of a stranger; [`Error::is_no_current_grant`] when no grant was set
/// here by any of these. A task made by `tokio::spawn` starts
/// without it: [`in_current_grant`] carries it along.
pub fn current() -> Result<Grant, Error> {
    running().ok_or_else(|| if is_nobodys() { Kind::NobodySignedIn } else { Kind::NoCurrentGrantHere }.into())
}

/// Sets the grant of a process that acts for one user only. It can be set once.
///
/// # Errors
///
/// Gives the grant back when another one was set before.
pub fn set_default_grant(grant: Grant) -> Result<(), Grant> {
    DEFAULT.set(grant)
}

/// Carries the current grant into a task of its own.
///
/// # Examples
///
/// ```no_run
/// # async fn send_greetings() -> Result<(), requires_scope::Error> { Ok(()) }
/// tokio::spawn(requires_scope::in_current_grant(send_greetings()));
/// ```
pub fn in_current_grant<F: Future>(future: F) -> impl Future<Output = F::Output> {
    let grant = running();
    let nobodys = is_nobodys();
    async move {
        match grant {
            Some(grant) => scope(grant, future).await,
            None if nobodys => without_grant(future).await,
            None => future.await,
        }
    }
}

#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the method is not general over the grant's lifetime"
)]
fn running() -> Option<Grant> {
    with(|grant| grant.cloned())
}

/// Runs `future` for nobody: no grant is current in it, and the process's default is none either.
///
/// For web layers, when nobody is signed in: a stranger must not act with the grant of the process.
pub fn without_grant<F: Future>(future: F) -> impl Future<Output = F::Output> {
    CURRENT.scope(None, future)
}

/// What `read` says of the task's grant; `None` where nobody has said whose grant is current in the task.
#[inline(always)]
#[expect(clippy::inline_always, reason = "what is read folds into the check of a guard")]
pub(crate) fn in_task<T>(read: impl FnOnce(Option<&Grant>) -> T) -> Option<T> {
    CURRENT.try_with(|grant| read(grant.as_ref())).ok()
}

/// The grant of the process.
#[inline(always)]
#[expect(clippy::inline_always, reason = "what is read folds into the check of a guard")]
pub(crate) fn by_default() -> Option<&'static Grant> {
    DEFAULT.get()
}

/// Calls `read` with the current grant.
pub(crate) fn with<T>(read: impl FnOnce(Option<&Grant>) -> T) -> T {
    let mut read = Some(read);
    let found = in_task(|grant| read.take().map(|read| read(grant)));
    match (found, read) {
        (Some(Some(value)), _) => value,
        (_, Some(read)) => read(by_default()),
        (_, None) => unreachable!("`read` was taken only where its value was given"),
    }
}

pub(crate) fn scope<F: Future>(grant: Grant, future: F) -> impl Future<Output = F::Output> {
    CURRENT.scope(Some(grant), future)
}

/// Tells the call that is running that something may happen which its own grant does not see.
pub(crate) fn touch() {
    with(|grant| {
        if let Some(grant) = grant {
            grant.call().touch();
        }
    });
}

/// Whether somebody has said that nobody's grant is current here.
pub(crate) fn is_nobodys() -> bool {
    CURRENT.try_with(Option::is_none).unwrap_or(false)
}
