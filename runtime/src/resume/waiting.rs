//! Which suspended calls of one user wait: so many, and the oldest goes; none, where the user takes everything back.

use std::mem;

use super::{CallId, LIFETIME};
use crate::client::Client;
use crate::clock::to_seconds;
use crate::error::{Error, Kind, StoreContext};
use crate::grant::Grant;
use crate::records::WaitingCall;

/// The suspended calls of one user, and as many that only lead back to a page: those lose nothing, and must not cost a
/// request that was kept. A person has a few tabs; whoever has more is a script or another site's.
const MOST: usize = 20;

/// How often the list is read again when another process was first.
const TRIES: u32 = 16;

/// A call that was noted less than so many seconds ago is not noted again.
const RENEWED: u64 = 60;

/// Notes that a call waits, and removes others if there are too many.
pub(super) async fn note(client: &Client, grant: &Grant, id: &CallId, is_page: bool) -> Result<(), Error> {
    let _alone = grant.shared().suspending().lock().await;
    for _ in 0..TRIES {
        let mut waiting = client.records().load_waiting(grant.key()).await.attempting("keep the call")?;
        let (now, until) = (client.now(), client.now() + LIFETIME);
        let calls = &mut waiting.value.0;
        if calls.iter().any(|call| call.id == *id && call.until + RENEWED > to_seconds(until)) {
            return Ok(());
        }
        calls.retain(|call| call.id != *id && call.until > to_seconds(now));
        let gone: Vec<_> = std::iter::from_fn(|| take_one_too_many(calls, is_page)).collect();
        calls.push(WaitingCall { id: id.clone(), until: to_seconds(until), is_page });
        match client.records().save_waiting(grant.key(), &waiting, until).await {
            Ok(()) => return remove(client, &gone).await,
            Err(error) if error.is_conflict() => {}
            Err(source) => return Err(Kind::Store { attempted: "keep the call", source }.into()),
        }
    }
    Err(Kind::Contended(TRIES).into())
}

/// Takes the oldest of a kind, if there are as many of it as may be.
fn take_one_too_many(calls: &mut Vec<WaitingCall>, is_page: bool) -> Option<WaitingCall> {
    let is_of_kind = |call: &WaitingCall| call.is_page == is_page;
    let is_full = calls.iter().filter(|call| is_of_kind(call)).count() >= MOST;
    let oldest = calls.iter().position(is_of_kind)?;
    is_full.then(|| calls.remove(oldest))
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
        remove(client, &calls).await?;
        match client.records().save_waiting(grant.key(), &waiting, client.now() + LIFETIME).await {
            Err(error) if error.is_conflict() => {}
            saved => return saved.attempting(attempted),
        }
    }
    Err(Kind::Contended(TRIES).into())
}

async fn remove(client: &Client, gone: &[WaitingCall]) -> Result<(), Error> {
    for WaitingCall { id, .. } in gone {
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
