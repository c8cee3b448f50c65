//! Asking Zoho Accounts: again when there was trouble on the way, and at the other data centre where Zoho is of two
//! minds.

use std::time::Duration;

use bytes::Bytes;
use http::Request;

use super::Client;
use crate::accounts::{AccountsError, AccountsRequest, TokenAnswer, read_answer};
use crate::clock::random_part;
use crate::data_center::DataCenter;
use crate::events;
use crate::transport::Transport;

/// How often a request that met trouble on its way is sent in all.
const TRIES: u32 = 3;

/// How long an answer may take: the lease of a refresh ends a little after the last of its tries.
const ANSWER: Duration = Duration::from_secs(15);

/// The answer to a request that cannot be sent twice is worth a longer wait.
const ONLY_ANSWER: Duration = Duration::from_secs(30);

/// What came of asking about a grant.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) answer: Result<TokenAnswer, AccountsError>,
    /// How many requests may have had their effect: those that have arrived, or may have, and were not refused.
    pub(crate) seen: usize,
    /// Who has answered.
    pub(crate) at: DataCenter,
}

impl Client {
    /// Asks about a grant whose user lives at `home`.
    ///
    /// Zoho's pages disagree on whether that is to be asked where the user lives or where the client is registered: the
    /// working clients ask at home. So a client that is unknown there is tried once more where it is registered.
    ///
    /// Source: <https://www.zoho.com/accounts/protocol/oauth/incremental-auth/initiation-request.html>, whose note names
    /// the one and whose table of errors names the other.
    pub(crate) async fn ask_about_grant(&self, home: DataCenter, request: &AccountsRequest<'_>) -> Reply {
        let at_home = self.ask_accounts(home, request).await;
        let is_unknown = at_home.answer.as_ref().is_err_and(|error| error.code() == Some("invalid_client"));
        if !is_unknown || at_home.at == *self.data_center() {
            return at_home;
        }
        let mut elsewhere = self.ask_accounts(self.data_center().clone(), request).await;
        elsewhere.seen += at_home.seen;
        match elsewhere.answer {
            // A refusal from a data centre that does not know the user says nothing about the grant.
            Err(AccountsError::Refused { .. }) => Reply { seen: elsewhere.seen, ..at_home },
            _ => elsewhere,
        }
    }

    /// Sends one request; again, a little later, when it met trouble on its way and can be repeated.
    pub(crate) async fn ask_accounts(&self, at: DataCenter, request: &AccountsRequest<'_>) -> Reply {
        let (mut tries, mut seen) = (1, 0);
        loop {
            let answer = self.ask_once(&at, request).await;
            seen += usize::from(!answer.as_ref().is_err_and(AccountsError::is_without_effect));
            match &answer {
                Err(error) if error.is_transient() && request.is_repeatable() && tries < TRIES => {
                    events::refresh_retried(error, tries);
                    tokio::time::sleep(back_off(tries)).await;
                    tries += 1;
                }
                _ => return Reply { answer, seen, at },
            }
        }
    }

    async fn ask_once(
        &self,
        at: &DataCenter,
        request: &AccountsRequest<'_>,
    ) -> Result<TokenAnswer, AccountsError> {
        let limit = if request.is_repeatable() { ANSWER } else { ONLY_ANSWER };
        let request = self.accounts_request(at, request)?;
        let response = tokio::time::timeout(limit, self.0.transport.send(request))
            .await
            .map_err(|_| AccountsError::Unreachable(format!("no answer within {limit:?}").into()))?
            .map_err(AccountsError::Unreachable)?;
        read_answer(&response)
    }

    pub(crate) fn accounts_request(
        &self,
        at: &DataCenter,
        request: &AccountsRequest<'_>,
    ) -> Result<Request<Bytes>, AccountsError> {
        request
            .to_http(&at.accounts_url(), &self.0.credentials)
            .map_err(|error| AccountsError::Unreachable(error.into()))
    }

    pub(crate) fn transport(&self) -> &dyn Transport {
        &*self.0.transport
    }
}

/// Half a second, then twice that, each up to half as long again: so that many processes do not return at once.
fn back_off(tries: u32) -> Duration {
    let base = Duration::from_millis(250 << tries.min(6));
    base + random_part(base / 2)
}
