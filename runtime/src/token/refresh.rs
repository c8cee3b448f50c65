//! One refresh, from the lease to the record: who may ask Zoho, and what becomes of the answer.
//!
//! Whoever holds the lease writes its fence into the grant's record, together with the count of the request, before the
//! request is sent. When the answer comes, the record tells what to do with it:
//!
//! | the record holds | an access token | a new refresh token |
//! | --- | --- | --- |
//! | the refresh token that was sent, and this fence | kept | kept |
//! | the refresh token that was sent, and a higher fence: the lease was over | left to the holder of the higher fence | kept: perhaps the old one is dead, and this answer has the only copy |
//! | another refresh token, of a later refresh or of a new sign-in | not kept, and given to nobody | not kept |
//!
//! The last line loses nothing: a server that retires refresh tokens would not have taken the old one twice, so the other
//! one is the successor; and after a new sign-in the old line, of another account perhaps, must not come back: whoever
//! waits is given a token of the new one. Zoho itself never gives a new refresh token at a refresh.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::time::Instant;
use zoho_scopes::ScopeSet;

use super::fence::{Fence, Kept};
use super::{Errand, Refreshed};
use crate::accounts::{AccountsError, AccountsRequest, TokenAnswer};
use crate::client::Reply;
use crate::clock::random_part;
use crate::data_center::DataCenter;
use crate::error::{Error, Kind};
use crate::events;
use crate::grant::Grant;
use crate::lease::{Lease, TERM};
use crate::quota::Purpose;
use crate::records::GrantRecord;
use crate::secret::Secret;
use crate::update::Edit;
use crate::verify;

/// How often one looks whether another process has come to an end, where the store does not tell.
const POLL: Duration = Duration::from_millis(250);

/// Gets a fresh access token.
pub(super) async fn refresh(grant: &Grant, errand: &Errand) -> Result<Arc<Refreshed>, Error> {
    let purpose = errand.purpose;
    let outcome = take_turns(grant, errand).await;
    if let Err(error) = &outcome
        && !(purpose == Purpose::Ahead && matches!(error.kind(), Kind::RefreshedElsewhere | Kind::Outdated))
    {
        events::refresh_failed(grant, purpose, error);
    }
    outcome.map(Arc::new)
}

/// Zoho has complained about a request with `refresh_token`: all processes leave it alone for as long as this tells.
/// `None`: the grant has another one by now, which is not meant.
pub(crate) async fn leave_alone(grant: &Grant, refresh_token: &Secret) -> Option<Duration> {
    let now = grant.oauth_client().now();
    let wait = grant
        .edit_at_least_here(|record| {
            if record.is_current(refresh_token) {
                Edit::Save(Some(record.quota.throttle(now)))
            } else {
                Edit::Leave(None)
            }
        })
        .await?;
    events::quota_throttled(grant, wait);
    Some(wait)
}

/// Waits until no other process refreshes the grant, and refreshes it unless that has become needless.
async fn take_turns(grant: &Grant, errand: &Errand) -> Result<Refreshed, Error> {
    let purpose = errand.purpose;
    let deadline = Instant::now() + TERM + TERM / 4;
    let mut is_store_failing = false;
    loop {
        let changed = grant.shared().refresher().changed.notified();
        tokio::pin!(changed);
        changed.as_mut().enable();
        grant.reload().await?;
        let decision = decide(grant, &grant.shared().record().value, purpose);
        if let Err(error) = &decision
            && let Kind::Throttled(wait) = error.kind()
        {
            events::quota_held_back(grant, purpose, *wait);
        }
        if let Decision::Enough(refreshed) = decision? {
            events::refresh_reused(grant, purpose);
            return Ok(refreshed);
        }
        let is_last = || purpose == Purpose::Ahead || Instant::now() >= deadline;
        match take_turn(grant, errand, &mut is_store_failing).await? {
            Outcome::Refreshed(refreshed) => return Ok(refreshed),
            Outcome::NotMyTurn if is_last() => return Err(Kind::RefreshedElsewhere.into()),
            Outcome::Outdated if is_last() => return Err(Kind::Outdated.into()),
            Outcome::Outdated => {}
            // Either way the record is read again.
            Outcome::NotMyTurn => drop(tokio::time::timeout(POLL + random_part(POLL), changed).await),
        }
    }
}

