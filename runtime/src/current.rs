//! The current grant: whose grant the running task acts with.

use std::cell::RefCell;
use std::future::Future;
use std::mem::{self, ManuallyDrop};
use std::pin::Pin;
use std::task::{Context, Poll};

use once_cell::sync::OnceCell;
use pin_project_lite::pin_project;

use crate::error::{Error, Kind};
use crate::grant::Grant;

/// Whose grant is current; the inner `None`: somebody has said that it is nobody's.
type Whose = Option<Option<Grant>>;

thread_local! {
    /// Of the task that is polled. `tokio::task_local!` would do as well, but what it declares cannot fold into the
    /// check of a guard in another crate. Nothing is left to drop when the thread ends, for every scope takes back what
    /// it has put here; and a thread-local that drops nothing is found in fewer steps.
    static CURRENT: RefCell<ManuallyDrop<Whose>> = const { RefCell::new(ManuallyDrop::new(None)) };
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
/// For what serves strangers in a process that has a [default grant](set_default_grant): none of them must act with it.
/// A web layer has no need of this, for [`observe`](crate::observe()) with `None` does the same.
///
/// # Examples
///
/// ```
/// # async fn answer(_: &str) -> Result<(), requires_scope::Error> { Ok(()) }
/// # async fn run(message: &str) -> Result<(), requires_scope::Error> {
/// // Whoever has written it, the worker's own grant is not theirs.
/// requires_scope::without_grant(answer(message)).await
/// # }
/// ```
pub fn without_grant<F: Future>(future: F) -> impl Future<Output = F::Output> {
    Scope::of(None, future)
}

/// Calls `read` with the current grant.
#[inline(always)]
#[expect(clippy::inline_always, reason = "what is read folds into the check of a guard")]
pub(crate) fn with<T>(read: impl Fn(Option<&Grant>) -> T) -> T {
    // `LocalKey::with` is not inlined everywhere, as `try_with` is.
    let of_task = CURRENT.try_with(|whose| {
        let whose = whose.borrow();
        read(match &**whose {
            Some(of_task) => of_task.as_ref(),
            None => DEFAULT.get(),
        })
    });
    // Where the end of a thread takes this from it as well, no scope can be entered any more.
    of_task.unwrap_or_else(|_| read(DEFAULT.get()))
}

pub(crate) fn scope<F: Future>(grant: Grant, future: F) -> impl Future<Output = F::Output> {
    Scope::of(Some(grant), future)
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
    CURRENT.with(|whose| matches!(**whose.borrow(), Some(None)))
}

pin_project! {
    /// A future in which a grant is current: while it is polled, and while it is dropped.
    pub(crate) struct Scope<F> {
        whose: Whose,
        #[pin]
        future: Option<F>,
    }

    impl<F> PinnedDrop for Scope<F> {
        fn drop(this: Pin<&mut Self>) {
            this.end();
        }
    }
}

impl<F> Scope<F> {
    fn of(grant: Option<Grant>, future: F) -> Scope<F> {
        Scope { whose: Some(grant), future: Some(future) }
    }

    /// A future that begins within the scope it is polled in.
    #[inline]
    pub(crate) fn begin(grant: Option<Grant>, begin: impl FnOnce() -> F) -> Scope<F> {
        let mut whose = Some(grant);
        let inside = Inside::enter(&mut whose);
        let future = begin();
        drop(inside);
        Scope { whose, future: Some(future) }
    }

    /// Drops the future if it has not ended, and gives back the grant that was current in it.
    #[inline]
    pub(crate) fn end(self: Pin<&mut Self>) -> Option<Grant> {
        let mut this = self.project();
        if this.future.is_some() {
            let _inside = Inside::enter(this.whose);
            this.future.set(None);
        }
        this.whose.take().flatten()
    }
}

impl<F: Future> Future for Scope<F> {
    type Output = F::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let mut this = self.project();
        let _inside = Inside::enter(this.whose);
        let Some(future) = this.future.as_mut().as_pin_mut() else { panic!("polled after its end") };
        let polled = future.poll(context);
        if polled.is_ready() {
            // Within the scope still.
            this.future.set(None);
        }
        polled
    }
}

/// Makes a grant the current one of this thread until it is dropped, also by a panic.
struct Inside<'a>(&'a mut Whose);

impl<'a> Inside<'a> {
    #[inline]
    fn enter(whose: &'a mut Whose) -> Inside<'a> {
        swap_with_current(whose);
        Inside(whose)
    }
}

impl Drop for Inside<'_> {
    #[inline]
    fn drop(&mut self) {
        swap_with_current(self.0);
    }
}

#[inline]
fn swap_with_current(whose: &mut Whose) {
    CURRENT.with(|current| mem::swap(&mut **current.borrow_mut(), whose));
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::Waker;

    use super::*;

    /// Looks at who is current when it is polled, and when it is dropped.
    struct Observer<'a>(&'a RefCell<Vec<bool>>);

    impl Observer<'_> {
        fn observe(&self) {
            self.0.borrow_mut().push(is_nobodys());
        }
    }

    impl Future for Observer<'_> {
        type Output = ();

        fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
            self.observe();
            Poll::Pending
        }
    }

    impl Drop for Observer<'_> {
        fn drop(&mut self) {
            self.observe();
        }
    }

    #[test]
    fn a_scope_is_current_while_its_future_is_polled_and_dropped() {
        let seen = RefCell::new(Vec::new());
        let mut context = Context::from_waker(Waker::noop());
        {
            let mut scope = pin!(without_grant(Observer(&seen)));
            assert!(scope.as_mut().poll(&mut context).is_pending());
            assert!(!is_nobodys(), "between two polls nobody has said anything");
            assert!(scope.as_mut().poll(&mut context).is_pending());
        }
        assert_eq!(*seen.borrow(), [true; 3]);
        assert!(!is_nobodys());
    }

    #[test]
    fn a_panic_ends_the_scope() {
        let poll = || {
            let mut scope = pin!(without_grant(async { panic!("on purpose") }));
            let _: Poll<()> = scope.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        };
        assert!(std::panic::catch_unwind(poll).is_err());
        assert!(!is_nobodys());
    }
}
