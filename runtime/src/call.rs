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
    refused: Mutex<Option<MissingScopes>>,
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

    /// Remembers the latest refusal: an earlier one was of no account to the application, for it went on.
    pub(crate) fn refused(&self, missing: &MissingScopes) {
        *self.refused.lock().unwrap_or_else(PoisonError::into_inner) = Some(missing.clone());
    }

    /// The refusal, judged at the end: what came after it counts as well.
    pub(crate) fn take_refused(&self) -> Option<RefusedCall> {
        let missing = self.refused.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        let before_any_effect = self.first.get().is_none() && !self.touched.load(Ordering::Relaxed);
        Some(RefusedCall { missing, before_any_effect })
    }

    /// The guard that let this call through, if it is certain which one it was.
    #[cfg(feature = "reqwest")]
    pub(crate) fn only_guard(&self) -> Option<&'static Guard> {
        if self.several.load(Ordering::Relaxed) { None } else { self.first.get().copied() }
    }
}
