//! A refresh token that the application brings along, from a former integration or from Zoho's console.

use zoho_scopes::ScopeSet;

use crate::data_center::DataCenter;
use crate::knowledge::Knowledge;
use crate::secret::Secret;

/// A refresh token, and what the application knows of it.
///
/// # Examples
///
/// ```
/// # async fn run(zoho: requires_scope::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use requires_scope::{DataCenter, GrantImport, GrantKey, ScopeSet};
///
/// let import = GrantImport::new("1000.refresh")
///     .assuming(ScopeSet::parse_list("ZohoCRM.modules.leads.READ")?)
///     .living_in(&DataCenter::Eu);
/// let grant = zoho.import_grant(&GrantKey::new("zylker", "marketer-7"), import).await?;
/// # drop(grant); Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "an import does nothing until it is given to `Client::import_grant`"]
pub struct GrantImport {
    pub(crate) refresh_token: Secret,
    pub(crate) knowledge: Knowledge,
    pub(crate) location: Option<String>,
}

impl GrantImport {
    /// A refresh token of which nothing is known: every call goes on until the server refuses it.
    pub fn new(refresh_token: impl Into<Secret>) -> GrantImport {
        GrantImport { refresh_token: refresh_token.into(), knowledge: Knowledge::unknown(), location: None }
    }

    /// It was requested with these scopes, which are assumed; all others are missing.
    pub fn assuming(mut self, scopes: ScopeSet) -> GrantImport {
        self.knowledge = Knowledge::reported(scopes);
        self
    }

    /// Where its user lives; without this, where the client is registered.
    pub fn living_in(mut self, data_center: &DataCenter) -> GrantImport {
        self.location = Some(data_center.location().to_owned());
        self
    }
}
