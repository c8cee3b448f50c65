//! Which of several processes may write down what it was given: a lease does not say that, for its holder may be paused
//! until it is over.
//!
//! The model in `tests/model` runs this file, too.

use serde::{Deserialize, Serialize};

/// The highest fence of the leases under which a grant was refreshed, as its record keeps it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Fence(u64);

/// How much of an answer is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// All of it.
    Whole,
    /// A new refresh token alone: somebody else has taken over, and perhaps this answer has the only copy of it.
    RefreshToken,
    /// Nothing: the grant has another refresh token by now.
    Nothing,
}

impl Fence {
    /// Writes the fence of a lease into the record before the request is sent. `false`: somebody else has taken over.
    ///
    /// Without a lease, because the store gives none, everybody may ask.
    #[must_use = "who was overtaken asks nothing"]
    pub(crate) fn pass(&mut self, own: Option<u64>) -> bool {
        if self.is_above(own) {
            return false;
        }
        self.0 = self.0.max(own.unwrap_or(0));
        true
    }

    /// Whether a process with a later lease has begun.
    pub(crate) fn is_above(self, own: Option<u64>) -> bool {
        own.is_some_and(|own| self.0 > own)
    }

    /// What is kept of the answer to a request with the refresh token that the record holds still, or with another.
    pub(crate) fn keeps(self, own: Option<u64>, is_same_refresh_token: bool) -> Kept {
        match (is_same_refresh_token, self.is_above(own)) {
            (false, _) => Kept::Nothing,
            (true, true) => Kept::RefreshToken,
            (true, false) => Kept::Whole,
        }
    }
}
