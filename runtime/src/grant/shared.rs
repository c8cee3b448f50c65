//! What the handles of one grant share: its record and its scopes, and those who wait for it.

use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use zoho_scopes::bits::ScopeBits;

use super::GrantKey;
use crate::attempt::Attempts;
use crate::call::Call;
use crate::records::{GrantRecord, Versioned};
use crate::scopes::{Changes, SeenScopes};
use crate::secret::Secret;
use crate::store::Version;
use crate::token::Refresher;

/// What all handles of one grant in this process share. Most loaded grants are not changed and nobody is asked for them:
/// what that needs is made when it is needed.
pub(crate) struct Shared {
    key: GrantKey,
    /// They are counted under the lock of what changes.
    changes: Changes,
    latest: Mutex<Latest>,
    changing: OnceLock<Box<Changing>>,
}

/// The record as this process knows it, and the bits of it that checks read.
pub(crate) struct Latest {
    record: Versioned<GrantRecord>,
    bits: Arc<ScopeBits>,
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
        let latest = Latest { bits: record.value.bits(), record };
        Shared { key, changes: Changes::none(), latest: Mutex::new(latest), changing: OnceLock::new() }
    }

    /// How often the scopes have changed.
    #[inline]
    pub(crate) fn changes(&self) -> &Changes {
        &self.changes
    }

    /// The scopes as they are now.
    pub(crate) fn see_scopes(&self) -> SeenScopes {
        let latest = self.record();
        SeenScopes::after(&self.changes, Arc::clone(&latest.bits))
    }

    /// A call that begins sees the scopes as they are now.
    pub(crate) fn begin_call(&self) -> Call {
        Call::new(self.see_scopes())
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

    pub(crate) fn record(&self) -> MutexGuard<'_, Latest> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The version that this process knows: what is read from the store afterwards is no earlier one.
    pub(crate) fn version(&self) -> Version {
        self.record().version
    }

    /// Takes over what the store holds; it was asked when this process knew the version `known`. What could not be saved
    /// is carried over.
    ///
    /// An earlier version is the truth as well, unless this process has learnt of a later one since it asked: somebody
    /// has removed the record, or brought back an older copy of the store.
    pub(crate) fn publish(&self, found: Versioned<GrantRecord>, known: Version) {
        let version = found.version;
        let is_news = |latest| version > latest || (version < latest && latest == known);
        self.publish_if(is_news, found, GrantRecord::adopt_unsaved);
    }

    /// Takes over a version that this process has saved, when it held the refresh token `before`. What it could not
    /// save then is part of that version, or was replaced on purpose; only what was changed here since may be missing.
    pub(crate) fn publish_saved(&self, saved: Versioned<GrantRecord>, before: Option<&Secret>) {
        let version = saved.version;
        self.publish_if(
            |latest| version > latest,
            saved,
            |saved, here| {
                if !here.has_refresh_token(before) {
                    saved.adopt_unsaved(here);
                }
            },
        );
    }

    fn publish_if(
        &self,
        is_news: impl FnOnce(Version) -> bool,
        mut versioned: Versioned<GrantRecord>,
        carry_over: impl FnOnce(&mut GrantRecord, &GrantRecord),
    ) {
        let mut latest = self.record();
        if is_news(latest.version) {
            carry_over(&mut versioned.value, &latest.value);
            latest.record = versioned;
            latest.note_scopes(&self.changes);
        }
    }

    /// Changes the grant in this process alone, because the store could not be told.
    pub(crate) fn change_here<T>(&self, change: impl FnOnce(&mut GrantRecord) -> T) -> T {
        let mut latest = self.record();
        let outcome = latest.record.value.change_unsaved(change);
        latest.note_scopes(&self.changes);
        outcome
    }
}

impl Latest {
    /// What handles have seen holds still if the bits are the same.
    fn note_scopes(&mut self, changes: &Changes) {
        let bits = self.value.bits();
        if self.bits != bits {
            self.bits = bits;
            changes.count();
        }
    }
}

impl Deref for Latest {
    type Target = Versioned<GrantRecord>;

    fn deref(&self) -> &Versioned<GrantRecord> {
        &self.record
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    fn imported(refresh_token: &str, version: u64) -> Versioned<GrantRecord> {
        let value = GrantRecord::imported(refresh_token.into(), "us", Knowledge::unknown());
        Versioned { version: Version::new(version), value }
    }

    #[test]
    fn what_was_read_before_something_later_became_known_is_no_news() {
        let holds = |grant: &Shared, token: &str| grant.record().value.is_current(&token.into());
        let grant = Shared::new(GrantKey::new("zylker", "mia"), imported("1000.r5", 5));
        let before = grant.version();
        grant.publish(imported("1000.r7", 7), before);
        grant.publish(imported("1000.r6", 6), before);
        assert!(holds(&grant, "1000.r7"));
        grant.publish(imported("1000.backup", 3), before);
        assert!(holds(&grant, "1000.r7"));
        grant.publish(imported("1000.backup", 3), grant.version());
        assert!(holds(&grant, "1000.backup"), "the store has gone back to it");
        grant.publish_saved(imported("1000.r4", 4), None);
        assert!(holds(&grant, "1000.r4"));
    }

    /// With its strings, the bytes of the tokens and its place in the table of loaded grants, 320 bytes.
    #[cfg(target_pointer_width = "64")]
    #[test]
    fn a_loaded_grant_takes_little_room() {
        let bytes = size_of::<Shared>();
        assert!(bytes <= 248, "{bytes}");
    }
}
