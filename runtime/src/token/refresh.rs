//! One refresh, from the lease to the record: who may ask Zoho, and what becomes of the answer.
//!
//! Whoever holds the lease writes its fence into the grant's record, together with the count of the request, before the
//! request is sent. When the answer comes, the record tells what to do with it:
//!
//! | the record holds | an access token | a new refresh token |
//! | --- | --- | --- |
//! | the refresh token that was sent, and this fence | kept | kept |
//! | the refresh token that was sent, and a higher fence: the lease was over | left to the holder of the higher fence | kept: perhaps the old one is dead, and this answer has the only copy |
//! | another refresh token, of a later refresh or of a new sign-in | not kept | not kept |
//!
//! The last line loses nothing: a server that retires refresh tokens would not have taken the old one twice, so the other
//! one is the successor; and after a new sign-in the old line, of another account perhaps, must not come back. Zoho
//! itself never gives a new refresh token at a refresh.

use std::time::{Duration, SystemTime};

use tokio::time::Instant;
use zoho_scopes::ScopeSet;

use super::Refreshed;
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
use crate::verify;

/// How often one looks whether another process has come to an end, where the store does not tell.
const POLL: Duration = Duration::from_millis(250);

/// Gets a fresh access token. Where that fails for now, the one at hand serves a call until it expires.
pub(super) async fn refresh(grant: &Grant, purpose: Purpose) -> Result<Refreshed, Error> {
    let outcome = take_turns(grant, purpose).await;
    match outcome {
        Err(error) if error.is_retryable() && purpose == Purpose::Call => {
            let now = grant.oauth_client().now();
            let record = grant.shared().record();
            let at_hand = record.value.access_token_good_for(Duration::ZERO, now);
            at_hand.map(|token| Refreshed { token: token.clone(), shows_scopes: false }).ok_or(error)
        }
        outcome => outcome,
    }
}

/// Zoho has complained about a request with `refresh_token`: all processes leave it alone for a while.
pub(crate) async fn refused_for_now(grant: &Grant, refresh_token: &Secret) -> Error {
    let now = grant.oauth_client().now();
    let wait = grant
        .update_at_least_here(|record| {
            if record.is_current(refresh_token) { record.quota.throttle(now) } else { Duration::ZERO }
        })
        .await;
    events::quota_throttled(grant, wait);
    Kind::Throttled(wait).into()
}

/// Waits until no other process refreshes the grant, and refreshes it unless that has become needless.
async fn take_turns(grant: &Grant, purpose: Purpose) -> Result<Refreshed, Error> {
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
        if let Decision::Enough(token) = decision? {
            events::refresh_reused(grant, purpose);
            return Ok(Refreshed { token, shows_scopes: false });
        }
        let outcome = match Lease::take(grant).await {
            Ok(Some(lease)) => {
                let outcome = ask(grant, purpose, Some(&lease)).await;
                lease.release().await;
                outcome?
            }
            Ok(None) => Outcome::NotMyTurn,
            // Two refreshes at once do no harm at Zoho; none at all would stop every call. What fails once may hide
            // that somebody holds the lease.
            Err(error) => {
                events::store_failed(grant, "take the lease", &error);
                let has_failed_before = std::mem::replace(&mut is_store_failing, true);
                if has_failed_before { ask(grant, purpose, None).await? } else { Outcome::NotMyTurn }
            }
        };
        match outcome {
            Outcome::Refreshed(refreshed) => return Ok(refreshed),
            Outcome::NotMyTurn if purpose == Purpose::Ahead || Instant::now() >= deadline => {
                return Err(Kind::RefreshedElsewhere.into());
            }
            // Either way the record is read again.
            Outcome::NotMyTurn => drop(tokio::time::timeout(POLL + random_part(POLL), changed).await),
        }
    }
}

enum Outcome {
    Refreshed(Refreshed),
    /// Another process refreshes the grant.
    NotMyTurn,
}

enum Decision {
    /// This access token will do.
    Enough(Secret),
    Ask(Claim),
    NotMyTurn,
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
        return Ok(Decision::Enough(token.clone()));
    }
    if let Some(wait) = record.quota.wait(purpose, now) {
        return Err(Kind::Throttled(wait).into());
    }
    let home = client.data_center_of(record)?;
    Ok(Decision::Ask(Claim { refresh_token, home, held: record.knowledge.held(), at: now }))
}

