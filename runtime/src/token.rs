//! Access tokens: one refresh at a time for a grant, in a task of its own.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};

use crate::accounts::{AccountsError, AccountsRequest};
use crate::error::{Error, Kind, until};
use crate::grant::Grant;
use crate::secret::Secret;
use crate::verify;

/// Zoho blocks a refresh token for the rest of ten minutes when more than ten access tokens were asked for;
/// every further request keeps the block alive.
///
/// Source: <https://www.zoho.com/accounts/protocol/oauth/token-limits.html>.
const THROTTLED_FOR: Duration = Duration::from_mins(10);

/// Joins all who need a fresh token of one grant.
#[derive(Default)]
pub(crate) struct Refresher {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    running: Option<Running>,
    throttled_until: Option<SystemTime>,
}

/// A refresh under way. It goes on when all who wait for it are gone, so that its answer is never lost.
type Running = Shared<BoxFuture<'static, Result<Refreshed, Error>>>;

/// What a refresh has brought.
#[derive(Clone, Debug)]
pub(crate) struct Refreshed {
    pub(crate) token: Secret,
    /// Whether the answer listed the grant's scopes.
    pub(crate) shows_scopes: bool,
}

impl Refresher {
    /// A fresh token: of the refresh under way, or of a new one.
    pub(crate) async fn refresh(&self, grant: &Grant) -> Result<Refreshed, Error> {
        let running = self.join_or_start(grant)?;
        running.await
    }

    /// A token of a refresh that starts after this call: no other can show what has just changed.
    pub(crate) async fn refresh_anew(&self, grant: &Grant) -> Result<Refreshed, Error> {
        let older = self.state().running.clone();
        if let Some(older) = older {
            // Its outcome is of no interest; what runs once it has ended was started after it.
            let _ = older.await;
        }
        self.refresh(grant).await
    }

    fn join_or_start(&self, grant: &Grant) -> Result<Running, Error> {
        let mut state = self.state();
        if let Some(running) = &state.running {
            return Ok(running.clone());
        }
        let now = grant.oauth_client().now();
        if let Some(throttled_until) = state.throttled_until.filter(|until| now < *until) {
            return Err(Kind::Throttled(until(throttled_until, now)).into());
        }
        let task = tokio::spawn(run(grant.clone()));
        let running =
            task.map(|ended| ended.unwrap_or_else(|_| Err(Kind::Interrupted.into()))).boxed().shared();
        state.running = Some(running.clone());
        Ok(running)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Refresher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refresher").field("running", &self.state().running.is_some()).finish_non_exhaustive()
    }
}

async fn run(grant: Grant) -> Result<Refreshed, Error> {
    let _running = ClearWhenDone(&grant);
    let outcome = refresh(&grant).await;
    if let Err(error) = &outcome {
        tracing::warn!(
            target: "requires_scope::token",
            grant = %grant.key(), error = %error.with_sources(), "refresh failed"
        );
        if matches!(error.kind(), Kind::Throttled(_)) {
            let throttled_until = grant.oauth_client().now() + THROTTLED_FOR;
            grant.shared().refresher.state().throttled_until = Some(throttled_until);
        }
    }
    outcome
}

/// Lets the next refresh start, however this one ends.
struct ClearWhenDone<'a>(&'a Grant);

impl Drop for ClearWhenDone<'_> {
    fn drop(&mut self) {
        self.0.shared().refresher.state().running = None;
    }
}

async fn refresh(grant: &Grant) -> Result<Refreshed, Error> {
    let client = grant.oauth_client();
    grant.reload().await?;
    let (refresh_token, data_center, held) = {
        let record = grant.shared().record();
        if record.value.has_ended() {
            return Err(Kind::GrantEnded(grant.key().clone()).into());
        }
        let Some(refresh_token) = record.value.live_refresh_token().cloned() else {
            return Err(Kind::NotSignedIn(grant.key().clone()).into());
        };
        (refresh_token, client.data_center_of(&record.value)?, record.value.knowledge.held())
    };
    let request = AccountsRequest::Refresh { refresh_token: &refresh_token };
    let answer = match client.ask_accounts(&data_center, &request).await {
        Ok(answer) => answer,
        Err(AccountsError::Throttled) => return Err(Kind::Throttled(THROTTLED_FOR).into()),
        Err(source) if source.code() == Some("invalid_code") => {
            grant.update(|record| record.end_if(&refresh_token)).await?;
            return Err(Kind::GrantEnded(grant.key().clone()).into());
        }
        Err(source) => return Err(Kind::Accounts { attempted: "refresh the access token", source }.into()),
    };
    let now = client.now();
    grant
        .update_at_least_here(|record| {
            // Whoever has signed in meanwhile, as another account perhaps, must not get this answer's token, and a
            // consent that was given meanwhile is newer than what it shows.
            if record.is_current(&refresh_token) {
                verify::learn_token(record, &answer, now);
                if record.knowledge.held() == held {
                    verify::learn_scopes(record, &answer);
                }
            }
        })
        .await;
    tracing::debug!(target: "requires_scope::token", grant = %grant.key(), "access token refreshed");
    Ok(Refreshed { shows_scopes: answer.scope.is_some(), token: answer.access_token })
}
