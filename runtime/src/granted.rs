//! A grant for unit tests: it has scopes, and no Zoho behind it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, ready};
use http::{Request, Response};
use zoho_scopes::ScopeSet;

use crate::client::Client;
use crate::data_center::DataCenter;
use crate::error::{Error, Kind};
use crate::grant::{Grant, GrantKey, Shared};
use crate::knowledge::Knowledge;
use crate::records::{GrantRecord, Versioned};
use crate::store::{MemoryStore, Version};
use crate::transport::{Transport, TransportError};

/// Shared by all of a test program: making one loads the machine's certificates.
static CLIENT: OnceLock<Client> = OnceLock::new();

/// Runs `future` as if the user had granted exactly `scopes`: no network, no store, no Zoho.
///
/// A guarded function beyond these scopes gets the refusal that it would get for a user without them, and one that is
/// called within another whose requirement does not cover its own is denied, as after
/// [`ClientBuilder::deny_uncovered_calls`](crate::ClientBuilder::deny_uncovered_calls).
/// [`Grant::client`] sends nothing: its requests fail, and the error says what to use instead.
///
/// # Examples
///
/// ```
/// use requires_scope::{Error, requires_scope, with_granted};
///
/// #[requires_scope("ZohoCRM.modules.leads.READ")]
/// async fn greeting(name: &str) -> Result<String, Error> {
///     Ok(format!("Dear {name}"))
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let greeted = with_granted(["ZohoCRM.modules.leads.READ"], greeting("Ms Okafor")).await;
/// assert_eq!(greeted.unwrap(), "Dear Ms Okafor");
///
/// let refused = with_granted([], greeting("Ms Okafor")).await.unwrap_err();
/// assert_eq!(refused.missing().unwrap().scopes().to_request(), "ZohoCRM.modules.leads.READ");
/// # }
/// ```
///
/// # Panics
///
/// If a scope is malformed: the test is wrong then.
#[track_caller]
pub fn with_granted<'a, F: Future>(
    scopes: impl IntoIterator<Item = &'a str>,
    future: F,
) -> impl Future<Output = F::Output> {
    granted(scopes).scope(future)
}

/// A grant of exactly `scopes`, for functions that are handed theirs; for all others, see [`with_granted`].
///
/// Each call makes a grant of its own, so that tests run side by side.
///
/// # Examples
///
/// ```
/// use requires_scope::{Error, Grant, granted, requires_scope};
///
/// #[requires_scope("ZohoCRM.modules.leads.READ", grant = grant)]
/// fn may_be_called(grant: &Grant, lead: &str) -> Result<bool, Error> {
///     Ok(!lead.is_empty())
/// }
///
/// assert!(may_be_called(&granted(["ZohoCRM.modules.ALL"]), "Okafor").unwrap());
/// let refused = may_be_called(&granted(["ZohoCRM.coql.READ"]), "Okafor").unwrap_err();
/// assert!(refused.is_missing_scopes());
/// ```
///
/// # Panics
///
/// If a scope is malformed: the test is wrong then.
#[track_caller]
pub fn granted<'a>(scopes: impl IntoIterator<Item = &'a str>) -> Grant {
    static NUMBER: AtomicU64 = AtomicU64::new(1);
    let scopes: Vec<_> = scopes.into_iter().collect();
    let scopes = match ScopeSet::parse_list(&scopes.join(",")) {
        Ok(scopes) => scopes,
        Err(error) => panic!("a scope that is to be granted cannot be read: {error}"),
    };
    let client = CLIENT.get_or_init(|| match without_zoho() {
        Ok(client) => client,
        Err(error) => panic!("no grant can be made for a test: {}", error.with_sources()),
    });
    let key = GrantKey::new("granted", NUMBER.fetch_add(1, Ordering::Relaxed).to_string());
    let home = client.data_center().location();
    let record = GrantRecord::imported("no token of Zoho's".into(), home, Knowledge::reported(scopes));
    let record = Versioned { version: Version::ABSENT, value: record };
    Grant::new(client.clone(), Shared::new(key, record).into())
}

/// No token where there is no Zoho, so that no request is ever sent for a grant of this file.
pub(crate) fn check_has_zoho(client: &Client) -> Result<(), Error> {
    match CLIENT.get() {
        Some(own) if own.is_same(client) => Err(Kind::WithoutZoho.into()),
        _ => Ok(()),
    }
}

/// Its hosts exist nowhere (RFC 6761, section 6.4).
fn without_zoho() -> Result<Client, Error> {
    let nowhere = DataCenter::custom("nowhere", "https://accounts.invalid", "https://api.invalid")?;
    Client::builder("nobody", "nothing", "https://application.invalid/scopes/callback")
        .data_center(nowhere)
        .store(MemoryStore::new())
        .transport(Nowhere)
        .deny_uncovered_calls()
        .build()
}

#[derive(Debug)]
struct Nowhere;

impl Transport for Nowhere {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        ready(Err(Error::from(Kind::WithoutZoho).into())).boxed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Standing;

    const LEADS: &str = "ZohoCRM.modules.leads.READ";

    #[tokio::test]
    async fn no_token_is_given_and_the_error_names_the_sandbox() {
        let error = granted([LEADS]).access_token().await.expect_err("there is no Zoho");
        assert!(error.to_string().contains("zoho-sandbox"), "{error}");
        assert!(!error.is_retryable() && !error.is_expired());
    }

    #[cfg(feature = "reqwest")]
    #[tokio::test]
    async fn the_api_client_sends_nothing() {
        let zoho = granted([LEADS]).client();
        for target in ["/crm/v8/Leads", "https://www.zohoapis.com/crm/v8/Leads"] {
            let error = zoho.get(target).send().await.expect_err("there is no Zoho");
            assert!(matches!(error.kind(), Kind::WithoutZoho), "{target}: {error}");
        }
    }

    #[tokio::test]
    async fn a_consent_page_is_not_opened_either() {
        let grant = granted([LEADS]);
        let wanted = ScopeSet::parse_list("ZohoCRM.coql.READ").expect("a well-formed list");
        let attempt = grant.ask(&wanted).await.expect("the attempt is local").expect("it is missing");
        let opened = grant.oauth_client().open_consent(attempt.id(), &grant, None, None).await;
        let error = opened.expect_err("there is no Zoho").with_sources().to_string();
        assert!(error.contains("zoho-sandbox"), "{error}");
    }

    #[test]
    fn grants_are_apart_and_hold_what_was_said_and_nothing_else() {
        let (one, other) = (granted([LEADS]), granted([]));
        assert_ne!(one.key(), other.key());
        let leads = zoho_scopes::Scope::parse(LEADS).expect("a well-formed scope");
        assert_eq!(one.standing(&leads), Standing::Assumed);
        assert_eq!(other.standing(&leads), Standing::Missing);
    }

    #[test]
    #[should_panic(expected = "a scope that is to be granted cannot be read")]
    fn a_malformed_scope_is_a_mistake_of_the_test() {
        granted(["no scope"]);
    }
}
