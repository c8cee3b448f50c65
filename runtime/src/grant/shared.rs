//! What the handles of one grant share: its record and its scopes, and those who wait for it.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::GrantKey;
use crate::attempt::Attempts;
use crate::call::Call;
use crate::records::{GrantRecord, Versioned};
use crate::scopes::LatestScopes;
use crate::secret::Secret;
use crate::token::Refresher;

/// What all handles of one grant in this process share. Most loaded grants are not changed and nobody is asked for them:
/// what that needs is made when it is needed.
pub(crate) struct Shared {
    key: GrantKey,
    scopes: LatestScopes,
    record: Mutex<Versioned<GrantRecord>>,
    changing: OnceLock<Box<Changing>>,
}

/// What those share who change the grant in the store.
#[derive(Default)]
struct Changing {
    writing: tokio::sync::Mutex<()>,
    refresher: Refresher,
    consenting: OnceLock<Box<Consenting>>,
}

/// What those share who ask the person.
#[derive(Default)]
struct Consenting {
    suspending: tokio::sync::Mutex<()>,
    attempts: Attempts,
}

impl Shared {
    pub(crate) fn new(key: GrantKey, record: Versioned<GrantRecord>) -> Shared {
        Shared {
            key,
            scopes: LatestScopes::new(record.value.bits()),
            record: Mutex::new(record),
            changing: OnceLock::new(),
        }
    }

    #[inline]
    pub(crate) fn scopes(&self) -> &LatestScopes {
        &self.scopes
    }

    /// A call that begins sees the scopes as they are now.
    pub(crate) fn begin_call(&self) -> Arc<Call> {
        Arc::new(Call::new(self.scopes.see()))
    }

    /// Held by whoever writes: this process does not race with itself.
    pub(crate) fn writing(&self) -> &tokio::sync::Mutex<()> {
        &self.changing().writing
    }

    /// Joins those who need a fresh token.
    pub(crate) fn refresher(&self) -> &Refresher {
        &self.changing().refresher
    }

    /// Joins those who begin attempts and wait for them.
    pub(crate) fn attempts(&self) -> &Attempts {
        &self.consenting().attempts
    }

    /// Held by whoever notes a suspended call: this process does not race with itself.
    pub(crate) fn suspending(&self) -> &tokio::sync::Mutex<()> {
        &self.consenting().suspending
    }

    /// Those who wait for another process to refresh the grant look again.
    pub(crate) fn wake_refresher(&self) {
        if let Some(changing) = self.changing.get() {
            changing.refresher.wake();
        }
    }

    /// Those who wait for the person look again.
    pub(crate) fn wake_attempts(&self) {
        if let Some(consenting) = self.changing.get().and_then(|changing| changing.consenting.get()) {
            consenting.attempts.wake();
        }
    }

    fn changing(&self) -> &Changing {
        self.changing.get_or_init(Box::default)
    }

    fn consenting(&self) -> &Consenting {
        self.changing().consenting.get_or_init(Box::default)
    }

    pub(crate) fn key(&self) -> &GrantKey {
        &self.key
    }

    pub(crate) fn record(&self) -> MutexGuard<'_, Versioned<GrantRecord>> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes over a version from the store if it is later than the one at hand. One that is the same may lack what
    /// could not be saved.
    pub(crate) fn publish(&self, versioned: Versioned<GrantRecord>) {
        self.publish_over(&mut self.record(), versioned, GrantRecord::adopt_unsaved);
    }

    /// Takes over a version that this process has saved, when it held the refresh token `before`. What it could not
    /// save then is part of that version, or was replaced on purpose; only what was changed here since may be missing.
    pub(crate) fn publish_saved(&self, versioned: Versioned<GrantRecord>, before: Option<&Secret>) {
        self.publish_over(&mut self.record(), versioned, |saved, here| {
            if !here.has_refresh_token(before) {
                saved.adopt_unsaved(here);
            }
        });
    }

    fn publish_over(
        &self,
        record: &mut Versioned<GrantRecord>,
        mut versioned: Versioned<GrantRecord>,
        carry_over: impl FnOnce(&mut GrantRecord, &GrantRecord),
    ) {
        if versioned.version > record.version {
            carry_over(&mut versioned.value, &record.value);
            self.scopes.replace(versioned.value.bits());
            *record = versioned;
        }
    }

    /// Changes the grant in this process alone, because the store could not be told.
    pub(crate) fn change_here<T>(&self, change: impl FnOnce(&mut GrantRecord) -> T) -> T {
        let mut record = self.record();
        let outcome = record.value.change_unsaved(change);
        self.scopes.replace(record.value.bits());
        outcome
    }
}