/// Asks Zoho, if nobody else does.
async fn take_turn(grant: &Grant, errand: &Errand, is_store_failing: &mut bool) -> Result<Outcome, Error> {
    let _turn = errand.take_turn();
    match Lease::take(grant).await {
        Ok(Some(lease)) => {
            let outcome = ask(grant, errand, Some(&lease)).await;
            lease.release().await;
            outcome
        }
        Ok(None) => Ok(Outcome::NotMyTurn),
        // Two refreshes at once do no harm at Zoho; none at all would stop every call. What fails once may hide
        // that somebody holds the lease.
        Err(error) => {
            events::store_failed(grant, "take the lease", &error);
            let has_failed_before = std::mem::replace(is_store_failing, true);
            if has_failed_before { ask(grant, errand, None).await } else { Ok(Outcome::NotMyTurn) }
        }
    }
}

enum Outcome {
    Refreshed(Refreshed),
    /// Another process refreshes the grant.
    NotMyTurn,
    /// The answer is about what the grant was before it changed.
    Outdated,
}

enum Decision {
    /// This access token will do.
    Enough(Refreshed),
    Ask(Claim),
    /// Somebody with a later lease has begun.
    Overtaken(Fence),
}

/// What is asked, and what the record says about the scopes until the answer comes.
struct Claim {
    refresh_token: Secret,
    home: DataCenter,
    held: ScopeSet,
    at: SystemTime,
}

fn decide(grant: &Grant, record: &GrantRecord, purpose: Purpose) -> Result<Decision, Error> {
    let client = grant.oauth_client();
    let now = client.now();
    if record.has_ended() {
        return Err(Kind::GrantEnded(grant.key().clone()).into());
    }
    let Some(refresh_token) = record.live_refresh_token().cloned() else {
        return Err(Kind::NotSignedIn(grant.key().clone()).into());
    };
    if let Some(token) = record.access_token_enough_for(purpose, now) {
        let token = token.clone();
        return Ok(Decision::Enough(Refreshed { token, shown: None, granted_by: refresh_token }));
    }
    if let Some(wait) = record.quota.wait(purpose, now) {
        return Err(Kind::Throttled(wait).into());
    }
    let home = client.data_center_of(record)?;
    Ok(Decision::Ask(Claim { refresh_token, home, held: record.knowledge.held(), at: now }))
}

/// Decides on the latest record, and announces the request in it: nobody else can have changed it when that is written.
/// A fence that is `foreign` stops nobody.
async fn announce(
    grant: &Grant,
    purpose: Purpose,
    fence: Option<u64>,
    foreign: Option<Fence>,
) -> Result<Decision, Error> {
    grant
        .edit_at_least_here(|record| {
            if foreign == Some(record.fence) {
                record.fence = Fence::default();
            }
            if !record.fence.pass(fence) {
                return Edit::Leave(Ok(Decision::Overtaken(record.fence)));
            }
            let decision = decide(grant, record, purpose);
            let Ok(Decision::Ask(claim)) = &decision else { return Edit::Leave(decision) };
            record.quota.count(claim.at);
            Edit::Save(decision)
        })
        .await
}

/// Decides once more, and asks Zoho.
async fn ask(grant: &Grant, errand: &Errand, lease: Option<&Lease<'_>>) -> Result<Outcome, Error> {
    let purpose = errand.purpose;
    let fence = lease.map(Lease::fence);
    let mut decision = announce(grant, purpose, fence, None).await?;
    if let (Decision::Overtaken(by), Some(lease)) = (&decision, lease)
        && lease.is_held().await
    {
        // Nobody can have taken over: the fence is one of another store, from which the grant was brought here.
        decision = announce(grant, purpose, fence, Some(*by)).await?;
    }
    let claim = match decision {
        Decision::Enough(refreshed) => {
            events::refresh_reused(grant, purpose);
            return Ok(Outcome::Refreshed(refreshed));
        }
        Decision::Overtaken(_) => return Ok(Outcome::NotMyTurn),
        Decision::Ask(claim) if errand.is_overdue() || lease.is_some_and(Lease::is_over) => {
            correct(grant, &claim, 0).await;
            return Ok(Outcome::NotMyTurn);
        }
        Decision::Ask(claim) => claim,
    };
    let request = AccountsRequest::Refresh { refresh_token: &claim.refresh_token };
    let Reply { answer, seen, .. } = grant.oauth_client().ask_about_grant(claim.home.clone(), &request).await;
    match answer {
        Ok(answer) => Ok(keep(grant, purpose, fence, &claim, answer, seen).await),
        // What goes wrong with another refresh token is no matter of this one.
        Err(_) if !grant.shared().record().value.is_current(&claim.refresh_token) => Ok(Outcome::Outdated),
        Err(AccountsError::Throttled) => match leave_alone(grant, &claim.refresh_token).await {
            Some(wait) => Err(Kind::Throttled(wait).into()),
            None => Ok(Outcome::Outdated),
        },
        Err(source) if source.code() == Some("invalid_code") => end(grant, fence, &claim).await,
        Err(source) => {
            correct(grant, &claim, seen).await;
            Err(Kind::Accounts { attempted: "refresh the access token", source }.into())
        }
    }
}

