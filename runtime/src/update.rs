//! Changing a grant's record: on its latest version, whoever else writes it, and never lost where the change is an answer
//! of the server.

use crate::error::{Error, Kind, StoreContext};
use crate::events;
use crate::grant::Grant;
use crate::records::GrantRecord;

/// How often a change is tried again when other writers were first.
const TRIES: u32 = 16;

/// What a look at the latest record has led to.
pub(crate) enum Edit<T> {
    /// It was changed, and is to be saved.
    Save(T),
    /// There is nothing to change: the store is not asked for anything.
    Leave(T),
}

impl<T> Edit<T> {
    fn into_outcome(self) -> T {
        match self {
            Edit::Save(outcome) | Edit::Leave(outcome) => outcome,
        }
    }
}

impl Grant {
    /// Changes the stored grant: `change` is applied to its latest version, again if another writer was first.
    pub(crate) async fn update<T>(&self, mut change: impl FnMut(&mut GrantRecord) -> T) -> Result<T, Error> {
        self.edit(|record| Edit::Save(change(record))).await
    }

    /// Changes the stored grant where the latest version of it asks for that.
    pub(crate) async fn edit<T>(&self, change: impl FnMut(&mut GrantRecord) -> Edit<T>) -> Result<T, Error> {
        self.oauth_client().in_time("save the grant", self.edit_latest(change)).await
    }

    async fn edit_latest<T>(&self, mut change: impl FnMut(&mut GrantRecord) -> Edit<T>) -> Result<T, Error> {
        let (shared, records) = (self.shared(), self.oauth_client().records());
        let _writing = shared.writing().lock().await;
        let mut versioned = shared.record().clone();
        let mut before = versioned.value.refresh_token().cloned();
        for _ in 0..TRIES {
            let outcome = match change(&mut versioned.value) {
                Edit::Save(outcome) => outcome,
                Edit::Leave(outcome) => return Ok(outcome),
            };
            match records.save_grant(self.key(), &versioned).await {
                Ok(version) => {
                    versioned.version = version;
                    versioned.value.is_now_saved();
                    shared.publish_saved(versioned, before.as_ref());
                    return Ok(outcome);
                }
                Err(error) if error.is_conflict() => {
                    self.read().await?;
                    versioned = shared.record().clone();
                    before = versioned.value.refresh_token().cloned();
                }
                Err(source) => return Err(Kind::Store { attempted: "save the grant", source }.into()),
            }
        }
        Err(Kind::Contended(TRIES).into())
    }

    /// Reads the grant from the store.
    pub(crate) async fn read(&self) -> Result<(), Error> {
        let known = self.shared().version();
        let found =
            self.oauth_client().records().load_grant(self.key()).await.attempting("read the grant")?;
        self.shared().publish(found, known);
        Ok(())
    }

    /// Changes the grant, and keeps the change in this process when the store fails: an answer of the server that
    /// cannot be saved is good all the same. A new refresh token is saved as soon as the store listens; everything else
    /// with the next change that can be saved.
    pub(crate) async fn update_at_least_here<T>(&self, mut change: impl FnMut(&mut GrantRecord) -> T) -> T {
        self.edit_at_least_here(|record| Edit::Save(change(record))).await
    }

    /// The same, where the latest version asks for a change.
    pub(crate) async fn edit_at_least_here<T>(
        &self,
        mut change: impl FnMut(&mut GrantRecord) -> Edit<T>,
    ) -> T {
        match self.edit(&mut change).await {
            Ok(outcome) => outcome,
            Err(error) => {
                events::store_failed(self, "save the grant", &error);
                let outcome = self.shared().change_here(change);
                self.save_soon();
                outcome.into_outcome()
            }
        }
    }
}
