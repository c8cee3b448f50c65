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

/// How often it is tried, which takes about an hour. After that, the next use of the grant begins anew.
const TRIES: u32 = 64;

/// What a try waits for at most, after the one before it.
const LONGEST: Duration = Duration::from_mins(1);

impl Grant {
    /// Sees to it that the store is told, beside whatever else goes on. What is saved already needs nothing.
    pub(crate) fn save_soon(&self) {
        let is_saving = &self.shared().refresher().is_saving;
        let Ok(runtime) = Handle::try_current() else { return };
        if self.shared().record().value.is_unsaved() && !is_saving.swap(true, Ordering::AcqRel) {
            runtime.spawn(save(self.clone()));
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

async fn save(grant: Grant) {
    let is_saved = {
        let _saving = Saving(&grant);
        save_patiently(&grant).await
    };
    // It may have changed once more before it was said that nobody saves any longer.
    if is_saved {
        grant.save_soon();
    }
}

async fn save_patiently(grant: &Grant) -> bool {
    for tries in 0..TRIES {
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
        let _ = tokio::time::timeout(back_off(tries), changed).await;
    }
    false
}

/// Lets the next one begin, however this one ends.
struct Saving<'a>(&'a Grant);

impl Drop for Saving<'_> {
    fn drop(&mut self) {
        self.0.shared().refresher().is_saving.store(false, Ordering::Release);
    }
}

/// A second, then twice that each time, and up to half as long again.
fn back_off(tries: u32) -> Duration {
    let base = LONGEST.min(Duration::from_secs(1 << tries.min(6)));
    base + random_part(base / 2)
}