/// Takes an answer into the record, as the table at the top of this file says.
async fn keep(
    grant: &Grant,
    purpose: Purpose,
    fence: Option<u64>,
    claim: &Claim,
    answer: TokenAnswer,
    seen: usize,
) -> Outcome {
    let client = grant.oauth_client();
    let now = client.now();
    let (kept, shown) = grant
        .update_at_least_here(|record| {
            let kept = record.fence.keeps(fence, record.is_current(&claim.refresh_token));
            if kept != Kept::Nothing {
                correct_count(record, grant, claim, seen);
            }
            match kept {
                Kept::Whole => {
                    record.quota.calm();
                    verify::learn_token(record, &answer, client.data_centers(), now);
                    // What has changed meanwhile is newer than what the answer shows.
                    let is_unchanged = record.knowledge.held() == claim.held;
                    let is_shown = is_unchanged && verify::learn_scopes(record, &answer);
                    (kept, is_shown.then(|| record.knowledge.held()))
                }
                Kept::RefreshToken => {
                    if let Some(refresh_token) = &answer.refresh_token {
                        record.set_refresh_token(refresh_token.clone());
                    }
                    (kept, None)
                }
                Kept::Nothing => (kept, None),
            }
        })
        .await;
    if kept == Kept::RefreshToken {
        events::refresh_overtaken(grant, purpose);
    }
    match (kept, purpose) {
        (Kept::Nothing, _) => Outcome::Outdated,
        // What it shows stands nowhere, so it proves nothing.
        (Kept::RefreshToken, Purpose::Verification) => Outcome::NotMyTurn,
        (Kept::Whole, Purpose::Verification) if answer.scope.is_some() && shown.is_none() => {
            Outcome::Outdated
        }
        (Kept::Whole | Kept::RefreshToken, _) => {
            events::refresh_done(grant, purpose);
            let granted_by = answer.refresh_token.unwrap_or_else(|| claim.refresh_token.clone());
            Outcome::Refreshed(Refreshed { token: answer.access_token, shown, granted_by })
        }
    }
}

/// Zoho does not accept the refresh token: the grant has ended, unless another one has taken its place.
async fn end(grant: &Grant, fence: Option<u64>, claim: &Claim) -> Result<Outcome, Error> {
    let (has_ended, is_same) = grant
        .edit(|record| {
            let is_same = record.is_current(&claim.refresh_token);
            if is_same && !record.fence.is_above(fence) {
                record.end_if(&claim.refresh_token);
                return Edit::Save((true, true));
            }
            Edit::Leave((record.live_refresh_token().is_none(), is_same))
        })
        .await?;
    match (has_ended, is_same) {
        (true, _) => Err(Kind::GrantEnded(grant.key().clone()).into()),
        (false, true) => Ok(Outcome::NotMyTurn),
        (false, false) => Ok(Outcome::Outdated),
    }
}

/// The count of the request, if it was another number of them that may have made an access token.
async fn correct(grant: &Grant, claim: &Claim, seen: usize) {
    if seen == 1 {
        return;
    }
    grant
        .edit_at_least_here(|record| {
            // The limit is one of a refresh token.
            if !record.is_current(&claim.refresh_token) {
                return Edit::Leave(());
            }
            correct_count(record, grant, claim, seen);
            Edit::Save(())
        })
        .await;
}

/// Each request that Zoho may have seen may have made an access token, whether its answer arrived or not.
fn correct_count(record: &mut GrantRecord, grant: &Grant, claim: &Claim, seen: usize) {
    record.quota.correct(claim.at, seen, grant.oauth_client().now());
}
