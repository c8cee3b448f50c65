//! A user takes everything back: the refresh token ends at Zoho, and is forgotten here.

use std::time::Duration;

use crate::accounts::{AccountsError, AccountsRequest, read_revocation};
use crate::client::Client;
use crate::data_center::DataCenter;
use crate::error::{Error, Kind};
use crate::events;
use crate::grant::Grant;
use crate::records::GrantRecord;
use crate::resume;
use crate::secret::Secret;
use crate::update::Edit;

/// How long Zoho may take to answer. A person waits for it.
const ANSWER: Duration = Duration::from_secs(15);

impl Grant {
    /// Ends the grant at Zoho and forgets it here: what the user had allowed, what was declined, and the requests that
    /// were kept. Whoever needs a scope of it afterwards asks from the start.
    ///
    /// A grant that Zoho does not know any more is forgotten as well. What was begun is finished even if this future is
    /// dropped, and the call is safe to repeat.
    ///
    /// Source: <https://www.zoho.com/accounts/protocol/oauth/web-apps/revoke-token.html>.
    ///
    /// # Errors
    ///
    /// When Zoho or the store cannot be reached. Then nothing is forgotten: a token that nobody knows any more, and that
    /// Zoho still accepts, could not be revoked by anybody.
    pub async fn revoke(&self) -> Result<(), Error> {
        let grant = self.clone();
        // A person who does not wait for the page has taken it back all the same.
        let revoking = tokio::spawn(async move { grant.revoke_and_forget().await });
        let revoked = async { revoking.await.unwrap_or_else(|_| Err(Kind::Interrupted.into())) };
        self.oauth_client().in_time("revoke the grant", revoked).await
    }

    async fn revoke_and_forget(&self) -> Result<(), Error> {
        self.reload().await?;
        let (before, live, home) = {
            let record = &self.shared().record().value;
            let (before, live) = (record.refresh_token().cloned(), record.live_refresh_token().cloned());
            (before, live, self.oauth_client().data_center_of(record)?)
        };
        if let Some(refresh_token) = live {
            self.oauth_client()
                .revoke_of(&home, &refresh_token)
                .await
                .map_err(|source| Kind::Accounts { attempted: "revoke the grant", source })?;
        }
        let forgotten = self
            .edit(|record| {
                // A sign-in that was finished meanwhile is another grant.
                if !record.has_refresh_token(before.as_ref()) {
                    return Edit::Leave(None);
                }
                let held = record.knowledge.held();
                record.replace_by(GrantRecord::none());
                Edit::Save(Some(held))
            })
            .await?;
        let Some(scopes) = forgotten else { return Ok(()) };
        if before.is_some() {
            events::grant_revoked(self, &scopes);
        }
        resume::forget_waiting(self.oauth_client(), self).await
    }
}

impl Client {
    /// Revokes where the user lives; where the client is unknown there, where it is registered. See
    /// `client/asking.rs`.
    async fn revoke_of(&self, home: &DataCenter, refresh_token: &Secret) -> Result<(), AccountsError> {
        let at_home = self.revoke_at(home, refresh_token).await;
        match &at_home {
            // The token is good for nothing any more.
            Err(error) if error.code() == Some("invalid_code") => Ok(()),
            Err(error) if error.code() == Some("invalid_client") && home != self.data_center() => {
                match self.revoke_at(self.data_center(), refresh_token).await {
                    // A data centre that does not know the user says nothing about the grant.
                    Err(AccountsError::Refused { .. }) => at_home,
                    elsewhere => elsewhere,
                }
            }
            _ => at_home,
        }
    }

    async fn revoke_at(&self, at: &DataCenter, refresh_token: &Secret) -> Result<(), AccountsError> {
        let request = self.accounts_request(at, &AccountsRequest::Revoke { refresh_token })?;
        let response = tokio::time::timeout(ANSWER, self.transport().send(request))
            .await
            .map_err(|_| AccountsError::Unreachable(format!("no answer within {ANSWER:?}").into()))?
            .map_err(AccountsError::Unreachable)?;
        read_revocation(&response)
    }
}
