//! Which suspended calls of one user wait: so many, and the oldest goes; none, where the user takes everything back.

use std::mem;

use super::{CallId, LIFETIME};
use crate::client::Client;
use crate::clock::to_seconds;
use crate::error::{Error, Kind, StoreContext};
use crate::grant::Grant;

/// The suspended calls of one user. A person has a few tabs; whoever has more is a script or another site's.
const MOST: usize = 20;

/// How often the list is read again when another process was first.
const TRIES: u32 = 16;

/// A call that was noted less than so many seconds ago is not noted again.
const RENEWED: u64 = 60;

/// Notes that a call waits, and removes the oldest if there are too many.
pub(super) async fn note(client: &Client, grant: &Grant, id: &CallId) -> Result<(), Error> {
    let _alone = grant.shared().suspending().lock().await;
    for _ in 0..TRIES {
        let mut waiting = client.records().load_waiting(grant.key()).await.attempting("keep the call")?;
        let (now, until) = (client.now(), client.now() + LIFETIME);
        let calls = &mut waiting.value.0;
        if calls.iter().any(|(noted, end)| noted == id && end + RENEWED > to_seconds(until)) {
            return Ok(());
        }
        calls.retain(|(noted, end)| noted != id && *end > to_seconds(now));
        calls.push((id.clone(), to_seconds(until)));
        let too_many = calls.len().saturating_sub(MOST);
        let gone: Vec<_> = calls.drain(..too_many).map(|(call, _)| call).collect();
        match client.records().save_waiting(grant.key(), &waiting, until).await {
            Ok(()) => return remove(client, &gone).await,
            Err(error) if error.is_conflict() => {}
            Err(source) => return Err(Kind::Store { attempted: "keep the call", source }.into()),
        }
    }
    Err(Kind::Contended(TRIES).into())
}

/// Removes all of them, with the answers that were kept.
pub(crate) async fn forget(client: &Client, grant: &Grant) -> Result<(), Error> {
    let _alone = grant.shared().suspending().lock().await;
    for _ in 0..TRIES {
        let attempted = "forget the calls that wait";
        let mut waiting = client.records().load_waiting(grant.key()).await.attempting(attempted)?;
        let calls = mem::take(&mut waiting.value.0);
        if calls.is_empty() {
            return Ok(());
        }
        // The list goes last: whoever comes again after a failure still finds what is left.
        remove(client, &calls.into_iter().map(|(call, _)| call).collect::<Vec<_>>()).await?;
        match client.records().save_waiting(grant.key(), &waiting, client.now() + LIFETIME).await {
            Err(error) if error.is_conflict() => {}
            saved => return saved.attempting(attempted),
        }
    }
    Err(Kind::Contended(TRIES).into())
}

async fn remove(client: &Client, gone: &[CallId]) -> Result<(), Error> {
    for id in gone {
        let found = client.records().load_call(id.as_str()).await.attempting("remove an old call")?;
        let Some(found) = found else { continue };
        match client.records().remove_call(id.as_str(), found.version).await {
            // It runs, or was kept anew.
            Err(error) if error.is_conflict() => {}
            removed => removed.attempting("remove an old call")?,
        }
    }
    Ok(())
}
