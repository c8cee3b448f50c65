//! What other processes have changed in the store reaches the grants that are loaded here.

use std::collections::HashSet;
use std::sync::{Arc, Weak};
use std::time::Duration;

use futures_util::stream::{self, BoxStream, StreamExt as _};
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout_at};

use super::{ByKey, Client, Inner, is_needed};
use crate::clock::random_part;
use crate::error::Error;
use crate::events;
use crate::grant::{Grant, GrantKey, Shared};
use crate::store::{Change, Kind};

/// So many changes are looked at together: what is told twice among them is read once.
const AT_ONCE: usize = 1024;

/// How soon a grant that could not be read is tried again.
const AGAIN: Duration = Duration::from_secs(1);

/// The task that listens to the store. It ends with this value.
#[derive(Debug)]
pub(super) struct Listening(JoinHandle<()>);

impl Listening {
    /// Listens from now on for as long as `client` is there.
    pub(super) fn begin(client: &Client) -> Listening {
        let changes = client.records().changes();
        // The task must not keep the client alive that it works for.
        let client = Arc::downgrade(&client.0);
        Listening(tokio::spawn(listen(changes, client)))
    }

    /// Whether the task is gone, which happens when its `tokio` runtime is.
    pub(super) fn has_ended(&self) -> bool {
        self.0.is_finished()
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Takes note of all that is told, for as long as the client is there. What cannot be read is tried again beside it.
async fn listen(changes: BoxStream<'static, Change>, client: Weak<Inner>) {
    // A store that has no more to tell is not asked again.
    let mut changes = changes.ready_chunks(AT_ONCE).chain(stream::pending());
    let (mut unread, mut again_at) = (HashSet::new(), Instant::now());
    loop {
        let told = if unread.is_empty() {
            changes.next().await
        } else {
            timeout_at(again_at, changes.next()).await.unwrap_or_default()
        };
        let mut news: HashSet<_> = told.into_iter().flatten().collect();
        if again_at <= Instant::now() {
            news.extend(unread.drain());
        }
        if unread.is_empty() {
            again_at = Instant::now() + AGAIN + random_part(AGAIN);
        }
        let Some(client) = client.upgrade().map(Client) else { return };
        unread.extend(client.note(news).await);
    }
}

impl Client {
    /// Reads the loaded grants again that have changed, and lets those who wait for them look again. Gives what is to be
    /// tried once more, because the store did not answer.
    async fn note(&self, changes: HashSet<Change>) -> HashSet<Change> {
        let mut unread = HashSet::new();
        for (kind, shared) in self.affected_by(&changes) {
            if kind == Kind::Lease {
                shared.wake_refresher();
            } else if self.read_again(&shared).await.is_err() {
                unread.insert(Change::Of { kind, key: shared.key().to_record_key() });
            }
        }
        unread
    }

    /// The loaded grants that may have changed, or whose lease has. An attempt that ends changes its grant too.
    fn affected_by(&self, changes: &HashSet<Change>) -> Vec<(Kind, Arc<Shared>)> {
        let mut loaded = self.loaded();
        loaded.told += 1;
        if changes.contains(&Change::Missed) {
            // Those that nobody holds are as well read when they are needed.
            loaded.grants.retain(|ByKey(shared)| is_needed(shared));
            return loaded.grants.iter().map(|ByKey(shared)| (Kind::Grant, Arc::clone(shared))).collect();
        }
        let named = changes.iter().filter_map(|change| match change {
            Change::Of { kind: kind @ (Kind::Grant | Kind::Lease), key } => Some((*kind, grant_of(key)?)),
            Change::Of { .. } | Change::Missed => None,
        });
        named.filter_map(|(kind, key)| Some((kind, Arc::clone(&loaded.grants.get(&key)?.0)))).collect()
    }

    /// The loaded grants that know what the store could not be told.
    pub(crate) fn unsaved(&self) -> Vec<Grant> {
        let loaded = self.loaded();
        let unsaved = loaded.grants.iter().filter(|ByKey(shared)| shared.record().value.is_unsaved());
        unsaved.map(|ByKey(shared)| Grant::new(self.clone(), Arc::clone(shared))).collect()
    }

    async fn read_again(&self, shared: &Arc<Shared>) -> Result<(), Error> {
        let grant = Grant::new(self.clone(), Arc::clone(shared));
        match grant.reload().await {
            Err(error) if error.is_retryable() => {
                events::store_failed(&grant, "read what has changed", &error);
                return Err(error);
            }
            // What cannot be read now cannot be read later: the grant stays as it was, and who changes it is told why.
            Err(error) => events::store_failed(&grant, "read what has changed", &error),
            Ok(()) => grant.save_soon(),
        }
        shared.wake_refresher();
        shared.wake_attempts();
        Ok(())
    }
}

/// The grant that a record's key names: the inverse of [`GrantKey::to_record_key`].
fn grant_of(record_key: &str) -> Option<GrantKey> {
    let (length, names) = record_key.split_once(':')?;
    let (tenant, user) = names.split_at_checked(length.parse().ok()?)?;
    Some(GrantKey::new(tenant, user.strip_prefix('/')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_records_key_names_its_grant() {
        for (tenant, user) in [("zylker", "mia"), ("", ""), ("a:b/c", "d/e:f"), ("zürich", "jürgen")] {
            let key = GrantKey::new(tenant, user);
            assert_eq!(grant_of(&key.to_record_key()), Some(key));
        }
        for broken in ["", "6", "6:zyl", "x:zylker/mia", "6:zylker-mia", "1:ü/mia"] {
            assert_eq!(grant_of(broken), None, "{broken}");
        }
    }
}
