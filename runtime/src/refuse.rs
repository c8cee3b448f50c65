//! How a refusal leaves a guarded function: as the `Err` that the function returns anyway.

use crate::error::Error;

/// What a guarded function may return.
#[diagnostic::on_unimplemented(
    message = "a refused call cannot return `{Self}`",
    label = "`#[requires_scope]` needs a `Result` here",
    note = "return `Result<_, E>` where `E` implements `From<requires_scope::Error>`",
    note = "a function that returns a future is guarded as an `async fn`, or if an `async` block is its whole body"
)]
pub trait Refuse {
    /// The return value that says why the call was refused.
    fn refuse(error: Error) -> Self;
}

/// The error of a guarded function.
#[diagnostic::on_unimplemented(
    message = "a refused call cannot return the error `{Self}`",
    label = "`#[requires_scope]` needs an error that can be made from a refusal",
    note = "write `impl From<requires_scope::Error> for {Self}`"
)]
pub trait FromRefusal {
    /// The error that says why the call was refused.
    fn from_refusal(error: Error) -> Self;
}

impl<T, E: FromRefusal> Refuse for Result<T, E> {
    #[cold]
    fn refuse(error: Error) -> Self {
        Err(E::from_refusal(error))
    }
}

#[diagnostic::do_not_recommend]
impl<E: From<Error>> FromRefusal for E {
    fn from_refusal(error: Error) -> Self {
        error.into()
    }
}