/// Decides once more on the latest record, which nobody else can have changed when that is written, and asks Zoho.
async fn ask(grant: &Grant, purpose: Purpose, lease: Option<&Lease<'_>>) -> Result<Outcome, Error> {
    let fence = lease.map(Lease::fence);
    let decision = grant
        .update_at_least_here(|record| {
            if is_overtaken(record, fence) {
                return Ok(Decision::NotMyTurn);
            }
            let decision = decide(grant, record, purpose)?;
            if let Decision::Ask(claim) = &decision {
                record.fence = record.fence.max(fence.unwrap_or(0));
                record.quota.count(claim.at);
            }
            Ok::<_, Error>(decision)
        })
        .await?;
    let claim = match decision {
        Decision::Enough(token) => {
            events::refresh_reused(grant, purpose);
            return Ok(Outcome::Refreshed(Refreshed { token, shows_scopes: false }));
        }
        Decision::NotMyTurn => return Ok(Outcome::NotMyTurn),
        Decision::Ask(_) if lease.is_some_and(Lease::is_over) => return Ok(Outcome::NotMyTurn),
        Decision::Ask(claim) => claim,
    };
    let request = AccountsRequest::Refresh { refresh_token: &claim.refresh_token };
    let Reply { answer, tries, .. } =
        grant.oauth_client().ask_about_grant(claim.home.clone(), &request).await;
    match answer {
        Ok(answer) => Ok(keep(grant, purpose, fence, &claim, answer, tries).await),
        Err(AccountsError::Throttled) => Err(refused_for_now(grant, &claim.refresh_token).await),
        Err(source) if source.code() == Some("invalid_code") => end(grant, fence, &claim).await,
        Err(source) => {
            if tries > 1 {
                grant.update_at_least_here(|record| count_again(record, grant, tries)).await;
            }
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
    tries: u32,
) -> Outcome {
    let client = grant.oauth_client();
    let now = client.now();
    let overtaken = grant
        .update_at_least_here(|record| {
            if !record.is_current(&claim.refresh_token) {
                return false;
            }
            count_again(record, grant, tries);
            if is_overtaken(record, fence) {
                if let Some(refresh_token) = &answer.refresh_token {
                    record.set_refresh_token(refresh_token.clone());
                }
                return true;
            }
            record.quota.calm();
            verify::learn_token(record, &answer, client.data_centers(), now);
            // A consent that was given meanwhile is newer than what this answer shows.
            if record.knowledge.held() == claim.held {
                verify::learn_scopes(record, &answer);
            }
            false
        })
        .await;
    if overtaken {
        events::refresh_overtaken(grant, purpose);
        // What it shows stands nowhere, so it proves nothing.
        if purpose == Purpose::Verification {
            return Outcome::NotMyTurn;
        }
    }
    events::refresh_done(grant, purpose);
    Outcome::Refreshed(Refreshed { shows_scopes: answer.scope.is_some(), token: answer.access_token })
}

/// Zoho does not accept the refresh token: the grant has ended, unless another one has taken its place.
async fn end(grant: &Grant, fence: Option<u64>, claim: &Claim) -> Result<Outcome, Error> {
    let has_ended = grant
        .update(|record| {
            if !is_overtaken(record, fence) {
                record.end_if(&claim.refresh_token);
            }
            record.live_refresh_token().is_none()
        })
        .await?;
    if has_ended { Err(Kind::GrantEnded(grant.key().clone()).into()) } else { Ok(Outcome::NotMyTurn) }
}

/// Each try may have made an access token, whether its answer arrived or not; the first was counted before.
fn count_again(record: &mut GrantRecord, grant: &Grant, tries: u32) {
    let now = grant.oauth_client().now();
    for _ in 1..tries {
        record.quota.count(now);
    }
}

fn is_overtaken(record: &GrantRecord, fence: Option<u64>) -> bool {
    fence.is_some_and(|fence| record.fence > fence)
}
