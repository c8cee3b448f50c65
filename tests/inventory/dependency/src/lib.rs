//! Guarded functions in a dependency of a program, which calls none of them.

use requires_scope::{Error, requires_scope};

/// What the program refers to, without which the linker would leave the whole crate out.
pub const NAME: &str = "dependency";

/// Nobody calls it.
///
/// # Errors
///
/// Without the scope.
#[requires_scope("Desk.tickets.READ")]
pub fn unused() -> Result<(), Error> {
    Ok(())
}

/// Nobody calls it with any type.
///
/// # Errors
///
/// Without the scope.
#[requires_scope("Desk.tickets.CREATE")]
pub async fn generic<T: Default>() -> Result<T, Error> {
    Ok(T::default())
}

/// What nobody implements.
pub trait Tickets {
    /// Has a body of its own.
    ///
    /// # Errors
    ///
    /// Without the scope.
    #[requires_scope("Desk.tickets.DELETE")]
    fn close(&self) -> Result<(), Error> {
        Ok(())
    }
}
