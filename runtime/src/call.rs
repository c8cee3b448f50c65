//! What has happened so far in one call of the application: which guards passed, and what was refused.

use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

#[cfg(feature = "reqwest")]
use zoho_scopes::{Requirement, Scope, catalogue};

use crate::guard::Guard;
use crate::missing::MissingScopes;
use crate::scopes::SeenScopes;
#[cfg(debug_assertions)]
use crate::within::Running;

/// One call of the application, a web request for example, with the guards it has met.
///
/// A request may be kept and run again only when it was refused at its outermost guard, so it is remembered whether a
/// guard has passed.
#[derive(Debug)]
pub(crate) struct Call {
    /// The scopes of its grant when it began.
    scopes: SeenScopes,
    /// The address of the only guard that has passed, so that meeting it again is one comparison; [`NONE`] or
    /// [`SEVERAL`] otherwise.
    passed: AtomicUsize,
    /// The first guard that has passed.
    first: Mutex<Option<&'static Guard>>,
    /// A guard has passed whose function may have lent proof to others, which leave no trace here.
    lent: AtomicBool,
    /// Something may have happened although no guard passed: a request was sent, another grant was loaded.
    touched: AtomicBool,
    refused: Mutex<Option<Box<MissingScopes>>>,
    #[cfg(debug_assertions)]
    pub(crate) running: Running,
}

/// Neither of the two is the address of a guard.
const NONE: usize = 0;
const SEVERAL: usize = 1;

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
    pub(crate) fn new(scopes: SeenScopes) -> Call {
        Call {
            scopes,
            passed: AtomicUsize::new(NONE),
            first: Mutex::default(),
            lent: AtomicBool::default(),
            touched: AtomicBool::default(),
            refused: Mutex::default(),
            #[cfg(debug_assertions)]
            running: Running::default(),
        }
    }

    /// The scopes of its grant when it began.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is an offset")]
    pub(crate) fn scopes(&self) -> &SeenScopes {
        &self.scopes
    }

    /// Whether `guard` is the one that has passed; `None` where several have, of which nothing is left to note.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is one load and two comparisons")]
    pub(crate) fn has_passed(&self, guard: &'static Guard) -> Option<bool> {
        match self.passed.load(Ordering::Relaxed) {
            SEVERAL => None,
            only => Some(only == ptr::from_ref(guard).addr()),
        }
    }

    /// Threads that share a handle do not write where nothing is to note: they would wait for each other.
    #[inline]
    pub(crate) fn note_passed(&self, guard: &'static Guard) {
        if self.has_passed(guard) == Some(false) {
            self.note_another(guard);
        }
    }

    fn note_another(&self, guard: &'static Guard) {
        let address = ptr::from_ref(guard).addr();
        match self.passed.compare_exchange(NONE, address, Ordering::Relaxed, Ordering::Relaxed) {
            Ok(_) => *lock(&self.first) = Some(guard),
            Err(passed) if passed == address || passed == SEVERAL => {}
            Err(_) => self.passed.store(SEVERAL, Ordering::Relaxed),
        }
    }

    pub(crate) fn note_lent(&self) {
        if !self.lent.load(Ordering::Relaxed) {
            self.lent.store(true, Ordering::Relaxed);
        }
    }

    pub(crate) fn touch(&self) {
        self.touched.store(true, Ordering::Relaxed);
    }

    /// Remembers the latest refusal: an earlier one was of no account to the application, for it went on.
    pub(crate) fn refused(&self, missing: &MissingScopes) {
        *lock(&self.refused) = Some(Box::new(missing.clone()));
    }

    /// The refusal, judged at the end: what came after it counts as well.
    pub(crate) fn take_refused(&self) -> Option<RefusedCall> {
        let missing = *lock(&self.refused).take()?;
        let nothing_passed = self.passed.load(Ordering::Relaxed) == NONE;
        let before_any_effect = nothing_passed && !self.touched.load(Ordering::Relaxed);
        Some(RefusedCall { missing, before_any_effect })
    }

    /// The guard that let this call through, if it is certain which one it was.
    pub(crate) fn only_guard(&self) -> Option<&'static Guard> {
        if self.passed.load(Ordering::Relaxed) == SEVERAL { None } else { *lock(&self.first) }
    }

    /// What this call was checked for, if it was for nothing else. Functions that were called with proof may each need
    /// a part of it only: then it is certain of a single scope that has no parts.
    #[cfg(feature = "reqwest")]
    pub(crate) fn only_requirement(&self) -> Option<Requirement<'static>> {
        let requirement = *self.only_guard()?.requirement();
        let mut scopes = requirement.scopes();
        let mut has_parts =
            || scopes.next().is_none_or(|scope| is_catalogued_beyond(&scope)) || scopes.next().is_some();
        let is_uncertain = self.lent.load(Ordering::Relaxed) && has_parts();
        (!is_uncertain).then_some(requirement)
    }
}

/// Whether the scope covers others than itself.
#[cfg(feature = "reqwest")]
fn is_catalogued_beyond(scope: &Scope<'_>) -> bool {
    let mut all = catalogue::ENTRIES.iter().filter_map(|entry| Scope::parse(entry.scope).ok());
    all.any(|other| scope.covers(&other) && *scope != other)
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
