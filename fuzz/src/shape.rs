//! What an input made a target do, as coarse as a branch of the code.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Two inputs of one shape took the same way through the code, as far as the target can tell.
///
/// It stands in for the coverage counters of an instrumented build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shape(u64);

impl Shape {
    /// The shape of whatever the target has observed.
    pub fn of(observed: impl Hash) -> Shape {
        let mut hasher = DefaultHasher::new();
        observed.hash(&mut hasher);
        Shape(hasher.finish())
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}
