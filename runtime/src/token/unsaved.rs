//! A refresh token that the store could not be told of: only this process knows it, until the store listens again.

use std::sync::atomic::Ordering;
use std::time::Duration;

use futures_util::future::join_all;
use tokio::runtime::Handle;

use crate::client::Client;
use crate::clock::random_part;
use crate::error::Error;
use crate::events;
use crate::grant::Grant;
use crate::update::Edit;

/// How often it is tried after a pause, which takes an hour or more. After that, the next use of the grant begins anew.
const PAUSES: u32 = 64;

/// How long a pause is at least, when there have been some.
const LONGEST: Duration = Duration::from_mins(1);

impl Grant {
    /// Sees to it that the store is told, beside whatever else goes on. What is saved already needs nothing.
    pub(crate) fn save_soon(&self) {
        let Ok(runtime) = Handle::try_current() else { return };
        let is_unsaved = self.shared().record().value.is_unsaved();
        if is_unsaved && let Some(saving) = Saving::begin(self) {
            runtime.spawn(save(saving));
        }
    }

    async fn save_now(&self) -> Result<(), Error> {
        self.edit(|record| if record.is_unsaved() { Edit::Save(()) } else { Edit::Leave(()) }).await
    }
}

impl Client {
    /// Saves what the store could not be told before, if there is anything: for an application that is about to end.
    ///
    /// While it runs, a client does that by itself as soon as the store answers again. What is at stake are refresh
    /// tokens that a server has given in place of others, and those of users who have just signed in.
    ///
    /// # Errors
    ///
    /// When the store still fails: the users in question must sign in again after a restart.
    pub async fn flush(&self) -> Result<(), Error> {
        let grants = self.unsaved();
        let saved = async { join_all(grants.iter().map(Grant::save_now)).await.into_iter().collect() };
        self.in_time("save what the store was not told", saved).await
    }
}

/// The right to save what is unsaved of a grant. It lets the next one begin, however this one ends: with its task, or
/// with a runtime that never ran it.
struct Saving(Grant);

impl Saving {
    /// `None`: somebody else saves.
    fn begin(grant: &Grant) -> Option<Saving> {
        let is_saving = &grant.shared().refresher().is_saving;
        (!is_saving.swap(true, Ordering::AcqRel)).then(|| Saving(grant.clone()))
    }
}

impl Drop for Saving {
    fn drop(&mut self) {
        self.0.shared().refresher().is_saving.store(false, Ordering::Release);
    }
}

async fn save(saving: Saving) {
    let grant = saving.0.clone();
    let is_saved = save_patiently(&grant).await;
    drop(saving);
    // It may have changed once more before it was said that nobody saves any longer.
    if is_saved {
        grant.save_soon();
    }
}

async fn save_patiently(grant: &Grant) -> bool {
    let mut pauses = 0;
    while pauses < PAUSES {
        let changed = grant.shared().refresher().changed.notified();
        tokio::pin!(changed);
        changed.as_mut().enable();
        match grant.save_now().await {
            Ok(()) => {
                events::store_caught_up(grant);
                return true;
            }
            Err(error) => events::store_failed(grant, "save the refresh token", &error),
        }
        // A store that tells what has changed is back.
        if tokio::time::timeout(back_off(pauses), changed).await.is_err() {
            pauses += 1;
        }
    }
    false
}

/// A second, then twice that each time, and up to half as long again.
fn back_off(pauses: u32) -> Duration {
    let base = LONGEST.min(Duration::from_secs(1 << pauses.min(6)));
    base + random_part(base / 2)
}
