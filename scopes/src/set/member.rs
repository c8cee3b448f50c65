//! A scope as a set owns it, and where it is found.

use alloc::boxed::Box;
use core::fmt;

use crate::scope::{Scope, Shape};

#[derive(Clone)]
pub(super) struct Member {
    text: Box<str>,
    shape: Shape,
}

impl Member {
    pub(super) fn scope(&self) -> Scope<'_> {
        Scope::with_shape(&self.text, self.shape)
    }
}

impl From<Scope<'_>> for Member {
    fn from(scope: Scope<'_>) -> Self {
        Self { text: scope.as_str().into(), shape: scope.shape() }
    }
}

impl fmt::Debug for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

/// The place of a member among all members.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// That of its shape.
    pub(super) key: u32,
    pub(super) index: usize,
}
