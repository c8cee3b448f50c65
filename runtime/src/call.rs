//! What has happened so far in one call of the application: which guards passed, and what was refused.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::guard::Guard;
use crate::missing::MissingScopes;

/// One call of the application, a web request for example, with the guards it has met.
///
/// A request may be kept and run again only when it was refused at its outermost guard, so the first guard
/// that passes is remembered.
#[derive(Debug, Default)]
pub(crate) struct Call {
    first: OnceLock<&'static Guard>,
    several: AtomicBool,
    /// Something may have happened although no guard passed: a request was sent, another grant was loaded.
    touched: AtomicBool,
    refused: Mutex<Option<RefusedCall>>,
}

/// What a web layer needs to know of a refusal.
#[derive(Clone, Debug)]
pub struct RefusedCall {
    missing: MissingScopes,
    before_any_effect: bool,
}

impl RefusedCall {
    /// What the user has not granted.
    pub fn missing(&self) -> &MissingScopes {
        &self.missing
    }

    /// Whether it was the outermost guard that refused, so that the same request may be run again.
    ///
    /// Effects that the application has without any guard are not seen: the attribute belongs on the handler.
    pub fn is_before_any_effect(&self) -> bool {
        self.before_any_effect
    }
}

impl Call {
    #[inline]
    pub(crate) fn passed(&self, guard: &'static Guard) {
        match self.first.get() {
            Some(first) if std::ptr::eq(*first, guard) || self.several.load(Ordering::Relaxed) => {}
            _ => self.passed_anew(guard),
        }
    }

    #[cold]
    fn passed_anew(&self, guard: &'static Guard) {
        if self.first.set(guard).is_err() {
            self.several.store(true, Ordering::Relaxed);
        }
    }

    pub(crate) fn touch(&self) {
        self.touched.store(true, Ordering::Relaxed);
    }

    /// Remembers the first refusal: those that follow it are its consequences.
    pub(crate) fn refused(&self, missing: &MissingScopes) {
        let before_any_effect = self.first.get().is_none() && !self.touched.load(Ordering::Relaxed);
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        refused.get_or_insert_with(|| RefusedCall { missing: missing.clone(), before_any_effect });
    }

    pub(crate) fn take_refused(&self) -> Option<RefusedCall> {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    #[cfg(feature = "reqwest")]
    /// The guard that let this call through, if it is certain which one it was.
    pub(crate) fn only_guard(&self) -> Option<&'static Guard> {
        if self.several.load(Ordering::Relaxed) { None } else { self.first.get().copied() }
    }
}
