//! All mistakes of one attribute, gathered so that they are reported at once.

use syn::{Error, Result};

/// The mistakes found so far. It exists only inside [`Errors::collect`], so none can be forgotten.
pub(crate) struct Errors {
    recorded: Option<Error>,
}

impl Errors {
    /// Does `work`, whose value counts only when it has recorded no mistake.
    pub(crate) fn collect<T>(work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let mut errors = Self { recorded: None };
        match (work(&mut errors), errors.recorded.take()) {
            (outcome, None) => outcome,
            (Ok(_), Some(recorded)) => Err(recorded),
            (Err(last), Some(mut recorded)) => {
                recorded.combine(last);
                Err(recorded)
            }
        }
    }

    /// Records one mistake and goes on.
    pub(crate) fn push(&mut self, error: Error) {
        match &mut self.recorded {
            Some(recorded) => recorded.combine(error),
            None => self.recorded = Some(error),
        }
    }
}
